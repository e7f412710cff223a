import type { JsonObject } from "../../lib/stand-in/json";
import { identity } from "../../lib/stand-in/login";
import { GROUP, Manager, inGroup } from "../support/manager";

const APIM = inGroup("Microsoft.ApiManagement/service/apim-one");
const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
const SUBSCRIPTION = `/subscriptions/${identity.subscriptionId}`;
const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const developer = { location: "eastus2", sku: { name: "Developer", capacity: 1 }, properties: publisher };

function withService(): Manager {
  const manager = new Manager();
  manager.put(APIM, developer);
  return manager;
}

describe("API Management", () => {
  test("API Management has host names, and settings of its portal from the beginning", () => {
    const manager = withService();
    expect(manager.get(APIM)["properties"]).toMatchObject({ gatewayUrl: "https://apim-one.azure-api.net" });
    expect(manager.get(`${APIM}/portalsettings/signin`)).toMatchObject({ properties: { enabled: false } });
    expect(manager.get(`${APIM}/apis`)["value"]).toEqual([]);
  });

  test("API Management takes an API's first revision for the API itself", () => {
    const manager = withService();
    manager.put(`${APIM}/apis/feedback;rev=1`, { properties: { path: "api" } });
    manager.put(`${APIM}/apis/feedback/operations/list`, { properties: { method: "GET" } });
    expect(manager.get(`${APIM}/apis/feedback`)["properties"]).toMatchObject({
      path: "api",
      apiRevision: "1",
    });
    expect(manager.send("DELETE", `${APIM}/apis/feedback;rev=1`).status).toBe(200);
    expect(manager.refusal("GET", `${APIM}/apis/feedback/operations/list`)).toContain("404");
  });

  test("API Management adds an API to a product by its name alone", () => {
    const manager = withService();
    manager.put(`${APIM}/apis/feedback;rev=1`, { properties: { path: "api" } });
    manager.put(`${APIM}/products/all`, { properties: {} });
    expect(manager.refusal("HEAD", `${APIM}/products/all/apis/feedback`)).toContain("404");
    expect(manager.send("PUT", `${APIM}/products/all/apis/feedback`).status).toBe(201);
    expect(manager.send("HEAD", `${APIM}/products/all/apis/feedback`)).toEqual({ status: 204 });
    expect(manager.refusal("PUT", `${APIM}/products/all`)).toContain("400 InvalidRequestContent");
  });

  test("API Management shows a secret by its own action alone", () => {
    const manager = withService();
    const properties = { displayName: "function-key", value: "secret-value", secret: true };
    const answer = manager.send("PUT", `${APIM}/namedValues/key`, { properties });
    expect(JSON.stringify([answer, manager.get(`${APIM}/namedValues/key`)])).not.toContain("secret-value");
    expect(manager.send("POST", `${APIM}/namedValues/key/listValue`).body).toEqual({ value: "secret-value" });
  });

  test("API Management keeps its name when it is deleted, until it is restored or purged", () => {
    const manager = withService();
    manager.send("DELETE", APIM);
    expect(manager.refusal("PUT", APIM, developer)).toContain("409 ConflictError");
    const deleted = `${SUBSCRIPTION}/providers/Microsoft.ApiManagement/locations/eastus2/deletedServices/apim-one`;
    expect(manager.send("GET", deleted).status).toBe(200);
    expect(manager.send("DELETE", deleted).status).toBe(200);
    expect(manager.refusal("PUT", APIM, developer)).toBeUndefined();
    manager.send("DELETE", APIM);
    expect(
      manager.refusal("PUT", APIM, { ...developer, properties: { ...publisher, restore: true } }),
    ).toBeUndefined();
  });
});

test("a component has its billing features from the beginning, at a path without a name, and keeps a change", () => {
  const manager = new Manager();
  const workspace = inGroup("Microsoft.OperationalInsights/workspaces/log-one");
  manager.put(workspace, {
    location: "eastus2",
    properties: { sku: { name: "PerGB2018" }, retentionInDays: 30 },
  });
  const component = inGroup("Microsoft.Insights/components/appi-one");
  const properties = { Application_Type: "web", WorkspaceResourceId: workspace };
  manager.put(component, { location: "eastus2", kind: "web", properties });
  const features = `${component}/currentbillingfeatures`;
  expect(manager.get(features)).toMatchObject({
    CurrentBillingFeatures: ["Basic"],
    DataVolumeCap: { Cap: 100, StopSendNotificationWhenHitCap: false },
  });
  manager.put(features, { CurrentBillingFeatures: ["Basic"], DataVolumeCap: { Cap: 5 } });
  expect(manager.get(features)).toMatchObject({ DataVolumeCap: { Cap: 5 } });
  expect(manager.refusal("PUT", inGroup("Microsoft.Insights/components"), {})).toContain(
    "405 MethodNotAllowed",
  );
});

