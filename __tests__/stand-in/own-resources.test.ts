import type { JsonObject } from "../../lib/stand-in/json";
import { ME, SENDER, VAULT, VNET, assignment, vault, vnet } from "../support/asked";
import { GROUP, Manager, inGroup } from "../support/manager";

const HUB = inGroup("Microsoft.Network/virtualNetworks/hub");
const GROUP_ID = "33333333-3333-3333-3333-333333333333";

test("a peering is connected once both sides are there, and disconnected once one is deleted", () => {
  const manager = new Manager();
  manager.put(...vnet);
  manager.put(HUB, { properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } } });
  const [there, back] = [`${VNET}/virtualNetworkPeerings/to-hub`, `${HUB}/virtualNetworkPeerings/back`];
  const state = () => manager.get(there)["properties"];
  manager.put(there, { properties: { remoteVirtualNetwork: { id: HUB } } });
  expect(state()).toMatchObject({ peeringState: "Initiated" });
  manager.put(back, { properties: { remoteVirtualNetwork: { id: VNET } } });
  expect(state()).toMatchObject({ peeringState: "Connected" });
  expect(manager.get(back)["properties"]).toMatchObject({ peeringState: "Connected" });
  manager.send("DELETE", back);
  expect(state()).toMatchObject({ peeringState: "Disconnected" });
});

test("a role is assigned to a group of the directory as a group", () => {
  const manager = new Manager();
  manager.put(...vault());
  const asked = (principalType: string, principalId = GROUP_ID) => {
    const [id, { properties }] = assignment("one", SENDER, principalId);
    return manager.refusal("PUT", id, { properties: { ...(properties as JsonObject), principalType } });
  };
  expect(asked("Group")).toContain("400 PrincipalNotFound");
  manager.manager.store.groups.add(GROUP_ID);
  expect(asked("ServicePrincipal")).toContain("400 UnmatchedPrincipalType: The PrincipalId has type 'Group'");
  expect(asked("Group")).toBeUndefined();
  expect(asked("Group", ME)).toContain(
    "400 UnmatchedPrincipalType: The PrincipalId has type 'ServicePrincipal'",
  );
});

test("a namespace of Event Hubs has network rules and keys, and a hub its partitions", () => {
  const manager = new Manager();
  const namespace = inGroup("Microsoft.EventHub/namespaces/events-one");
  manager.put(namespace, { sku: { name: "Standard" } });
  expect(manager.get(`${namespace}/networkRuleSets/default`)).toMatchObject({
    properties: { defaultAction: "Allow" },
  });
  const keys = manager.send("POST", `${namespace}/AuthorizationRules/RootManageSharedAccessKey/listKeys`);
  expect(keys.body).toMatchObject({ keyName: "RootManageSharedAccessKey" });
  const hub = manager.put(`${namespace}/eventhubs/orders`, { properties: { partitionCount: 2 } });
  expect(hub["properties"]).toMatchObject({ partitionIds: ["0", "1"], status: "Active" });
});

test("an app's managed certificate has a thumbprint and the host name", () => {
  const manager = new Manager();
  manager.put(inGroup("Microsoft.Web/serverfarms/plan"), { sku: { name: "EP1" } });
  const app = inGroup("Microsoft.Web/sites/app");
  manager.put(app, { properties: { serverFarmId: inGroup("Microsoft.Web/serverfarms/plan") } });
  const binding = manager.put(`${app}/hostNameBindings/api.example.com`, { properties: {} });
  expect(binding["properties"]).toMatchObject({ sslState: "Disabled" });
  const certificate = manager.put(inGroup("Microsoft.Web/certificates/api.example.com"), {
    properties: { canonicalName: "api.example.com" },
  });
  expect(certificate["properties"]).toMatchObject({
    thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/) as unknown,
    hostNames: ["api.example.com"],
  });
});

test("a subscription lists its vaults, those of every resource group", () => {
  const manager = new Manager();
  manager.put(...vault());
  const listed = manager.get(
    `${GROUP.split("/resourceGroups/")[0] ?? ""}/providers/Microsoft.KeyVault/vaults`,
  );
  expect(listed["value"]).toMatchObject([{ id: VAULT }]);
  const [subscription = ""] = GROUP.split("/resourceGroups/");
  const filter = new URLSearchParams({ $filter: "resourceType eq 'Microsoft.KeyVault/vaults'" });
  expect(manager.get(`${subscription}/resources?${filter.toString()}`)["value"]).toMatchObject([
    { id: VAULT },
  ]);
  expect(manager.refusal("GET", `${subscription}/resources`)).toContain("400 InvalidFilterInQueryString");
  const other = "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.KeyVault/vaults";
  expect(manager.get(other)["value"]).toEqual([]);
});

test("an app says that its sign-in is of the second version, and shows it", () => {
  const manager = new Manager();
  const app = inGroup("Microsoft.Web/sites/app");
  manager.put(inGroup("Microsoft.Web/serverfarms/plan"), { sku: { name: "EP1" } });
  manager.put(app, { properties: { serverFarmId: inGroup("Microsoft.Web/serverfarms/plan") } });
  const version = () => manager.send("POST", `${app}/config/authsettings/list`).body;
  expect(version()).not.toMatchObject({ properties: { configVersion: "v2" } });
  const properties = { platform: { enabled: true } };
  manager.put(`${app}/config/authsettingsV2`, { properties });
  expect(version()).toMatchObject({ properties: { configVersion: "v2" } });
  expect(manager.get(`${app}/config/authsettingsV2/list`)).toMatchObject({ properties });
});
