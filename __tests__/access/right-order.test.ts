import fc from "fast-check";
import { builtInRoles } from "../../lib/access/built-in-roles";
import { allowEverythingOf } from "../../lib/access/right-order";
import { COSMOS_ROLES } from "../../lib/services/cosmos/data-roles";
import { REDIS_ROLES } from "../../lib/services/redis/data-roles";
import type { RoleActions } from "../../lib/services/contract/role-actions";
import { isAllowed } from "../../lib/rights/permission";

const roles: Readonly<Record<string, RoleActions>> = { ...builtInRoles, ...COSMOS_ROLES, ...REDIS_ROLES };
const names = Object.keys(roles);
const roleOf = (name: string): RoleActions => {
  const role = roles[name];
  if (role === undefined) throw new Error(`no role ${name}`);
  return role;
};

test.each([
  ["Storage Blob Data Owner", "Storage Blob Data Contributor"],
  ["Storage Blob Data Contributor", "Storage Blob Data Reader"],
  // The one has messages/write, the other messages/add/action, and both add messages.
  ["Storage Queue Data Contributor", "Storage Queue Data Message Sender"],
  ["Storage Queue Data Contributor", "Storage Queue Data Message Processor"],
  ["Storage Table Data Contributor", "Storage Table Data Reader"],
  ["Azure Service Bus Data Owner", "Azure Service Bus Data Receiver"],
  ["Key Vault Administrator", "Key Vault Secrets User"],
  ["AcrPush", "AcrPull"],
  ["Owner", "Contributor"],
  ["Owner", "User Access Administrator"],
  ["Cosmos DB Built-in Data Contributor", "Cosmos DB Built-in Data Reader"],
  ["access policy default", "access policy Data Contributor"],
  ["access policy Data Contributor", "access policy Data Reader"],
])("%s allows more than %s", (wide, narrow) => {
  expect(allowEverythingOf([roleOf(wide)], roleOf(narrow))).toBe(true);
  expect(allowEverythingOf([roleOf(narrow)], roleOf(wide))).toBe(false);
});

test.each([
  ["Azure Service Bus Data Sender", "Azure Service Bus Data Receiver"],
  // Owner reads no blob.
  ["Owner", "Storage Blob Data Reader"],
  // What a role takes out is less than what another one reads.
  ["Contributor", "User Access Administrator"],
])("%s does not allow everything of %s", (one, other) => {
  expect(allowEverythingOf([roleOf(one)], roleOf(other))).toBe(false);
});

test("several roles together allow what each of them does", () => {
  const both = ["Storage Queue Data Reader", "Storage Queue Data Message Processor"].map(roleOf);
  for (const role of both) expect(allowEverythingOf(both, role)).toBe(true);
  expect(allowEverythingOf(both, roleOf("Storage Queue Data Contributor"))).toBe(false);
  expect(allowEverythingOf([], roleOf("AcrPull"))).toBe(false);
});

const name = fc.constantFrom(...names);

test("a role allows everything of itself, and more of more", () => {
  fc.assert(
    fc.property(name, name, name, (one, other, third) => {
      expect(allowEverythingOf([roleOf(one)], roleOf(one))).toBe(true);
      const allows = (wide: string, narrow: string) => allowEverythingOf([roleOf(wide)], roleOf(narrow));
      if (allows(one, other) && allows(other, third)) expect(allows(one, third)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

const word = fc.constantFrom("a", "b", "read", "write");
const action = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("/"));
const pattern = fc
  .array(fc.oneof(word, fc.constant("*")), { minLength: 1, maxLength: 3 })
  .map((words) => words.join("/"));
const role = fc.record({
  actions: fc.array(pattern, { maxLength: 3 }),
  notActions: fc.array(pattern, { maxLength: 2 }),
  dataActions: fc.constant([]),
  notDataActions: fc.constant([]),
});

test("no action is allowed by a role that another one is said to include, and not by that one", () => {
  let included = 0;
  fc.assert(
    fc.property(role, role, action, (wide, narrow, each) => {
      if (!allowEverythingOf([wide], narrow)) return;
      if (!isAllowed([narrow], each)) return;
      included += 1;
      expect(isAllowed([wide], each)).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(included).toBeGreaterThan(0);
});
