import { CosmosdbSqlRoleAssignment } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-role-assignment";
import type { Construct } from "constructs";
import type { Principal } from "../../kit/role-assignment";
import type { GrantPlan } from "../contract/grant-plan";
import type { ResourceReference } from "../contract/reference";
import type { Transformed } from "../contract/transforms";
import { COSMOS_ROLES } from "./data-roles";

/** A role of Cosmos DB's own: Azure's role assignments do not reach its data. */
export function buildCosmosRoleAssignment(
  scope: Construct,
  principal: Principal,
  grant: GrantPlan,
  account: ResourceReference,
  resourceId: string,
  transformed: Transformed,
): CosmosdbSqlRoleAssignment {
  const role = COSMOS_ROLES[grant.role]?.id;
  if (role === undefined) throw new Error(`Cosmos DB has no built-in role "${grant.role}"`);
  const id = `${principal.id}_${grant.id}`;
  return new CosmosdbSqlRoleAssignment(
    scope,
    id,
    transformed("cosmosRoleAssignments", id, {
      resourceGroupName: account.resourceGroupName,
      accountName: account.name,
      roleDefinitionId: `${account.id}/sqlRoleDefinitions/${role}`,
      principalId: principal.principalId,
      scope: resourceId,
    }),
  );
}
