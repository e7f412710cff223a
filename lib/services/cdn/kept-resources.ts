import type { KeptResource } from "../contract/kept-resource";
import type { CdnPlan } from "./plan";
import { ASSETS_ACCOUNT_CONSTRUCT_ID, assetsContainerConstructId } from "./resources";
import type { CdnWords } from "./words";

type Kept = KeptResource<keyof CdnWords["configs"]>;

/** The account of public assets, and the container behind each endpoint. */
export function keptInCdn(plan: CdnPlan): readonly Kept[] {
  if (!plan.enabled) return [];
  const account: Kept = {
    resource: "cdnStorage",
    constructId: ASSETS_ACCOUNT_CONSTRUCT_ID,
    name: plan.account.name,
  };
  return [
    account,
    ...plan.endpoints.map(({ endpoint }): Kept => ({
      resource: "cdnContainers",
      constructId: assetsContainerConstructId(endpoint),
      name: endpoint,
      within: { storage_account_id: account },
    })),
  ];
}
