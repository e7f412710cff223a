import { leastRights, planBackend } from "../../lib";
import { CallerRights } from "../../lib/stand-in/caller-rights";
import { Refusal, type Request } from "../../lib/stand-in/exchange";
import type { Json } from "../../lib/stand-in/json";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { Store } from "../../lib/stand-in/store";
import { feedbackApi } from "../support/sample";
import { connectionTo } from "../support/stand-in-connection";

const CALLER = "00000000-0000-4000-8000-0000000000aa";
const SUBSCRIPTION = "/subscriptions/1";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/st`;
const ROLES = "Microsoft.Authorization/roleDefinitions";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

function request(method: string, path: string, body?: Json): Request {
  return { method, path, host: "management.azure.com", query: new URLSearchParams(), headers: {}, body };
}

/** Code and message of what is refused; undefined where the request goes through. */
function refused(rights: CallerRights, asked: Request): string | undefined {
  try {
    rights.check(asked, CALLER);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.status} ${error.code}: ${error.message}`;
  }
}

/** A caller with these actions on a scope and below. */
function given(actions: readonly string[], scope = SUBSCRIPTION, store = new Store()): CallerRights {
  const rights = new CallerRights(store);
  rights.limit(CALLER, [{ scope, permission: { actions } }]);
  return rights;
}

test("whoever is not limited does everything, and so does whoever is freed again", () => {
  const rights = new CallerRights(new Store());
  expect(refused(rights, request("DELETE", ACCOUNT))).toBeUndefined();
  rights.limit(CALLER, []);
  expect(refused(rights, request("DELETE", ACCOUNT))).toContain("403 AuthorizationFailed");
  rights.free(CALLER);
  expect(refused(rights, request("DELETE", ACCOUNT))).toBeUndefined();
});

test("a refusal has Azure's words, with the action and what it is asked of", () => {
  expect(refused(given(["*/read"]), request("PUT", ACCOUNT, {}))).toBe(
    `403 AuthorizationFailed: The client '${identity.clientId}' with object id '${CALLER}' does not have authorization to ` +
      `perform action 'Microsoft.Storage/storageAccounts/write' over scope '${ACCOUNT}' or the scope is invalid. If access ` +
      "was recently granted, please refresh your credentials.",
  );
});

test.each([
  ["GET", ACCOUNT, "Microsoft.Storage/storageAccounts/read"],
  ["HEAD", GROUP, "Microsoft.Resources/subscriptions/resourceGroups/read"],
  ["PATCH", ACCOUNT, "Microsoft.Storage/storageAccounts/write"],
  [
    "DELETE",
    `${ACCOUNT}/blobServices/default/containers/c`,
    "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
  ],
  ["POST", `${ACCOUNT}/listKeys`, "Microsoft.Storage/storageAccounts/listKeys/action"],
  ["GET", `${SUBSCRIPTION}/providers`, "Microsoft.Resources/subscriptions/providers/read"],
  ["POST", `${SUBSCRIPTION}/providers/Microsoft.Web/register`, "Microsoft.Web/register/action"],
  [
    "POST",
    `${SUBSCRIPTION}/providers/Microsoft.Web/checkNameAvailability`,
    "Microsoft.Web/checknameavailability/read",
  ],
  [
    "GET",
    `${GROUP}/providers/Microsoft.Web/sites/app/config/authsettingsV2/list`,
    "Microsoft.Web/sites/config/list/action",
  ],
  ["PUT", `${ACCOUNT}/providers/Microsoft.Authorization/locks/l`, "Microsoft.Authorization/locks/write"],
  ["GET", `${GROUP}/resources`, "Microsoft.Resources/subscriptions/resourceGroups/resources/read"],
])("%s %s takes %s, and nothing else", (method, path, action) => {
  expect(refused(given([]), request(method, path))).toContain(`'${action}'`);
  expect(refused(given([action.toUpperCase()]), request(method, path))).toBeUndefined();
});