// learn.microsoft.com/rest/api/loganalytics/workspaces/delete
test.each([
  ["", true],
  ["?force=true", false],
])("a workspace that is deleted with %j is kept: %s", (query, isKept) => {
  const manager = new Manager();
  const workspace = inGroup("Microsoft.OperationalInsights/workspaces/log-two");
  manager.put(workspace, { location: "eastus2", properties: { sku: { name: "PerGB2018" } } });
  manager.send("DELETE", `${workspace}${query}`);
  const kept = manager.manager.store.softDeleted("Microsoft.OperationalInsights/workspaces", "log-two");
  expect(kept !== undefined).toBe(isKept);
});

test("a vault with purge protection is not purged", () => {
  const manager = new Manager();
  manager.put(VAULT, { location: "eastus2", properties: { enablePurgeProtection: true } });
  manager.send("DELETE", VAULT);
  const deleted = `${SUBSCRIPTION}/providers/Microsoft.KeyVault/locations/eastus2/deletedVaults/kv-one`;
  expect(manager.refusal("POST", `${deleted}/purge`)).toContain("403 PurgeProtected");
});

test("a name is free until a resource has it", () => {
  const manager = new Manager();
  const asked = { name: "kv-one", type: "Microsoft.KeyVault/vaults" };
  const ask = () =>
    manager.send("POST", `${SUBSCRIPTION}/providers/Microsoft.KeyVault/checkNameAvailability`, asked).body;
  expect(ask()).toEqual({ nameAvailable: true });
  manager.put(VAULT, {});
  expect(ask()).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });
});

test("whoever is logged in may do everything, in the subscription and in groups that are there", () => {
  const manager = new Manager();
  const permissions = "providers/Microsoft.Authorization/permissions";
  const everything = { value: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }] };
  expect(manager.get(`${SUBSCRIPTION}/${permissions}`)).toEqual(everything);
  expect(manager.get(`${GROUP}/${permissions}`)).toEqual(everything);
  expect(manager.refusal("GET", `${SUBSCRIPTION}/resourceGroups/none/${permissions}`)).toContain(
    "404 ResourceGroupNotFound",
  );
});

test("names are asked for by what each resource provider takes", () => {
  const manager = new Manager();
  const bus = () =>
    manager.send("POST", `${SUBSCRIPTION}/providers/Microsoft.ServiceBus/CheckNameAvailability`, {
      name: "sbns-one",
    });
  const redis = { name: "redis-one", type: "Microsoft.Cache/Redis" };
  const cache = `${SUBSCRIPTION}/providers/Microsoft.Cache/CheckNameAvailability`;
  expect(bus().body).toEqual({ nameAvailable: true });
  expect(manager.send("POST", cache, redis)).toEqual({ status: 200 });
  manager.put(inGroup("Microsoft.ServiceBus/namespaces/sbns-one"), { sku: { name: "Standard" } });
  manager.put(inGroup("Microsoft.Cache/Redis/redis-one"), {
    location: "eastus2",
    properties: { sku: { name: "Standard", family: "C", capacity: 1 } },
  });
  expect(bus().body).toMatchObject({ nameAvailable: false });
  expect(manager.refusal("POST", cache, redis)).toContain("409 NameNotAvailable");
});

test("a namespace has network rules, and keys that are recognised", () => {
  const manager = new Manager();
  const namespace = inGroup("Microsoft.ServiceBus/namespaces/sbns-one");
  manager.put(namespace, { sku: { name: "Standard" } });
  expect(manager.get(`${namespace}/networkRuleSets/default`)).toMatchObject({
    properties: { defaultAction: "Allow" },
  });
  const keys = manager.send("POST", `${namespace}/AuthorizationRules/RootManageSharedAccessKey/listKeys`);
  expect(keys.body).toMatchObject({ keyName: "RootManageSharedAccessKey" });
});

