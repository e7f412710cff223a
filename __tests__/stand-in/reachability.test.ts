import type { JsonObject } from "../../lib/stand-in/json";
import { unreachable } from "../../lib/stand-in/reachability";
import { Manager, inGroup } from "../support/manager";

const VNET = inGroup("Microsoft.Network/virtualNetworks/vnet");
const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
const ENDPOINT = inGroup("Microsoft.Network/privateEndpoints/pep");
const ZONE = inGroup("Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net");
const PLAN = inGroup("Microsoft.Web/serverfarms/plan");

const serviceName = "Microsoft.Web/serverFarms";
/** What makes the vault reachable, in the order in which it is made. */
const parts = {
  vnet: [VNET, { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } }],
  functions: [
    `${VNET}/subnets/functions`,
    { properties: { addressPrefix: "10.0.1.0/24", delegations: [{ properties: { serviceName } }] } },
  ],
  endpoints: [`${VNET}/subnets/endpoints`, { properties: { addressPrefix: "10.0.2.0/24" } }],
  vault: [VAULT, { properties: { publicNetworkAccess: "Disabled" } }],
  zone: [ZONE, {}],
  link: [`${ZONE}/virtualNetworkLinks/link`, { properties: { virtualNetwork: { id: VNET } } }],
  endpoint: [
    ENDPOINT,
    {
      properties: {
        subnet: { id: `${VNET}/subnets/endpoints` },
        privateLinkServiceConnections: [{ properties: { privateLinkServiceId: VAULT, groupIds: ["vault"] } }],
      },
    },
  ],
  group: [
    `${ENDPOINT}/privateDnsZoneGroups/default`,
    { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: ZONE } }] } },
  ],
  plan: [PLAN, { sku: { name: "EP1" } }],
  app: [
    inGroup("Microsoft.Web/sites/app"),
    {
      properties: {
        serverFarmId: PLAN,
        virtualNetworkSubnetId: `${VNET}/subnets/functions`,
        siteConfig: { appSettings: [{ name: "KEY_VAULT_URI", value: "https://kv-one.vault.azure.net/" }] },
      },
    },
  ],
} satisfies Readonly<Record<string, [string, JsonObject]>>;

type Part = keyof typeof parts;

/** What is not reached once some parts are left out, or are otherwise. */
function without(
  left: readonly Part[],
  otherwise: Partial<Record<Part, JsonObject>> = {},
): readonly string[] {
  const manager = new Manager();
  for (const [name, [id, body]] of Object.entries(parts))
    if (!left.includes(name as Part)) manager.put(id, otherwise[name as Part] ?? body);
  return unreachable(manager.manager.store);
}

const ZONE_NAME = "privatelink.vaultcore.azure.net";
const NO_ENDPOINT =
  "app does not reach kv-one.vault.azure.net: network vnet has no private endpoint to its vault";
const appWith = (more: JsonObject): JsonObject => ({
  ...parts.app[1],
  properties: { ...parts.app[1].properties, ...more },
});

test("a closed service is reached through its endpoint, zone and link", () => {
  expect(without([])).toEqual([]);
});

test.each([
  ["link", [], `zone ${ZONE_NAME} has no link to network vnet`],
  ["group", [], `private endpoint pep is in no zone ${ZONE_NAME}`],
  ["endpoint", ["group"], "network vnet has no private endpoint to its vault"],
] as const)("a closed service is not reached without its %s", (part, more, why) => {
  expect(without([part, ...more])).toEqual([`app does not reach kv-one.vault.azure.net: ${why}`]);
});

test("a closed service is not reached by an app in no network, or from a network that has no endpoint", () => {
  expect(without([], { app: appWith({ virtualNetworkSubnetId: "" }) })).toEqual([
    "app does not reach kv-one.vault.azure.net: it is in no network",
  ]);
});

test("an open service is reached without endpoint, zone and link", () => {
  const vault = { properties: { publicNetworkAccess: "Enabled" } };
  expect(without(["endpoint", "group", "zone", "link"], { vault })).toEqual([]);
});

test("a service that lets the app's subnet in is reached by its service endpoint, unless its public access is off", () => {
  const [, subnet] = parts.functions;
  const functions = {
    properties: { ...subnet.properties, serviceEndpoints: [{ service: "Microsoft.KeyVault" }] },
  };
  const networkAcls = {
    defaultAction: "Deny",
    virtualNetworkRules: [{ id: `${VNET}/subnets/functions` }],
  };
  const left: readonly Part[] = ["endpoint", "group", "zone", "link"];
  expect(without(left, { functions, vault: { properties: { networkAcls } } })).toEqual([]);
  const closed = { properties: { networkAcls, publicNetworkAccess: "Disabled" } };
  expect(without(left, { functions, vault: closed })).toEqual([NO_ENDPOINT]);
});

test("a reference names a vault by its name as well", () => {
  const value = "@Microsoft.KeyVault(VaultName=kv-one;SecretName=jwt-secret)";
  const app = appWith({ siteConfig: { appSettings: [{ name: "JWT", value }] } });
  expect(without(["endpoint", "group"], { app })).toEqual([NO_ENDPOINT]);
  const other = value.replace("kv-one", "kv-one-more");
  expect(
    without(["endpoint", "group"], {
      app: appWith({ siteConfig: { appSettings: [{ name: "JWT", value: other }] } }),
    }),
  ).toEqual([]);
});

