import type { Permission } from "./permission";

/** What lists a collection of Azure Resource Manager, all pages of it. */
interface Lists {
  list(path: string): Promise<{ readonly items?: readonly unknown[] }>;
}

/**
 * What the login may do at a scope: learn.microsoft.com/rest/api/authorization/permissions
 *
 * @returns undefined where Azure does not tell
 */
export async function permissionsAt(
  manager: Lists,
  scope: string,
): Promise<readonly Permission[] | undefined> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
  return (await manager.list(path)).items as readonly Permission[] | undefined;
}
