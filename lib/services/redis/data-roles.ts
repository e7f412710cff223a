import { type RoleActions, dataRole } from "../contract/role-actions";

/**
 * Built-in access policies, with the commands that they allow, by Redis' categories: `@*` is every category.
 * learn.microsoft.com/azure/azure-cache-for-redis/cache-configure-role-based-access-control
 * learn.microsoft.com/azure/templates/microsoft.cache/redisenterprise/databases/accesspolicyassignments
 */
const POLICIES = {
  /** Of Azure Managed Redis, which has no other. */
  default: dataRole(["@*"]),
  "Data Contributor": dataRole(["@*"], ["@dangerous"]),
  "Data Reader": dataRole(["@read"]),
} as const;

export type AccessPolicy = keyof typeof POLICIES;

/** What grants call an access policy. */
export function roleOf(policy: AccessPolicy): string {
  return `access policy ${policy}`;
}

/** What each access policy allows, by what grants call it. */
export const REDIS_ROLES: Readonly<Record<string, RoleActions>> = Object.fromEntries(
  Object.entries(POLICIES).map(([policy, actions]) => [roleOf(policy as AccessPolicy), actions]),
);
