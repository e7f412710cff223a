import type { ServicePlans } from "../services";
import type { Draft } from "../services/contract/draft";
import type { SettingPath } from "../services/option-path";

/**
 * The records that a resource group keeps before Azure deletes the oldest ones, down to 600:
 * learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions
 */
const MOST_DEPLOYMENTS = 700;
const LEFT_BY_AZURE = 600;

/** Terraform runs a deployment again whose record is gone, and a secret that is deployed again gets a new value. */
export function checkDeployments(draft: Draft, { storage, keyVault, serviceBus }: ServicePlans): void {
  const counts: readonly { readonly path: SettingPath; readonly count: number }[] = [
    {
      path: "storage.tables",
      count: storage.existing === undefined ? storage.children.tables.length : 0,
    },
    {
      path: "keyVault.secrets",
      count: keyVault.existing === undefined ? keyVault.secrets.length : 0,
    },
    {
      path: "optional.serviceBus.topics",
      count: serviceBus.enabled && !("existing" in serviceBus) ? serviceBus.subscriptions.length : 0,
    },
  ];
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const [most] = [...counts].sort((one, other) => other.count - one.count);
  if (most === undefined || all <= LEFT_BY_AZURE) return;
  const { path } = most;
  const why = `${all} template deployments create tables, secrets and the first rules of subscriptions in the resource group of the platform stack`;
  if (all > MOST_DEPLOYMENTS)
    draft.problem(
      path,
      `${why}. Above ${MOST_DEPLOYMENTS}, Azure deletes the oldest deployment records, Terraform deploys those again, and their secrets get new values`,
      "remove some of them, or use an existing storage account or key vault of another resource group for them",
    );
  else
    draft.warn(
      path,
      `${why}. If the group reaches ${MOST_DEPLOYMENTS}, with deployments of other tools, Azure deletes the oldest records, Terraform deploys those again, and their secrets get new values`,
    );
}
