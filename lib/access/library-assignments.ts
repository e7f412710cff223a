import type { BackendPlan } from "../decide/backend-plan";
import { otherGrants } from "../decide/grants-report";
import { appIdentities, isGranted } from "../services/function-app/app-identities";
import { HOST_IDENTITY } from "../services/function-app/resources";

/** Resource types that give a principal access. */
export const ASSIGNMENT_TYPES = {
  azure: "azurerm_role_assignment",
  cosmos: "azurerm_cosmosdb_sql_role_assignment",
  keyVault: "azurerm_key_vault_access_policy",
} as const;

/** The addresses of every role assignment that the library writes for a backend. */
export function libraryAssignments(plan: BackendPlan): ReadonlySet<string> {
  const { functionApp } = plan.services;
  const apps = appIdentities(functionApp);
  const granted = plan.grants.flatMap((grant) => {
    const having = apps.filter((app) => isGranted(functionApp, app, grant)).map(({ id }) => id);
    const principals = grant.to === "host-identity" ? [HOST_IDENTITY] : having;
    return principals.map((principal) => `${typeOf(grant.plane)}.${principal}_${grant.id}`);
  });
  const others = otherGrants(plan).map(({ id, plane }) => `${typeOf(plane)}.${id}`);
  return new Set([...granted, ...others]);
}

function typeOf(plane: string | undefined): string {
  return plane === "cosmos" ? ASSIGNMENT_TYPES.cosmos : ASSIGNMENT_TYPES.azure;
}
