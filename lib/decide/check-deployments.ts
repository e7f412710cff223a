import type { ServicePlans } from "../services";
import type { Draft } from "../services/contract/draft";

/**
 * The records that a resource group keeps before Azure deletes the oldest ones, down to 600:
 * learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history-deletions
 */
const MOST_DEPLOYMENTS = 700;
const LEFT_BY_AZURE = 600;

/** Terraform runs a deployment again whose record is gone, and a secret that is deployed again gets a new value. */
export function checkDeployments(draft: Draft, { storage, keyVault, serviceBus }: ServicePlans): void {
  const counts = {
    "storage.tables": storage.existing === undefined ? storage.children.tables.length : 0,
    "keyVault.secrets": keyVault.existing === undefined ? keyVault.secrets.length : 0,
    "optional.serviceBus.topics":
      serviceBus.enabled && !("existing" in serviceBus) ? serviceBus.subscriptions.length : 0,
  };
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all <= LEFT_BY_AZURE) return;
  const [path = ""] = Object.entries(counts).sort(([, one], [, other]) => other - one)[0] ?? [];
  const why = `${all} template deployments make tables, secrets and first rules of subscriptions in the group of the platform stack`;
  if (all > MOST_DEPLOYMENTS)
    draft.problem(
      path,
      `${why}: above ${MOST_DEPLOYMENTS} Azure deletes the oldest records, Terraform runs those again, and their secrets get new values`,
      "leave some of them out, or bring an account or vault of another group for them",
    );
  else
    draft.warn(
      path,
      `${why}: from ${MOST_DEPLOYMENTS} in the group, others' included, Azure deletes the oldest records, Terraform runs those again, and their secrets get new values`,
    );
}
