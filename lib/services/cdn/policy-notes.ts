import { type Cause, type PolicyNotes, policyNotes } from "../contract/policy-note";
import { storageAccountChecks, storageContainerChecks } from "../storage";
import { type CdnPlan, PUBLIC_ACCESS } from "./plan";
import { assetsContainerConstructId } from "./resources";
import type { CdnWords } from "./words";

const ASSETS: Cause = {
  when: "with Front Door, for the account of public assets",
  reason: "the account of public assets is public on purpose, and contains nothing else: `optional.cdn`",
};

/** The containers of public assets; none without Front Door. */
function assetsContainers(plan: CdnPlan) {
  return plan.enabled
    ? plan.endpoints.map(({ endpoint }) => ({ name: endpoint, publicAccess: "Blob" as const }))
    : [];
}

/** What scanners report on purpose of each resource. */
export const cdnPolicyNotes = {
  cdnStorage: policyNotes(
    (plan: CdnPlan) =>
      plan.enabled
        ? [{ facts: { ...plan.account, ...PUBLIC_ACCESS, containers: assetsContainers(plan), queues: [] } }]
        : [],
    storageAccountChecks(ASSETS, ASSETS),
  ),
  cdnContainers: policyNotes(
    (plan: CdnPlan) =>
      assetsContainers(plan).map((each) => ({ facts: each, id: assetsContainerConstructId(each.name) })),
    storageContainerChecks(ASSETS),
  ),
} satisfies PolicyNotes<CdnWords, CdnPlan>;