test("a role counts on its scope and below, and nowhere else", () => {
  const rights = given(["*"], GROUP.toUpperCase());
  expect(refused(rights, request("GET", ACCOUNT))).toBeUndefined();
  expect(refused(rights, request("GET", GROUP))).toBeUndefined();
  expect(refused(rights, request("GET", `${GROUP}2`))).toContain("AuthorizationFailed");
  expect(refused(rights, request("GET", `${SUBSCRIPTION}/resources`))).toContain("AuthorizationFailed");
});

test("how far an operation is and a login are no rights", () => {
  const operation = `${SUBSCRIPTION}/providers/Microsoft.StandIn/operations/1`;
  expect(refused(given([]), request("GET", operation))).toBeUndefined();
  expect(refused(given([]), request("POST", "/tenant/oauth2/v2.0/token"))).toBeUndefined();
});

describe("what a request names takes rights of its own", () => {
  const endpoint = `${GROUP}/providers/Microsoft.Network/privateEndpoints/pe`;
  const subnet = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;
  const body = {
    properties: {
      subnet: { id: subnet },
      privateLinkServiceConnections: [{ properties: { privateLinkServiceId: ACCOUNT } }],
    },
  };
  const write = "Microsoft.Network/privateEndpoints/write";
  const join = "Microsoft.Network/virtualNetworks/subnets/join/action";
  const approve = "Microsoft.Storage/storageAccounts/privateEndpointConnectionsApproval/action";

  test("a private endpoint joins its subnet and is approved", () => {
    expect(refused(given([write]), request("PUT", endpoint, body))).toBe(
      `403 LinkedAuthorizationFailed: The client '${identity.clientId}' with object id '${CALLER}' has permission to perform ` +
        `action '${write}' on scope '${endpoint}'; however, it does not have permission to perform action(s) ` +
        `'${join},${approve}' on the linked scope(s) '${subnet},${ACCOUNT}' (respectively) or the linked scope(s) are invalid.`,
    );
    expect(refused(given([write, join]), request("PUT", endpoint, body))).toContain(`action(s) '${approve}'`);
    expect(refused(given([write, join, approve]), request("PUT", endpoint, body))).toBeUndefined();
  });

  test("an identity that a resource gets is assigned", () => {
    const id = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`;
    const withIdentity = { identity: { type: "UserAssigned", userAssignedIdentities: { [id]: {} } } };
    const storage = "Microsoft.Storage/storageAccounts/write";
    expect(refused(given([storage]), request("PATCH", ACCOUNT, withIdentity))).toContain(
      "'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s)",
    );
    expect(refused(given([storage]), request("PATCH", ACCOUNT, {}))).toBeUndefined();
  });

  test("a template takes the right to write what it creates", () => {
    const deployment = `${GROUP}/providers/Microsoft.Resources/deployments/d`;
    const template = {
      properties: { template: { resources: [{ type: "Microsoft.KeyVault/vaults/secrets" }] } },
    };
    const deploy = "Microsoft.Resources/deployments/write";
    expect(refused(given([deploy]), request("PUT", deployment, template))).toMatch(
      /^403 InvalidTemplateDeployment: .*'Microsoft\.KeyVault\/vaults\/secrets\/write' at scope/,
    );
    const both = [deploy, "Microsoft.KeyVault/vaults/secrets/write"];
    expect(refused(given(both), request("PUT", deployment, template))).toBeUndefined();
  });
});

describe("role assignments give rights", () => {
  /** Where a caller has a role by an assignment alone. */
  function assigned(role: string, condition?: string): { store: Store; rights: CallerRights } {
    const store = new Store();
    const rights = new CallerRights(store);
    rights.limit(CALLER, []);
    store.put({
      id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleAssignments/a`,
      type: "Microsoft.Authorization/roleAssignments",
      name: "a",
      body: {
        properties: {
          principalId: CALLER,
          roleDefinitionId: `${SUBSCRIPTION}/providers/${ROLES}/${role}`,
          ...(condition === undefined ? {} : { condition }),
        },
      },
    });
    return { store, rights };
  }

  function define(store: Store, name: string, actions: readonly string[]): void {
    const body = { properties: { permissions: [{ actions, notActions: ["*/delete"] }] } };
    store.put({ id: `${SUBSCRIPTION}/providers/${ROLES}/${name}`, type: ROLES, name, body });
  }

  test("of built-in roles, and of custom ones", () => {
    const reader = assigned(READER);
    expect(refused(reader.rights, request("GET", ACCOUNT))).toBeUndefined();
    expect(refused(reader.rights, request("PUT", ACCOUNT))).toContain("storageAccounts/write");
    const own = assigned("own");
    define(own.store, "own", ["Microsoft.Storage/*"]);
    expect(refused(own.rights, request("PUT", ACCOUNT))).toBeUndefined();
    expect(refused(own.rights, request("DELETE", ACCOUNT))).toContain("storageAccounts/delete");
  });

  test("a role that nobody knows is an error of the test, not a refusal", () => {
    expect(() => refused(assigned("unknown").rights, request("GET", ACCOUNT))).toThrow(
      "the stand-in does not know what the role unknown allows",
    );
  });

  describe("under a condition", () => {
    const plan = planBackend(
      { feedbackApi },
      { project: "feedback", location: "eastus2", environment: "dev" },
    );
    const { condition, roles } = leastRights(plan).apply;
    const assignment = `${ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/b`;
    const body = (role: string) => ({
      properties: { principalId: "p", roleDefinitionId: `${SUBSCRIPTION}/providers/${ROLES}/${role}` },
    });
    const { store, rights } = assigned("assigner", condition);
    const all = [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
    ];
    store.put({
      id: `${SUBSCRIPTION}/providers/${ROLES}/assigner`,
      type: ROLES,
      name: "assigner",
      body: { properties: { permissions: [{ actions: all }] } },
    });

    test.each(roles.map(({ name, id }) => [name, id]))("%s is given", (_name, id) => {
      expect(refused(rights, request("PUT", assignment, body(id.toUpperCase())))).toBeUndefined();
    });

    test("another role is not given, nor taken away", () => {
      expect(refused(rights, request("PUT", assignment, body(READER)))).toBe(
        `403 AuthorizationFailed: The client '${identity.clientId}' with object id '${CALLER}' has an authorization with ABAC ` +
          "condition that is not fulfilled to perform action 'Microsoft.Authorization/roleAssignments/write' over scope " +
          `'${assignment}'.`,
      );
      const there = { id: assignment, type: "Microsoft.Authorization/roleAssignments", name: "b" };
      store.put({ ...there, body: body(READER) });
      expect(refused(rights, request("DELETE", assignment))).toContain("ABAC condition");
      store.put({ ...there, body: body(roles[0]?.id ?? "") });
      expect(refused(rights, request("DELETE", assignment))).toBeUndefined();
    });

    test("a condition of another form is no silent yes", () => {
      const other = assigned(READER, "@Request[x] StringEquals 'y'");
      other.rights.limit(CALLER, []);
      define(other.store, READER, all);
      expect(() => refused(other.rights, request("PUT", assignment, body(READER)))).toThrow(
        "the stand-in knows conditions on roles alone",
      );
    });
  });
});

test("a limited login of a stand-in is refused at its door, and reads its own permissions", async () => {
  const standIn = await StandIn.start();
  try {
    const { send, token } = connectionTo(standIn);
    const group = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg`;
    const authorization = `Bearer ${await token("https://management.azure.com/.default")}`;
    const ask = (path: string) =>
      send({
        method: "GET",
        url: `https://management.azure.com${path}?api-version=2022-04-01`,
        headers: { authorization },
      });
    standIn.make(group, { location: "eastus2" });
    const own = `/subscriptions/${identity.subscriptionId}/providers/Microsoft.Authorization/permissions`;
    expect(JSON.parse((await ask(own)).body)).toMatchObject({ value: [{ actions: ["*"] }] });
    standIn.limit(identity.objectId, [
      { scope: "/", permission: { actions: ["Microsoft.Authorization/permissions/read"] } },
    ]);
    expect(await ask(group)).toMatchObject({ status: 403 });
    expect(JSON.parse((await ask(own)).body)).toMatchObject({
      value: [{ actions: ["Microsoft.Authorization/permissions/read"], notActions: [] }],
    });
    standIn.free(identity.objectId);
    expect(await ask(group)).toMatchObject({ status: 200 });
  } finally {
    await standIn.stop();
  }
});
