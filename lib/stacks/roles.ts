import { CosmosdbSqlRoleAssignment } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-role-assignment";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";
import type { ResourceReference } from "../external/reference";
import type { GrantPlan } from "../plan/grant-plan";
import type { Transformed } from "../transform/transforms";

/** Who is granted something: an app or one of its slots. */
export interface Principal {
  /** Begins the address of the assignments. */
  readonly id: string;
  readonly principalId: string;
}

/** Cosmos DB's built-in data roles: learn.microsoft.com/azure/cosmos-db/reference-data-plane-security */
const COSMOS_ROLES: Readonly<Record<string, string>> = {
  "Cosmos DB Built-in Data Reader": "00000000-0000-0000-0000-000000000001",
  "Cosmos DB Built-in Data Contributor": "00000000-0000-0000-0000-000000000002",
};

/** An Azure role on one resource. */
export function buildRoleAssignment(
  scope: Construct,
  principal: Principal,
  grant: GrantPlan,
  resourceId: string,
  transformed: Transformed,
): RoleAssignment {
  const id = `${principal.id}_${grant.id}`;
  return new RoleAssignment(
    scope,
    id,
    transformed("roleAssignments", id, {
      scope: resourceId,
      roleDefinitionName: grant.role,
      principalId: principal.principalId,
      principalType: "ServicePrincipal",
      description: `${grant.service}: ${grant.reason}`,
      // Another text would be another assignment: taken away and given again, which Azure takes minutes to spread.
      lifecycle: { ignoreChanges: ["description"] },
    }),
  );
}

/** A role of Cosmos DB's own: Azure's role assignments do not reach its data. */
export function buildCosmosRoleAssignment(
  scope: Construct,
  principal: Principal,
  grant: GrantPlan,
  account: ResourceReference,
  resourceId: string,
  transformed: Transformed,
): CosmosdbSqlRoleAssignment {
  const role = COSMOS_ROLES[grant.role];
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
