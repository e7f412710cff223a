/**
 * What a role allows, in Azure's patterns: `*` stands for slashes too, and the case does not count.
 * learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
export interface RoleActions {
  /** On resources, through Azure Resource Manager. */
  readonly actions: readonly string[];
  /** What is taken out of them. */
  readonly notActions: readonly string[];
  /** On the data in resources. */
  readonly dataActions: readonly string[];
  /** What is taken out of them. */
  readonly notDataActions: readonly string[];
}

/** A role that allows something with data alone. */
export function dataRole(
  dataActions: readonly string[],
  notDataActions: readonly string[] = [],
): RoleActions {
  return { actions: [], notActions: [], dataActions, notDataActions };
}
