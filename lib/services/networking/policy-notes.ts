import { type Cause, type PolicyNotes, policyNotes } from "../contract/policy-note";
import type { NetworkingPlan } from "./plan";
import type { NetworkingWords } from "./words";

const SHORT: Cause = {
  when: "`networking.flowLogs.retentionInDays` is 1 to 89",
  reason: "`networking.flowLogs.retentionInDays` is less than 90 days: set it to 90 or more, or to 0",
};

/** What scanners report on purpose of each resource. */
export const networkingPolicyNotes = {
  flowLog: policyNotes(
    (plan: NetworkingPlan) => (plan.vnet && plan.flowLog !== undefined ? [{ facts: plan.flowLog }] : []),
    [
      {
        cause: SHORT,
        fails: ({ retentionInDays }) => retentionInDays > 0 && retentionInDays < 90,
        checks: [
          ["CKV_AZURE_12", "flow logs kept for 90 days"],
          ["AZU-0049", "flow logs kept for 90 days"],
        ],
      },
    ],
  ),
} satisfies PolicyNotes<NetworkingWords, NetworkingPlan>;