test("a subscription shows the properties of a client subscription where it is one", () => {
  const manager = new Manager();
  const namespace = inGroup("Microsoft.ServiceBus/namespaces/sbns-one");
  manager.put(namespace, { sku: { name: "Standard" } });
  manager.put(`${namespace}/topics/orders`, {});
  const subscribed = (isClientAffine: boolean) =>
    manager.put(`${namespace}/topics/orders/subscriptions/all`, {
      properties: { isClientAffine, clientAffineProperties: { clientId: "one" } },
    })["properties"];
  expect(subscribed(false)).not.toHaveProperty("clientAffineProperties");
  expect(subscribed(true)).toMatchObject({ clientAffineProperties: { clientId: "one" } });
});

test("a queue has the limits of its tier, and a partitioned one has sixteen times the size", () => {
  const manager = new Manager();
  const filled = (tier: string, properties: JsonObject = {}) => {
    const namespace = inGroup(`Microsoft.ServiceBus/namespaces/sbns-${tier.toLowerCase()}`);
    manager.put(namespace, { sku: { name: tier } });
    return manager.put(`${namespace}/queues/mail`, { properties })["properties"];
  };
  expect(filled("Basic")).toMatchObject({ defaultMessageTimeToLive: "P14D", maxSizeInMegabytes: 1024 });
  expect(filled("Basic")).not.toHaveProperty("autoDeleteOnIdle");
  expect(filled("Premium")).toMatchObject({ maxMessageSizeInKilobytes: 1024 });
  expect(filled("Standard", { maxSizeInMegabytes: 2048, enablePartitioning: true })).toMatchObject({
    maxSizeInMegabytes: 32768,
    autoDeleteOnIdle: "P10675199DT2H48M5.4775807S",
  });
});

test("a subscription begins with a rule that lets every message through, and keeps later settings", () => {
  const manager = new Manager();
  const namespace = inGroup("Microsoft.ServiceBus/namespaces/sbns-one");
  manager.put(namespace, { sku: { name: "Standard" } });
  manager.put(`${namespace}/topics/orders`, {});
  const subscription = `${namespace}/topics/orders/subscriptions/all`;
  manager.put(subscription, {});
  const rule = `${subscription}/rules/$Default`;
  const filter = (sqlExpression: string) => ({ properties: { sqlFilter: { sqlExpression } } });
  expect(manager.get(rule)).toMatchObject(filter("1=1"));
  manager.put(rule, filter("1=0"));
  manager.put(subscription, { properties: { maxDeliveryCount: 5 } });
  expect(manager.get(rule)).toMatchObject(filter("1=0"));
});

test("the response of a service to a change has the form that its client accepts", () => {
  const manager = new Manager();
  const storage = inGroup("Microsoft.Storage/storageAccounts/stone");
  const topic = inGroup("Microsoft.EventGrid/systemTopics/uploads");
  manager.put(storage, {});
  manager.put(topic, { properties: { source: storage } });
  const subscription = `${topic}/eventSubscriptions/all`;
  expect(manager.send("PUT", subscription, { properties: {} }).status).toBe(201);
  expect(manager.send("PUT", subscription, { properties: {} }).status).toBe(201);
  expect(manager.send("PUT", topic, { properties: { source: storage } }).status).toBe(200);
  expect(manager.send("DELETE", topic).status).toBe(202);
});

test("an operation is in progress for as many polls as the fault sets", () => {
  const manager = new Manager();
  const path = inGroup("Microsoft.Network/networkSecurityGroups/nsg");
  const request = (method: string, to: string) => ({
    method,
    host: "management.azure.com",
    path: to,
    query: new URLSearchParams(),
    headers: {},
    body: {},
  });
  const { headers } = manager.manager.answer(request("PUT", path), { path, pending: 2 });
  const { pathname } = new URL(headers?.["Location"] ?? "");
  const statuses = [0, 1, 2].map(() => manager.manager.answer(request("GET", pathname), undefined).body);
  expect(statuses).toMatchObject([
    { status: "InProgress" },
    { status: "InProgress" },
    { status: "Succeeded" },
  ]);
});
