import { roleIds } from "../../lib/rights/role-ids";
import { roleDefinitions } from "../../lib/stand-in/role-definitions";
import { Store } from "../../lib/stand-in/store";
import { rolesOn } from "../../scripts/facts/built-in-roles";
import recorded from "./built-in-roles.json";

const SCOPE = "/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions";
const published: Readonly<Record<string, string>> = recorded.roles;

/** The roles of the stand-in, by name. */
const defined = Object.fromEntries(
  roleDefinitions("", SCOPE, new Store()).map(({ name, properties }) => [
    (properties as { readonly roleName: string }).roleName,
    name,
  ]),
);

test("the roles of the stand-in are those of Microsoft's list, with their ids", () => {
  expect(defined).toEqual(published);
});

test.each(Object.entries(roleIds))("the role %s has the id of Microsoft's list", (role, id) => {
  expect(id).toBe(published[role]);
  expect(roleDefinitions(`roleName eq '${role}'`, SCOPE, new Store()).map(({ name }) => name)).toEqual([id]);
});

test("no two roles have the same id", () => {
  const ids = Object.values(published);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(Object.values(roleIds)).size).toBe(Object.keys(roleIds).length);
});

test("the recorded roles are what the parser makes of the page", () => {
  // Of the page, CC BY 4.0, Copyright (c) Microsoft Corporation, without descriptions.
  const found = rolesOn(`> [!div class="mx-tableFixed"]
> | Built-in role | Description | ID |
> | --- | --- | --- |
> | <a name='owner'></a>[Owner](./built-in-roles/privileged.md#owner) | | 8e3af657-a8ff-443c-a75c-2fe8c4bcb635 |
> | <a name='storage-queue-data-reader'></a>[Storage Queue Data Reader](./built-in-roles/storage.md#storage-queue-data-reader) | See [Permissions](/rest/api/x#y). | 19e7f393-937e-4f77-808e-94535e297925 |
`);
  expect(found).toEqual({
    Owner: published["Owner"],
    "Storage Queue Data Reader": published["Storage Queue Data Reader"],
  });
});
