import { isAllowed } from "../../rights/permission";
import type { PlannedChange } from "../../terraform/planned-changes";
import { type BootstrapPlan, groupIdOf } from "./bootstrap-plan";
import type { Existing } from "./find-existing";
import type { ResourceReader } from "./resource-reader";

/** An action that the login is not allowed, and where it would be. */
export interface MissingRight {
  readonly action: string;
  readonly scope: string;
}

/** By type in Terraform, what writing one takes: learn.microsoft.com/azure/role-based-access-control/resource-provider-operations */
const WRITES: Readonly<Record<string, string>> = {
  azurerm_federated_identity_credential:
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
  azurerm_management_lock: "Microsoft.Authorization/locks/write",
  azurerm_resource_group: "Microsoft.Resources/subscriptions/resourceGroups/write",
  azurerm_role_assignment: "Microsoft.Authorization/roleAssignments/write",
  azurerm_role_definition: "Microsoft.Authorization/roleDefinitions/write",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts/write",
  azurerm_storage_container: "Microsoft.Storage/storageAccounts/blobServices/containers/write",
  azurerm_storage_management_policy: "Microsoft.Storage/storageAccounts/managementPolicies/write",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities/write",
};

/** What a planned change takes: an assignment on the subscription is not in the group of the account. */
function rightFor(plan: BootstrapPlan, group: string, { address }: PlannedChange): MissingRight {
  const [type = "", id = ""] = address.split(".");
  const action = WRITES[type] ?? `${type}/write`;
  const role = plan.roles.find((each) => each.id === id);
  const assignment = plan.assignments.find((each) => each.id === id);
  if (role !== undefined) return { action, scope: `/subscriptions/${role.subscriptionId}` };
  if (assignment?.scope === "subscription") return { action, scope: `/subscriptions/${plan.subscriptionId}` };
  return { action, scope: group };
}

/**
 * What the login lacks for a plan, as far as Azure says what it may do. Conditions and deny assignments are not taken into account.
 *
 * @returns each right once; none where Azure does not say
 */
export async function missingRights(
  reader: ResourceReader,
  plan: BootstrapPlan,
  { group }: Pick<Existing, "group">,
  changes: readonly PlannedChange[],
): Promise<readonly MissingRight[]> {
  const accountScope =
    group === undefined ? `/subscriptions/${plan.account.subscriptionId}` : groupIdOf(plan);
  const needed = changes.map((change) => rightFor(plan, accountScope, change));
  const scopes = [...new Set(needed.map(({ scope }) => scope))];
  const given = new Map(
    await Promise.all(scopes.map(async (scope) => [scope, await reader.permissionsAt(scope)] as const)),
  );
  const missing = needed.filter(({ action, scope }) => {
    const permissions = given.get(scope);
    return permissions !== undefined && !isAllowed(permissions, action);
  });
  return missing.filter(
    (each, index) =>
      missing.findIndex(({ action, scope }) => action === each.action && scope === each.scope) === index,
  );
}

/** What somebody else has to be asked for. */
export function missingRightsText(missing: readonly MissingRight[]): string {
  return [
    `This login lacks ${missing.length === 1 ? "1 permission" : `${missing.length} permissions`}, and nothing was created:`,
    ...missing.map(({ action, scope }) => `- ${action} on ${scope}`),
    "fix: log in as Owner of these scopes, or as Contributor and Role Based Access Control Administrator, with permission to write locks. " +
      "bootstrap --dry-run prints everything that somebody else can create for you",
  ].join("\n");
}
