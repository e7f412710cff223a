import type { JsonObject } from "../stand-in/json";
import { unreachable } from "../stand-in/reachability";
import { Manager, inGroup } from "./support/manager";

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

function without(...left: readonly (keyof typeof parts)[]): readonly string[] {
  const manager = new Manager();
  for (const [name, [id, body]] of Object.entries(parts))
    if (!left.includes(name as keyof typeof parts)) manager.put(id, body);
  return unreachable(manager.manager.store);
}

test("a closed service is reached through its endpoint, zone and link", () => {
  expect(without()).toEqual([]);
});

test.each([
  ["link", "zone privatelink.vaultcore.azure.net has no link to network vnet"],
  ["group", "private endpoint pep is in no zone privatelink.vaultcore.azure.net"],
  ["endpoint", "network vnet has no private endpoint to its vault"],
] as const)("it is not without its %s", (part, why) => {
  const more = part === "endpoint" ? (["group"] as const) : [];
  expect(without(part, ...more)).toEqual([`app does not reach kv-one.vault.azure.net: ${why}`]);
});
