import { roleIds } from "../../lib/rights/role-ids";
import { roleDefinitions } from "../../lib/stand-in/role-definitions";

const SCOPE = "/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions";

test.each(Object.entries(roleIds))("the role %s has the id that the stand-in gives it", (role, id) => {
  expect(roleDefinitions(`roleName eq '${role}'`, SCOPE).map(({ name }) => name)).toEqual([id]);
});

test("no two roles have the same id", () => {
  const ids = roleDefinitions("", SCOPE).map(({ name }) => name);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(Object.values(roleIds)).size).toBe(Object.keys(roleIds).length);
});
