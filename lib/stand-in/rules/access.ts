import { at, objectAt, textAt } from "../json";
import { identity } from "../login";
import { key } from "../resource-path";
import { isRole } from "../role-definitions";
import type { Rule } from "../rule";
import type { Store } from "../store";

const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

export const access: readonly Rule[] = [
  {
    says: "the role of a role assignment exists",
    source: "learn.microsoft.com/azure/role-based-access-control/built-in-roles",
    on: [ASSIGNMENTS],
    code: "RoleDefinitionDoesNotExist",
    refuse(asked, { store }) {
      const role = textAt(asked, "properties.roleDefinitionId").split("/").at(-1) ?? "";
      return isRole(role, store)
        ? undefined
        : `The specified role definition with ID '${role}' does not exist.`;
    },
  },
  {
    says: "the principal of a role assignment exists",
    source: "learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    on: [ASSIGNMENTS, "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"],
    code: "PrincipalNotFound",
    refuse(asked, { store }) {
      const principal = textAt(asked, "properties.principalId");
      return principals(store).includes(key(principal))
        ? undefined
        : `Principal ${principal} does not exist in the directory.`;
    },
  },
  {
    says: "the principal of a role assignment has the given type",
    source: "github.com/Azure/modern-web-app-pattern-dotnet/pull/129",
    on: [ASSIGNMENTS],
    code: "UnmatchedPrincipalType",
    refuse(asked, { store }) {
      const said = textAt(asked, "properties.principalType");
      // Every other principal in the stand-in is an application or an identity.
      const isGroup = store.groups.has(key(textAt(asked, "properties.principalId")));
      const type = isGroup ? "Group" : "ServicePrincipal";
      return ["", type].includes(said)
        ? undefined
        : `The PrincipalId has type '${type}', which is different from specified PrincipalType '${said}'.`;
    },
  },
  {
    says: "a role assignment names its role by the id in the subscription",
    source: "learn.microsoft.com/azure/role-based-access-control/role-assignments-rest",
    on: [ASSIGNMENTS],
    keeps(asked, { id }) {
      const role = textAt(asked, "properties.roleDefinitionId").split("/").at(-1) ?? "";
      const roleDefinitionId = `${id.split("/").slice(0, 3).join("/")}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
      return { ...asked, properties: { ...objectAt(asked, "properties"), roleDefinitionId } };
    },
  },
  {
    says: "a role is assigned to one principal on one scope once",
    source: "learn.microsoft.com/azure/role-based-access-control/troubleshooting",
    on: [ASSIGNMENTS],
    status: 409,
    code: "RoleAssignmentExists",
    refuse(asked, { id, store }) {
      const scope = scopeOf(id);
      const twin = store
        .ofType(ASSIGNMENTS)
        .filter((each) => key(each.id) !== key(id) && scopeOf(each.id) === scope)
        .find(({ body }) =>
          ["properties.principalId", "properties.roleDefinitionId"].every(
            (path) => lastOf(textAt(body, path)) === lastOf(textAt(asked, path)),
          ),
        );
      return twin && "The role assignment already exists.";
    },
  },
];

function lastOf(id: string): string {
  return key(id).split("/").at(-1) ?? "";
}

function scopeOf(id: string): string {
  return key(id).split("/providers/microsoft.authorization/")[0] ?? "";
}

/** Who can be given something: who is logged in, every identity of a resource, and groups of the directory. */
function principals(store: Store): readonly string[] {
  const found = store
    .all()
    .flatMap(({ body }) => [at(body, "identity.principalId"), at(body, "properties.principalId")])
    .filter((each) => typeof each === "string");
  return [identity.objectId, ...found, ...store.groups].map(key);
}
