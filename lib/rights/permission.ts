import { wildcard } from "../settings/wildcard";

/** What one role gives: learn.microsoft.com/rest/api/authorization/permissions */
export interface Permission {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
}

/**
 * Whether roles allow an action: one of them has to name it and not take it back, whatever others take back.
 * learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions
 */
export function isAllowed(permissions: readonly Permission[], action: string): boolean {
  return permissions.some(
    ({ actions = [], notActions = [] }) =>
      actions.some((pattern) => isMatch(pattern, action)) &&
      !notActions.some((pattern) => isMatch(pattern, action)),
  );
}

/** `*` stands for slashes too; the case does not count. */
function isMatch(pattern: string, action: string): boolean {
  return wildcard(pattern, "i").test(action);
}
