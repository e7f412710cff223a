import { type Cause, type PolicyNotes, always, policyNotes } from "../contract/policy-note";
import type { ApimPlan } from "./plan";
import type { ApimWords } from "./words";

const MANAGEMENT: Cause = {
  when: "with API Management",
  reason:
    "Azure refuses it for a new service, and it is about managing it: `optional.apim.virtualNetworkType` closes the gateway",
};
const OUTSIDE: Cause = {
  when: "API Management is in no virtual network",
  reason: "it is reached over the internet: set `optional.apim.virtualNetworkType` to put it into a network",
};

/** What scanners report on purpose of each resource. */
export const apimPolicyNotes = {
  apim: policyNotes(
    (plan: ApimPlan) => (plan.enabled && !("existing" in plan) ? [{ facts: plan }] : []),
    [
      {
        cause: MANAGEMENT,
        fails: always,
        checks: [["CKV_AZURE_174", "API Management closed to the internet"]],
      },
      {
        cause: OUTSIDE,
        fails: ({ network }) => network === undefined,
        checks: [["CKV_AZURE_107", "API Management in a network"]],
      },
    ],
  ),
} satisfies PolicyNotes<ApimWords, ApimPlan>;
