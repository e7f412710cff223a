import { listAt, textAt } from "../json";
import { key } from "../resource-path";
import { customRoles, roleName } from "../role-definitions";
import type { Rule } from "../rule";

const DEFINITIONS = "Microsoft.Authorization/roleDefinitions";
const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
const CUSTOM_ROLES = "learn.microsoft.com/azure/role-based-access-control/custom-roles";
const TROUBLESHOOTING = "learn.microsoft.com/azure/role-based-access-control/troubleshooting";
const LONGEST_NAME = 512;

export const roles: readonly Rule[] = [
  {
    says: "a custom role's name is unique in the directory",
    source: CUSTOM_ROLES,
    on: [DEFINITIONS],
    status: 409,
    code: "RoleDefinitionWithSameNameExists",
    refuse(asked, { name, store }) {
      const roleNamed = textAt(asked, "properties.roleName");
      const twin = customRoles(store).find(
        (each) =>
          key(each.name) !== key(name) && key(textAt(each.body, "properties.roleName")) === key(roleNamed),
      );
      return twin && `A custom role with the name '${roleNamed}' already exists in this directory.`;
    },
  },
  {
    says: "a custom role has a name of at most 512 characters, and a scope that it is assignable in",
    source: `${CUSTOM_ROLES}#custom-role-properties`,
    on: [DEFINITIONS],
    code: "InvalidRoleDefinitionProperties",
    refuse(asked, { name }) {
      const roleNamed = textAt(asked, "properties.roleName");
      if (roleName(name) !== undefined) return `${name} is a role of Azure's own`;
      if (roleNamed === "" || roleNamed.length > LONGEST_NAME) return `'${roleNamed}' is no name of a role`;
      return listAt(asked, "properties.assignableScopes").length === 0
        ? "A custom role has an assignable scope"
        : undefined;
    },
  },
  {
    says: "an action of a custom role names a resource provider, or has a wildcard",
    source: `${CUSTOM_ROLES}#custom-role-limits`,
    on: [DEFINITIONS],
    code: "InvalidActionOrNotAction",
    refuse(asked) {
      const odd = listAt(asked, "properties.permissions")
        .flatMap((each) =>
          ["actions", "notActions", "dataActions", "notDataActions"].flatMap((of) => listAt(each, of)),
        )
        .map(String)
        .find((action) => action !== "*" && !/^[\w*]+\.?[\w.*]*\/[\w*]+(\/[\w*]+)*$/.test(action));
      return odd && `'${odd}' does not match any of the actions supported by the providers.`;
    },
  },
  {
    says: "a custom role that is assigned cannot be deleted",
    source: TROUBLESHOOTING,
    on: [DEFINITIONS],
    status: 400,
    code: "RoleDefinitionHasAssignments",
    holds({ name }, store) {
      const assigned = store
        .ofType(ASSIGNMENTS)
        .some(({ body }) => key(textAt(body, "properties.roleDefinitionId")).endsWith(`/${key(name)}`));
      return assigned ? `There are existing role assignments referencing role '${name}'.` : undefined;
    },
  },
  {
    says: "principal, role and scope of an existing role assignment cannot change",
    source: TROUBLESHOOTING,
    on: [ASSIGNMENTS],
    code: "RoleAssignmentUpdateNotPermitted",
    refuse(asked, { earlier }) {
      const changed = ["properties.principalId", "properties.roleDefinitionId"].some((path) => {
        const [before, after] = [textAt(earlier?.body, path), textAt(asked, path)].map(
          (each) => key(each).split("/").at(-1) ?? "",
        );
        return before !== "" && before !== after;
      });
      return changed
        ? "Tenant ID, application ID, principal ID, and scope are not allowed to be updated."
        : undefined;
    },
  },
];
