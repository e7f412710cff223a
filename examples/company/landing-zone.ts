/** What the platform team of the company gives to a product team. */

const connectivity = "22222222-2222-2222-2222-222222222222";
const management = "33333333-3333-3333-3333-333333333333";
const dns = `/subscriptions/${connectivity}/resourceGroups/rg-dns/providers/Microsoft.Network`;
const logs = `/subscriptions/${management}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights`;

/** The product's own subscription. */
export const subscriptionId = "11111111-1111-1111-1111-111111111111";

export const tenantId = "55555555-5555-5555-5555-555555555555";

/** States are in the subscription for management, in a container that only this product's pipeline writes. */
export const state = {
  type: "azurerm",
  subscriptionId: management,
  storageAccountName: "sttfstatecontoso",
  containerName: "tfstate-shop-prod",
} as const;

/** A range of its own for each product, a hub with a firewall, and routes for what the firewall does not see. */
export const networking = {
  addressSpace: ["10.40.0.0/22"],
  peerings: {
    hub: {
      id: `/subscriptions/${connectivity}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub`,
      allowForwardedTraffic: true,
    },
  },
  firewall: { privateIp: "10.0.0.4" },
  routes: { telemetry: { addressPrefix: "AzureMonitor", nextHop: "Internet" } },
} as const;

const zones = [
  "privatelink.blob.core.windows.net",
  "privatelink.documents.azure.com",
  "privatelink.queue.core.windows.net",
  "privatelink.table.core.windows.net",
  "privatelink.vaultcore.azure.net",
];

/** The central workspace, and the central private DNS zones, which the backend links to its network. */
export const external = {
  logAnalytics: { id: `${logs}/workspaces/log-central` },
  privateDnsZones: Object.fromEntries(
    zones.map((zone) => [zone, { id: `${dns}/privateDnsZones/${zone}`, createChildren: true }]),
  ),
};

export const publicDnsZoneId = `${dns}/dnsZones/contoso.com`;

/** A policy denies resources without the first two tags, and adds the others. */
export const tagPolicy = {
  requiredTags: ["costCenter", "owner"],
  ignoreTags: ["DataClass", "CreatedOn"],
};

/** Registered in Microsoft Entra ID: the API, and the front end that may call it. */
export const applications = {
  api: "66666666-6666-6666-6666-666666666666",
  frontEnd: "77777777-7777-7777-7777-777777777777",
};

/** Groups of Microsoft Entra ID, by object id. */
export const groups = {
  developers: "88888888-8888-8888-8888-888888888888",
  operators: "99999999-9999-9999-9999-999999999999",
};