describe("a service without a reference", () => {
  const STORAGE = inGroup("Microsoft.Storage/storageAccounts/stone");
  const APP = parts.app[0];
  function closedStorage(appSettings: JsonObject[]): Manager {
    const manager = new Manager();
    for (const [id, body] of [parts.vnet, parts.functions, parts.plan]) manager.put(id, body);
    manager.put(STORAGE, { properties: { publicNetworkAccess: "Disabled" } });
    manager.put(APP, { ...appWith({ siteConfig: { appSettings } }), identity: { type: "SystemAssigned" } });
    return manager;
  }
  const called = ({ manager }: Manager) =>
    unreachable(manager.store).map((each) => /stone\.(\w+)\./.exec(each)?.[1]);

  test("the host calls its storage without a reference to it: blobs, queues and tables", () => {
    const host = closedStorage([{ name: "AzureWebJobsStorage__accountName", value: "stone" }]);
    expect(called(host)).toEqual(["blob", "queue", "table"]);
  });

  test("the host calls the file share that has the code", () => {
    const manager = closedStorage([{ name: "WEBSITE_CONTENTSHARE", value: "content" }]);
    manager.put(`${STORAGE}/fileServices/default/shares/content`, {});
    expect(called(manager)).toEqual(["file"]);
  });

  test("an identity with a role assignment calls the service that the role is about", () => {
    const manager = closedStorage([]);
    const { principalId } = manager.get(APP)["identity"] as { principalId: string };
    const sender = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";
    manager.put(`${STORAGE}/providers/Microsoft.Authorization/roleAssignments/one`, {
      properties: {
        principalId,
        roleDefinitionId: `/x/providers/Microsoft.Authorization/roleDefinitions/${sender}`,
      },
    });
    expect(called(manager)).toEqual(["queue"]);
  });
});

describe("a gateway", () => {
  const SITE = inGroup("Microsoft.Web/sites/app");
  const APIM = inGroup("Microsoft.ApiManagement/service/apim-one");
  const SITES = inGroup("Microsoft.Network/privateDnsZones/privatelink.azurewebsites.net");
  const NSG = inGroup("Microsoft.Network/networkSecurityGroups/nsg");
  const subnetId = `${VNET}/subnets/apim`;
  const inside = {
    virtualNetworkType: "Internal",
    virtualNetworkConfiguration: { subnetResourceId: subnetId },
  };

  /** What it does not reach of a site that is closed, or admits its subnet alone. */
  function gateway(site: JsonObject, service: JsonObject, more: readonly [string, JsonObject][] = []) {
    const manager = new Manager();
    const rule = {
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      sourceAddressPrefix: "ApiManagement",
    };
    const all: readonly [string, JsonObject][] = [
      parts.vnet,
      parts.endpoints,
      [NSG, {}],
      [`${NSG}/securityRules/management`, { properties: { ...rule, destinationPortRange: "3443" } }],
      [
        subnetId,
        {
          properties: {
            addressPrefix: "10.0.3.0/24",
            networkSecurityGroup: { id: NSG },
            serviceEndpoints: [{ service: "Microsoft.Web" }],
          },
        },
      ],
      parts.plan,
      [SITE, { properties: { serverFarmId: PLAN, ...site } }],
      [
        APIM,
        {
          sku: { name: "Developer", capacity: 1 },
          properties: { publisherName: "Contoso", publisherEmail: "api@contoso.com", ...service },
        },
      ],
      [`${APIM}/backends/app`, { properties: { url: "https://app.azurewebsites.net/api" } }],
      ...more,
    ];
    for (const [id, body] of all) manager.put(id, body);
    return unreachable(manager.manager.store);
  }

  const closed = { publicNetworkAccess: "Disabled" };
  const endpoint: readonly [string, JsonObject][] = [
    [SITES, {}],
    [`${SITES}/virtualNetworkLinks/link`, { properties: { virtualNetwork: { id: VNET } } }],
    [
      ENDPOINT,
      {
        properties: {
          subnet: { id: `${VNET}/subnets/endpoints` },
          privateLinkServiceConnections: [
            { properties: { privateLinkServiceId: SITE, groupIds: ["sites"] } },
          ],
        },
      },
    ],
    [
      `${ENDPOINT}/privateDnsZoneGroups/default`,
      { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: SITES } }] } },
    ],
  ];

  test("a gateway reaches a closed app by its endpoint, from within the network", () => {
    expect(gateway({}, {})).toEqual([]);
    expect(gateway(closed, inside, endpoint)).toEqual([]);
    expect(gateway(closed, inside)).toEqual([
      "apim-one does not reach app.azurewebsites.net: network vnet has no private endpoint to its sites",
    ]);
    expect(gateway(closed, {}, endpoint)).toEqual([
      "apim-one does not reach app.azurewebsites.net: it is in no network",
    ]);
  });

  test("a gateway reaches an app that lets its subnet in alone", () => {
    const admitting = (vnetSubnetResourceId: string): JsonObject => ({
      siteConfig: {
        ipSecurityRestrictionsDefaultAction: "Deny",
        ipSecurityRestrictions: [{ vnetSubnetResourceId, action: "Allow" }],
      },
    });
    expect(gateway(admitting(subnetId), inside)).toEqual([]);
    expect(gateway(admitting(subnetId), {})).toEqual([
      "apim-one does not reach app.azurewebsites.net: it is in no network",
    ]);
  });
});
