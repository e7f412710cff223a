import type { BackendPlan } from "../decide/backend-plan";
import { otherGrants } from "../decide/grants-report";
import { APP_CONSTRUCT, HOST_IDENTITY, slotConstructId } from "../services/function-app/resources";

/** Resource types that give a principal access. */
export const ASSIGNMENT_TYPES = {
  azure: "azurerm_role_assignment",
  cosmos: "azurerm_cosmosdb_sql_role_assignment",
  keyVault: "azurerm_key_vault_access_policy",
} as const;

/** The addresses of every role assignment that the library writes for a backend. */
export function libraryAssignments(plan: BackendPlan): ReadonlySet<string> {
  const apps = [APP_CONSTRUCT, ...plan.services.functionApp.slots.map(({ name }) => slotConstructId(name))];
  const granted = plan.grants.flatMap(({ id, to, plane }) => {
    const principals = to === "host-identity" ? [HOST_IDENTITY] : apps;
    return principals.map((principal) => `${typeOf(plane)}.${principal}_${id}`);
  });
  const others = otherGrants(plan).map(({ id, plane }) => `${typeOf(plane)}.${id}`);
  return new Set([...granted, ...others]);
}

function typeOf(plane: string | undefined): string {
  return plane === "cosmos" ? ASSIGNMENT_TYPES.cosmos : ASSIGNMENT_TYPES.azure;
}
