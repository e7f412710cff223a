import { CosmosdbSqlRoleAssignment } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-role-assignment";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Construct } from "constructs";
import type { GrantPlan } from "../plan/plan";

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
): RoleAssignment {
  return new RoleAssignment(scope, `${principal.id}_${grant.id}`, {
    scope: resourceId,
    roleDefinitionName: grant.role,
    principalId: principal.principalId,
    principalType: "ServicePrincipal",
    description: `${grant.service}: ${grant.reason}`,
  });
}

/** The account that a Cosmos DB role is given in. */
export interface CosmosAccountReference {
  readonly id: string;
  readonly name: string;
  readonly resourceGroupName: string;
}

/** A role of Cosmos DB's own: Azure's role assignments do not reach its data. */
export function buildCosmosRoleAssignment(
  scope: Construct,
  principal: Principal,
  grant: GrantPlan,
  account: CosmosAccountReference,
  resourceId: string,
): CosmosdbSqlRoleAssignment {
  const role = COSMOS_ROLES[grant.role];
  if (role === undefined) throw new Error(`Cosmos DB has no built-in role "${grant.role}"`);
  return new CosmosdbSqlRoleAssignment(scope, `${principal.id}_${grant.id}`, {
    resourceGroupName: account.resourceGroupName,
    accountName: account.name,
    roleDefinitionId: `${account.id}/sqlRoleDefinitions/${role}`,
    principalId: principal.principalId,
    scope: resourceId,
  });
}
