import type { ResourceWords, TerraformType } from "./resource-record";

/** When checks fail on purpose, and why. */
export interface Cause {
  /** In words. */
  readonly when: string;
  /** Why, and the option that makes the checks pass, if there is one. */
  readonly reason: string;
}

/** Where a resource of a plan is in Terraform. */
export interface PlannedResource {
  /** Its construct's id. Left out where a backend has one of it: then its name for `transform` in snake case. */
  readonly id?: string;
  /** Which type of its record it is of; left out where that is the record's first. */
  readonly type?: TerraformType;
}

/** A resource of a plan that scanners judge; what exists already is judged where it is made. */
export interface JudgedResource<Facts> extends PlannedResource {
  /** What decides which checks it fails. */
  readonly facts: Facts;
}

/** What else than its own plan tells a service which checks fail. */
export interface PolicyInputs {
  /** Of azurerm, `4.81.0`. */
  readonly providerVersion: string;
}

/** A check of a scanner that a service's resources of one kind fail on purpose. */
export interface PolicyNote<Plan> extends Cause {
  /** Of checkov (`CKV…`) or trivy (`AZU-…`). */
  readonly check: string;
  /** What the check looks for. */
  readonly title: string;
  /** The resources that fail it because of what the plan decides. */
  failing(plan: Plan, inputs: PolicyInputs): readonly PlannedResource[];
}

/** A service's policy notes, by the names that `transform` has for its resources. */
export type PolicyNotes<Words extends ResourceWords, Plan> = Readonly<
  Partial<Record<keyof Words["configs"], readonly PolicyNote<Plan>[]>>
>;

/** Checks that fail together, for the resources of one kind whose facts say so. */
export interface AcceptedChecks<Facts> {
  readonly cause: Cause;
  readonly fails: (facts: Facts) => boolean;
  readonly checks: readonly (readonly [check: string, title: string])[];
}

/**
 * The notes of one kind of resource.
 *
 * @param judged - those of the kind that a plan makes
 */
export function policyNotes<Plan, Facts>(
  judged: (plan: Plan, inputs: PolicyInputs) => readonly JudgedResource<Facts>[],
  accepted: readonly AcceptedChecks<Facts>[],
): readonly PolicyNote<Plan>[] {
  return accepted.flatMap(({ cause, fails, checks }) =>
    checks.map(([check, title]) => ({
      check,
      title,
      ...cause,
      failing: (plan: Plan, inputs: PolicyInputs) => judged(plan, inputs).filter(({ facts }) => fails(facts)),
    })),
  );
}

export const always = (): boolean => true;
export const isOpen = ({ closed }: { readonly closed: boolean }): boolean => !closed;

export const CUSTOMER_KEYS: Cause = {
  when: "always",
  reason: "Azure's own keys encrypt everything; add your own key with `transform`",
};

export const OPEN: Cause = {
  when: "without private endpoints",
  reason:
    "it is open to the internet, and needs a role: `networking: { vnet: true, privateEndpoints: true }` closes it",
};
