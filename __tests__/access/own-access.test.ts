import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { builtInRoles } from "../../lib/access/built-in-roles";
import { libraryAssignments } from "../../lib/access/library-assignments";
import { type AssignmentChange, ownAccess } from "../../lib/access/own-access";
import type { BackendOptions } from "../../lib";
import { defineEventHandler } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { synthBackend } from "../support/synth";
import { EVERYTHING } from "../support/with-everything";

type Attributes = Readonly<Record<string, unknown>>;

const NONE: ReadonlySet<string> = new Set();
const GROUP = "/subscriptions/1/resourceGroups/rg";
const ROLE = "azurerm_role_assignment.auditors";

function changeOf(address: string, before: Attributes | null, after: Attributes | null): AssignmentChange {
  const action = before === null ? "create" : after === null ? "delete" : "update";
  return { address, mode: "managed", change: { actions: [action], before, after } };
}

function role(more: Attributes = {}): Attributes {
  return {
    principal_id: "p1",
    role_definition_name: "Storage Blob Data Reader",
    role_definition_id: null,
    scope: `${GROUP}/storage`,
    condition: null,
    ...more,
  };
}

const one = (before: Attributes | null, after: Attributes | null, address = ROLE) =>
  ownAccess([changeOf(address, before, after)], NONE)[0];

describe("a role assignment of the user's own", () => {
  test("it is gained, lost or left alone", () => {
    const access = { address: ROLE, who: "p1", may: ["Storage Blob Data Reader"], on: `${GROUP}/storage` };
    expect(one(null, role())).toEqual({ ...access, change: "gained", grows: true });
    expect(one(role(), null)).toEqual({ ...access, change: "lost", grows: false });
    const same = changeOf(ROLE, role(), role());
    const change = { ...same.change, actions: ["no-op"] };
    expect(ownAccess([{ ...same, change }], NONE)).toEqual([]);
    expect(ownAccess([{ ...same, mode: "data" }], NONE)).toEqual([]);
  });

  test.each<readonly [string, Attributes, Attributes, boolean]>([
    ["more is allowed", {}, { role_definition_name: "Storage Blob Data Owner" }, true],
    ["less is allowed", { role_definition_name: "Storage Blob Data Owner" }, {}, false],
    ["it is on something below", {}, { scope: `${GROUP}/storage/blobServices/default` }, false],
    ["it is on something above", {}, { scope: GROUP }, true],
    ["it is on something whose name begins so", {}, { scope: `${GROUP}/storage2` }, true],
    ["somebody else has it", {}, { principal_id: "p2" }, true],
    ["a condition is added", {}, { condition: "((a))" }, false],
    ["a condition goes", { condition: "((a))" }, {}, true],
    ["it is known after the apply alone", {}, { principal_id: undefined }, true],
  ])("%s", (_what, before, after, grows) => {
    expect(one(role(before), role(after))).toMatchObject({ change: "changed", grows });
  });

  test("a role is known by its id too, and a custom one is not judged", () => {
    const byId = (id: string) => one(null, role({ role_definition_name: undefined, role_definition_id: id }));
    const definitions = `${GROUP}/providers/Microsoft.Authorization/roleDefinitions`;
    const known = byId(`${definitions}/${builtInRoles.Owner.id}`);
    expect(known).toMatchObject({ may: ["Owner"], grows: true });
    expect(known).not.toHaveProperty("notJudged");
    expect(byId(`${definitions}/33333333-3333-3333-3333-333333333333`)).toMatchObject({
      grows: true,
      notJudged: "custom role: not judged",
    });
  });
});

test("Cosmos DB has roles of its own", () => {
  const address = "azurerm_cosmosdb_sql_role_assignment.auditors";
  const account = `${GROUP}/providers/Microsoft.DocumentDB/databaseAccounts/cosmos`;
  const of = (id: string): Attributes => ({
    principal_id: "p1",
    role_definition_id: `${account}/sqlRoleDefinitions/${id}`,
    scope: account,
  });
  const reader = of("00000000-0000-0000-0000-000000000001");
  const writer = of("00000000-0000-0000-0000-000000000002");
  expect(one(reader, writer, address)).toMatchObject({
    may: ["Cosmos DB Built-in Data Contributor"],
    grows: true,
  });
  expect(one(writer, reader, address)).toMatchObject({
    may: ["Cosmos DB Built-in Data Reader"],
    grows: false,
  });
  expect(one(null, of("custom"), address)).toMatchObject({ notJudged: "custom role: not judged" });
});

test("an access policy of a key vault allows what it lists", () => {
  const address = "module.shared.azurerm_key_vault_access_policy.auditors[0]";
  const of = (...secrets: readonly string[]): Attributes => ({
    object_id: "p1",
    key_vault_id: `${GROUP}/vault`,
    secret_permissions: secrets,
    key_permissions: null,
  });
  expect(one(of("Get"), of("Get", "List"), address)).toMatchObject({
    may: ["secret get", "secret list"],
    grows: true,
  });
  expect(one(of("Get", "List"), of("Get"), address)).toMatchObject({ may: ["secret get"], grows: false });
});

test("other resources give nobody access", () => {
  expect(ownAccess([changeOf("azurerm_storage_account.own", null, {})], NONE)).toEqual([]);
});

describe("the library's own assignments", () => {
  const events = defineEventHandler({ name: "orders", entry: __filename, source: { topic: "orders" } });
  const cases: readonly (readonly [string, BackendOptions])[] = [
    ...EVERYTHING,
    ["slots", { functionApp: { plan: "EP1", slots: ["staging", "blue-2"] } }],
  ];

  test.each(cases)("those of %s are known by their addresses", (_what, options) => {
    const { platform, workloads, backend } = synthBackend(options, {
      feedbackApi,
      processUploadFunction,
      events,
    });
    const written = [platform, workloads]
      .flatMap(({ addresses }) => addresses)
      .filter((address) => /^azurerm_(cosmosdb_sql_)?role_assignment\./.test(address));
    const known = libraryAssignments(backend.plan);
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((address) => !known.has(address))).toEqual([]);
    // Redis' access policies are resources of another type.
    const redis = [...known].filter((address) => address.includes("_redis_access"));
    expect([...known].filter((address) => !written.includes(address))).toEqual(redis);
  });

  test("one that the user adds to a stack is not the library's", () => {
    const { workloads, backend } = synthBackend({}, undefined, ({ stacks }) => {
      new RoleAssignment(stacks.workloads, "auditors", {
        scope: GROUP,
        principalId: "p1",
        roleDefinitionName: "Reader",
      });
    });
    const changes = workloads.addresses.map((address) => changeOf(address, null, role()));
    expect(ownAccess(changes, libraryAssignments(backend.plan)).map(({ address }) => address)).toEqual([
      ROLE,
    ]);
  });
});
