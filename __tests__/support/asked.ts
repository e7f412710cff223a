import type { JsonObject } from "../../lib/stand-in/json";
import { inGroup } from "./manager";

/** An id, and what Azure is asked to make of it. */
export type Asked = readonly [id: string, body: JsonObject];
/** A rule, by what it lets pass and what it refuses. */
export interface Row {
  /** What is there before. */
  readonly given?: readonly Asked[];
  readonly right: Asked;
  readonly wrong: Asked;
  readonly message: string;
}

export const VNET = inGroup("Microsoft.Network/virtualNetworks/vnet");
export const SUBNET = `${VNET}/subnets/functions`;
export const ENDPOINTS_SUBNET = `${VNET}/subnets/endpoints`;
export const NSG = inGroup("Microsoft.Network/networkSecurityGroups/nsg");
export const ZONE = inGroup("Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net");
export const LINK = `${ZONE}/virtualNetworkLinks/link`;
export const ENDPOINT = inGroup("Microsoft.Network/privateEndpoints/pep");
export const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
export const ACCOUNT = inGroup("Microsoft.DocumentDB/databaseAccounts/cosmos");
export const DATABASE = `${ACCOUNT}/sqlDatabases/db`;
export const CONTAINER = `${DATABASE}/containers/items`;
export const STORAGE = inGroup("Microsoft.Storage/storageAccounts/stone");
export const PLAN = inGroup("Microsoft.Web/serverfarms/plan");
export const APP = inGroup("Microsoft.Web/sites/app");
export const BUS = inGroup("Microsoft.ServiceBus/namespaces/sbns-one");
export const REGISTRY = inGroup("Microsoft.ContainerRegistry/registries/crone");
export const ALERT = inGroup("Microsoft.Insights/metricAlerts/alert");
export const WORKSPACE = inGroup("Microsoft.OperationalInsights/workspaces/log-one");

export const vnet: Asked = [VNET, { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } }];
export const delegated = (serviceName: string): JsonObject => ({
  addressPrefixes: ["10.0.1.0/24"],
  delegations: [{ name: "functions", properties: { serviceName } }],
});
export const subnet: Asked = [SUBNET, { properties: delegated("Microsoft.Web/serverFarms") }];
export const endpoints: Asked = [ENDPOINTS_SUBNET, { properties: { addressPrefix: "10.0.2.0/24" } }];
export const plan = (name: string): Asked => [PLAN, { sku: { name } }];
export const app = (properties: JsonObject = {}): Asked => [
  APP,
  { identity: { type: "SystemAssigned" }, properties: { serverFarmId: PLAN, ...properties } },
];
export const joined = app({ virtualNetworkSubnetId: SUBNET });
export const vault = (properties: JsonObject = {}, id = VAULT): Asked => [
  id,
  { location: "eastus2", properties },
];
export const endpoint = (groupIds: readonly string[], subnetId = ENDPOINTS_SUBNET, target = VAULT): Asked => [
  ENDPOINT,
  {
    properties: {
      subnet: { id: subnetId },
      privateLinkServiceConnections: [
        { name: "pep", properties: { privateLinkServiceId: target, groupIds } },
      ],
    },
  },
];
export const account = (properties: JsonObject = {}): Asked => [
  ACCOUNT,
  {
    properties: {
      locations: [{ locationName: "eastus2", failoverPriority: 0 }],
      consistencyPolicy: { defaultConsistencyLevel: "Session" },
      ...properties,
    },
  },
];
export const SERVERLESS = { capabilities: [{ name: "EnableServerless" }] };
export const two = (first: number, second: number): JsonObject => ({
  locations: [
    { locationName: "eastus2", failoverPriority: first },
    { locationName: "centralus", failoverPriority: second },
  ],
});
export const database = (options: JsonObject): Asked => [
  DATABASE,
  { properties: { options, resource: { id: "db" } } },
];
export const container = (path: string): Asked => [
  CONTAINER,
  { properties: { options: {}, resource: { id: "items", partitionKey: { paths: [path] } } } },
];
export const insights = (properties: JsonObject): Asked => [
  inGroup("Microsoft.Insights/components/appi"),
  { properties: { WorkspaceResourceId: WORKSPACE, ...properties } },
];
export const queue = (properties: JsonObject): Asked => [`${BUS}/queues/mail`, { properties }];
export const actionGroup = (properties: JsonObject): Asked => [
  inGroup("Microsoft.Insights/actionGroups/ops"),
  { properties },
];
export const rule = (name: string, priority: number): Asked => [
  `${NSG}/securityRules/${name}`,
  { properties: { priority, direction: "Inbound" } },
];
export const setting = (
  target: string,
  logs: readonly string[],
  metrics: readonly string[],
  more: JsonObject = {},
): Asked => [
  `${target}/providers/Microsoft.Insights/diagnosticSettings/default`,
  {
    properties: {
      workspaceId: WORKSPACE,
      logs: logs.map((category) => ({ category, enabled: true })),
      metrics: metrics.map((category) => ({ category, enabled: true })),
      ...more,
    },
  },
];
export const workspace: Asked = [WORKSPACE, {}];
export const alert = (properties: JsonObject): Asked => [
  ALERT,
  {
    properties: {
      scopes: [VAULT],
      windowSize: "PT5M",
      evaluationFrequency: "PT1M",
      criteria: { allOf: [{ metricNamespace: "Microsoft.KeyVault/vaults", metricName: "Availability" }] },
      ...properties,
    },
  },
];
export const SENDER = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39";
export const ME = "00000000-0000-4000-8000-000000000004";
export const assignment = (name: string, role: string, principalId: string, on = VAULT): Asked => [
  `${on}/providers/Microsoft.Authorization/roleAssignments/${name}`,
  {
    properties: {
      principalId,
      roleDefinitionId: `/x/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    },
  },
];
export const sqlRole = (role: string, scope: string): Asked => [
  `${ACCOUNT}/sqlRoleAssignments/00000000-0000-4000-8000-00000000000a`,
  { properties: { principalId: ME, roleDefinitionId: `${ACCOUNT}/sqlRoleDefinitions/${role}`, scope } },
];
export const CONTRIBUTOR = "00000000-0000-0000-0000-000000000002";
export const bus = (tier: string, properties: JsonObject = {}): Asked => [
  BUS,
  { sku: { name: tier }, properties },
];
