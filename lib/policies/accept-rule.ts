import type { BackendPlan } from "../decide/backend-plan";
import type { Judged, JudgedResource } from "./judged-resources";

/** A check of a scanner that fails on purpose, and for which resources. */
export interface AcceptRule {
  /** Of checkov (`CKV…`) or trivy (`AZU-…`). */
  readonly check: string;
  /** What the check looks for. */
  readonly title: string;
  /** When it is accepted, in words. */
  readonly when: string;
  /** Why, and the option that makes it pass, if there is one. */
  readonly reason: string;
  /** The resources that fail it because of what the plan decides. */
  readonly resources: (plan: BackendPlan) => readonly JudgedResource[];
}

/** When checks fail on purpose, and why. */
export interface Cause {
  readonly when: string;
  readonly reason: string;
}

type Check = readonly [check: string, title: string];

/** Checks that fail together, for the resources of one kind that `fails` says. */
export function accepted<Facts>(
  { when, reason }: Cause,
  resources: Judged<Facts>,
  fails: (resource: Facts) => boolean,
  checks: readonly Check[],
): readonly AcceptRule[] {
  return checks.map(([check, title]) => ({
    check,
    title,
    when,
    reason,
    resources: (plan) => resources(plan).filter(fails),
  }));
}

export const always = (): boolean => true;

export const CUSTOMER_KEYS: Cause = {
  when: "always",
  reason: "Azure's own keys encrypt everything; a key of your own goes in with `transform`",
};

export const OPEN: Cause = {
  when: "without private endpoints",
  reason:
    "it is reached over the internet, with a role only: `networking: { vnet: true, privateEndpoints: true }` closes it",
};
