import type { Row } from "./asked";
import { GROUP, inGroup } from "./manager";

const BUS = inGroup("Microsoft.ServiceBus/namespaces/sbns-one");
const VNET = inGroup("Microsoft.Network/virtualNetworks/vnet");
const NSG = inGroup("Microsoft.Network/networkSecurityGroups/nsg");
const STORAGE = inGroup("Microsoft.Storage/storageAccounts/stone");
const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
const ZONE = inGroup("Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net");
const TOPIC = inGroup("Microsoft.EventGrid/systemTopics/uploads");
const WORKSPACE = inGroup("Microsoft.OperationalInsights/workspaces/log-one");
const OTHER = GROUP.replace(/rg$/, "other");

/** A name that passes and one that does not, of what takes an empty body. */
function named(
  says: string,
  type: string,
  right: string,
  wrong: string,
  row: Partial<Row> = {},
): [string, Row] {
  const parent = type.startsWith("/") ? type : inGroup(type);
  const properties = row.right?.[1] ?? {};
  return [
    says,
    {
      ...row,
      right: [`${parent}/${right}`, properties],
      wrong: [`${parent}/${wrong}`, properties],
      message: `400 InvalidResourceName: The name '${wrong}' is invalid`,
    },
  ];
}

const subnet = { properties: { addressPrefix: "10.0.3.0/24" } };
const vnet = { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } };

/** What names can be. */
export const refusedNames: Readonly<Record<string, Row>> = {
  ...Object.fromEntries([
    named(
      "a resource group's name has 1 to 90 characters and ends in no full stop",
      GROUP.replace(/\/rg$/, ""),
      "rg-one",
      "rg.",
    ),
    named(
      "a deployment's name has 1 to 64 characters",
      "Microsoft.Resources/deployments",
      "table-logs",
      "a".repeat(65),
      { right: ["", { properties: { template: {} } }] },
    ),
    named(
      "a network's name has 2 to 64 characters, beginning with a letter or digit",
      "Microsoft.Network/virtualNetworks",
      "vnet",
      "v",
      { right: ["", vnet] },
    ),
    named(
      "a subnet's name has 1 to 80 characters, ending in a letter, digit or _",
      `${VNET}/subnets`,
      "functions",
      "functions-",
      { given: [[VNET, vnet]], right: ["", subnet] },
    ),
    named(
      "a network security group's name has 1 to 80 characters, ending in a letter, digit or _",
      "Microsoft.Network/networkSecurityGroups",
      "nsg",
      "-nsg",
    ),
    named(
      "a security rule's name has 1 to 80 characters, ending in a letter, digit or _",
      `${NSG}/securityRules`,
      "allow_all",
      "allow all",
      { given: [[NSG, {}]], right: ["", { properties: { priority: 100, direction: "Inbound" } }] },
    ),
    named(
      "a virtual network link's name has 1 to 80 characters, ending in a letter, digit or _",
      `${ZONE}/virtualNetworkLinks`,
      "link",
      "link-",
      {
        given: [
          [VNET, vnet],
          [ZONE, {}],
        ],
        right: ["", { properties: { virtualNetwork: { id: VNET } } }],
      },
    ),
    named(
      "a private endpoint's name has 1 to 80 characters, ending in a letter, digit or _",
      "Microsoft.Network/privateEndpoints",
      "pep",
      "pep-",
      {
        given: [
          [VNET, vnet],
          [`${VNET}/subnets/endpoints`, subnet],
        ],
        right: ["", { properties: { subnet: { id: `${VNET}/subnets/endpoints` } } }],
      },
    ),
    named(
      "a public IP address's name has 1 to 80 characters, ending in a letter, digit or _",
      "Microsoft.Network/publicIPAddresses",
      "pip",
      "pip-",
    ),
    named(
      "a workspace's name has 4 to 63 letters, digits and hyphens",
      "Microsoft.OperationalInsights/workspaces",
      "logs",
      "log",
    ),
    named(
      "an Application Insights component's name has 1 to 260 characters without % & \\ ? /",
      "Microsoft.Insights/components",
      "appi",
      "appi%",
      { given: [[WORKSPACE, {}]], right: ["", { properties: { WorkspaceResourceId: WORKSPACE } }] },
    ),
    named(
      "an action group's name has 1 to 260 characters without : < > + / & % \\ ?",
      "Microsoft.Insights/actionGroups",
      "ops",
      "ops:team",
      { right: ["", { properties: { groupShortName: "ops" } }] },
    ),
    named(
      "a metric alert's name has 1 to 260 characters without * # & + : < > ? @ % { } \\ /",
      "Microsoft.Insights/metricAlerts",
      "errors",
      "errors#",
      {
        given: [[VAULT, {}]],
        right: ["", { properties: { scopes: [VAULT], windowSize: "PT5M", evaluationFrequency: "PT1M" } }],
      },
    ),
    named(
      "a secret's name has 1 to 127 letters, digits and hyphens",
      `${VAULT}/secrets`,
      "jwt-secret",
      "jwt_secret",
      { given: [[VAULT, {}]] },
    ),
    named(
      "a Cosmos DB account's name has 3 to 44 lower-case letters, digits and hyphens",
      "Microsoft.DocumentDB/databaseAccounts",
      "cosmos-one",
      "Cosmos",
    ),
    named(
      "a share's name has 3 to 63 lower-case letters, digits and single hyphens",
      `${STORAGE}/fileServices/default/shares`,
      "content",
      "con--tent",
      { given: [[STORAGE, {}]] },
    ),
    named(
      "a plan's name has 1 to 60 letters, digits, hyphens and _",
      "Microsoft.Web/serverfarms",
      "asp-one",
      "asp.one",
    ),
    named(
      "a slot's name has 2 to 59 letters, digits and hyphens",
      inGroup("Microsoft.Web/sites/app/slots"),
      "staging",
      "-staging",
      { given: [[inGroup("Microsoft.Web/sites/app"), {}]] },
    ),
    named(
      "an identity's name has 3 to 128 letters, digits, hyphens and _",
      "Microsoft.ManagedIdentity/userAssignedIdentities",
      "id-one",
      "id",
    ),
    named(
      "a topic's name has 3 to 50 letters, digits and hyphens",
      "Microsoft.EventGrid/topics",
      "orders",
      "order_s",
    ),
    named(
      "a system topic's name has 3 to 128 letters, digits and hyphens",
      "Microsoft.EventGrid/systemTopics",
      "uploads",
      "up",
    ),
    named(
      "an event subscription's name has 3 to 64 letters, digits and hyphens",
      `${TOPIC}/eventSubscriptions`,
      "all",
      "to",
      { given: [[TOPIC, {}]], right: ["", { properties: {} }] },
    ),
    named(
      "a registry's name has 5 to 50 letters and digits",
      "Microsoft.ContainerRegistry/registries",
      "crone",
      "cr-one",
    ),
  ]),
  "a name that is part of a host name is globally unique": {
    given: [
      [OTHER, {}],
      [BUS, { sku: { name: "Basic" } }],
    ],
    right: [BUS, { sku: { name: "Basic" } }],
    wrong: [BUS.replace("/rg/", "/other/"), { sku: { name: "Basic" } }],
    message: "409 NameAlreadyExists: The name 'sbns-one' is already taken",
  },
};
