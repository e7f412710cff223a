import { armTypes } from "./arm-types";
import { readByPostOf } from "./read-by-post";

/** A stack as it is written: its resources by type and name. */
export interface WrittenStack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  /** What it reads, by type and name. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly provider?: Readonly<Record<string, readonly object[]>>;
}

/** What an identity does that deploys a stack, and on what it has to be allowed. */
export interface DeployActions {
  /** On the stack's resource group, or above it. */
  readonly group: readonly string[];
  /** On the subscription: they concern no resource group. */
  readonly subscription: readonly string[];
}

/** What azurerm asks of what is beside a resource, by its sources: types of their own to Azure, each with what is published of it. */
export const BESIDE: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.Cache/redis": ["read", "write", "delete"].map(
    (verb) => `Microsoft.Cache/redis/patchSchedules/${verb}`,
  ),
  "Microsoft.Cache/redisEnterprise": ["read", "write", "delete"].map(
    (verb) => `Microsoft.Cache/redisEnterprise/databases/${verb}`,
  ),
  // Of what `transform` can add: other regions, and rules of the network.
  "Microsoft.ContainerRegistry/registries": ["write", "delete"].map(
    (verb) => `Microsoft.ContainerRegistry/registries/replications/${verb}`,
  ),
  "Microsoft.EventHub/namespaces": ["Microsoft.EventHub/namespaces/networkRuleSets/write"],
  "Microsoft.ServiceBus/namespaces": ["Microsoft.ServiceBus/namespaces/networkRuleSets/write"],
  "Microsoft.Insights/components": [
    "Microsoft.Insights/components/currentBillingFeatures/read",
    "Microsoft.Insights/components/currentBillingFeatures/write",
    // The rule that Azure adds is disabled, and goes with the component: see the features of the provider.
    ...["read", "write", "delete"].map(
      (verb) => `Microsoft.AlertsManagement/smartDetectorAlertRules/${verb}`,
    ),
  ],
  "Microsoft.Network/privateEndpoints": ["read", "write", "delete"].map(
    (verb) => `Microsoft.Network/privateEndpoints/privateDnsZoneGroups/${verb}`,
  ),
  "Microsoft.Storage/storageAccounts": ["blobServices", "fileServices"].flatMap((service) =>
    ["read", "write"].map((verb) => `Microsoft.Storage/storageAccounts/${service}/${verb}`),
  ),
  ...Object.fromEntries(
    ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"].map((type) => [
      type,
      [
        ...["config", "basicPublishingCredentialsPolicies"].flatMap((below) =>
          ["read", "write"].map((verb) => `${type}/${below}/${verb}`),
        ),
        // An app that leaves its subnet.
        `${type}/networkConfig/delete`,
      ],
    ]),
  ),
};

export const JOIN_SUBNET = "Microsoft.Network/virtualNetworks/subnets/join/action";

/**
 * What else using something takes, by what uses it: azurerm reads it, by its sources; Azure asks for what joins, see
 * linked-actions.ts.
 */
export const LINKED: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.ApiManagement/service": [
    "Microsoft.ApiManagement/service/policies/read",
    "Microsoft.ApiManagement/service/portalsettings/read",
    "Microsoft.ApiManagement/service/portalsettings/write",
  ],
  "Microsoft.Authorization/roleAssignments": ["Microsoft.Authorization/roleDefinitions/read"],
  "Microsoft.ContainerRegistry/registries": ["Microsoft.ContainerRegistry/registries/replications/read"],
  // The account may be an existing one, here and below.
  "Microsoft.DocumentDB/databaseAccounts/sqlDatabases": [
    "Microsoft.DocumentDB/databaseAccounts/read",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/throughputSettings/read",
  ],
  "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers": [
    "Microsoft.DocumentDB/databaseAccounts/read",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/throughputSettings/read",
  ],
  "Microsoft.EventHub/namespaces": ["Microsoft.EventHub/namespaces/networkRuleSets/read"],
  // The namespace may be an existing one.
  "Microsoft.EventHub/namespaces/eventhubs": ["Microsoft.EventHub/namespaces/read"],
  "Microsoft.Insights/diagnosticSettings": ["Microsoft.OperationalInsights/workspaces/sharedKeys/action"],
  "Microsoft.Network/privateDnsZones": [
    "Microsoft.Network/privateDnsZones/SOA/read",
    // With a change of its tags.
    "Microsoft.Network/privateDnsZones/SOA/write",
  ],
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks": ["Microsoft.Network/virtualNetworks/join/action"],
  // learn.microsoft.com/azure/network-watcher/required-rbac-permissions#flow-logs, without the keys of the account: docs/recipes/flow-logs.md
  "Microsoft.Network/networkWatchers/flowLogs": [
    "Microsoft.Network/networkWatchers/configureFlowLog/action",
    "Microsoft.Network/networkWatchers/queryFlowLogStatus/action",
  ],
  "Microsoft.Network/privateEndpoints": [
    "Microsoft.Network/networkInterfaces/read",
    "Microsoft.Network/privateDnsZones/join/action",
    JOIN_SUBNET,
  ],
  // learn.microsoft.com/azure/azure-resource-manager/templates/deploy-cli#required-permissions
  "Microsoft.Resources/deployments": ["Microsoft.Resources/deployments/validate/action"],
  "Microsoft.ServiceBus/namespaces": ["Microsoft.ServiceBus/namespaces/networkRuleSets/read"],
  // The namespace may be an existing one.
  "Microsoft.ServiceBus/namespaces/queues": ["Microsoft.ServiceBus/namespaces/read"],
  "Microsoft.ServiceBus/namespaces/topics": ["Microsoft.ServiceBus/namespaces/read"],
  "Microsoft.Storage/storageAccounts/blobServices/containers": ["Microsoft.Storage/storageAccounts/read"],
  "Microsoft.Storage/storageAccounts/queueServices/queues": ["Microsoft.Storage/storageAccounts/read"],
  // The second: learn.microsoft.com/azure/role-based-access-control/permissions/web-and-mobile
  "Microsoft.Web/sites": ["Microsoft.Web/serverfarms/read", "Microsoft.Web/serverfarms/join/action"],
};

const CHECK_NAME = "Microsoft.Web/checknameavailability/read";

/** What azurerm does on the subscription for a resource, by its sources; it fails where that is refused. */
export const OF_SUBSCRIPTION: Readonly<Record<string, readonly string[]>> = {
  // A service that was deleted is recovered, and purged when it is destroyed.
  "Microsoft.ApiManagement/service": [
    "Microsoft.ApiManagement/locations/deletedservices/read",
    "Microsoft.ApiManagement/locations/deletedservices/delete",
  ],
  "Microsoft.AzureActiveDirectory/b2cDirectories": [
    // Not published, so that no custom role can have it.
    "Microsoft.AzureActiveDirectory/checkNameAvailability/action",
  ],
  "Microsoft.OperationalInsights/workspaces": ["Microsoft.OperationalInsights/deletedWorkspaces/read"],
  "Microsoft.Web/sites": [CHECK_NAME],
  "Microsoft.Web/sites/slots": [CHECK_NAME],
};

/** Which resource providers are registered: asked for by each stack, since it has some registered. */
export const READ_PROVIDERS = "Microsoft.Resources/subscriptions/providers/read";

/**
 * What an identity does, as Azure's roles name it, that deploys a stack and destroys it: on the types that the stack has, those
 * that templates make, and what is beside them. Types that this package does not know are left out, and so is what registers a
 * resource provider: it is done once for a subscription.
 */
export function deployActions({ resource = {}, data = {}, provider = {} }: WrittenStack): DeployActions {
  const found = Object.keys(data).flatMap((type) => armTypes[type] ?? []);
  const own = Object.keys(resource).flatMap((type) => armTypes[type] ?? []);
  const made = Object.values(resource["azurerm_resource_group_template_deployment"] ?? {}).flatMap(
    typesOfTemplate,
  );
  return {
    group: sorted([
      ...own.flatMap((type) => ["read", "write", "delete"].map((verb) => `${type}/${verb}`)),
      ...found.map((type) => `${type}/read`),
      ...own.flatMap((type) => [...(BESIDE[type] ?? []), ...(LINKED[type] ?? [])]),
      ...namedActions(resource),
      ...changedThroughput(resource),
      // A template's deployment is all that goes when Terraform takes one away.
      ...made.flatMap((type) => [`${type}/read`, `${type}/write`]),
      ...own.filter((type) => type !== APIM || hasPortal(resource)).flatMap(readByPostOf),
    ]),
    subscription: sorted([
      ...(own.length > 0 ? [READ_PROVIDERS] : []),
      ...own.flatMap((type) => OF_SUBSCRIPTION[type] ?? []),
      ...(own.includes(VAULTS) && purgesVaults(provider) ? [PURGE_VAULT] : []),
    ]),
  };
}

const VAULTS = "Microsoft.KeyVault/vaults";

/** learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
export const PURGE_VAULT = "Microsoft.KeyVault/locations/deletedVaults/purge/action";

/** azurerm purges a vault that it destroys unless its features say no: the backend's stacks do, a stack of your own may not. */
function purgesVaults({ azurerm = [] }: NonNullable<WrittenStack["provider"]>): boolean {
  return azurerm.some((config) => !JSON.stringify(config).includes('"purge_soft_delete_on_destroy":false'));
}

const APIM = "Microsoft.ApiManagement/service";

/** Only classic tiers have a developer portal and tenant access, whose secrets azurerm reads. */
function hasPortal(resource: NonNullable<WrittenStack["resource"]>): boolean {
  return Object.values(resource["azurerm_api_management"] ?? {}).some(
    (config) => !("sku_name" in config && /^Consumption|V2_/.test(String(config.sku_name))),
  );
}

function sorted(actions: readonly string[]): readonly string[] {
  return [...new Set(actions)].sort();
}

/** azurerm updates the throughput of an existing database or container by a request of its own, for example of an imported one. */
function changedThroughput(resource: NonNullable<WrittenStack["resource"]>): readonly string[] {
  return ["azurerm_cosmosdb_sql_database", "azurerm_cosmosdb_sql_container"]
    .filter((type) =>
      Object.values(resource[type] ?? {}).some(
        (config) => "autoscale_settings" in config || "throughput" in config,
      ),
    )
    .map((type) => `${armTypes[type] ?? ""}/throughputSettings/write`);
}

/** What Azure asks for on what a resource names, by the argument that names it: see linked-actions.ts. */
const NAMED: Readonly<Record<string, string>> = {
  identity_ids: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
  network_security_group_id: "Microsoft.Network/networkSecurityGroups/join/action",
  public_ip_address_id: "Microsoft.Network/publicIPAddresses/join/action",
  public_ip_prefix_id: "Microsoft.Network/publicIPPrefixes/join/action",
  nat_gateway_id: "Microsoft.Network/natGateways/join/action",
  remote_virtual_network_id: "Microsoft.Network/virtualNetworks/peer/action",
  route_table_id: "Microsoft.Network/routeTables/join/action",
  subnet_id: JOIN_SUBNET,
  virtual_network_subnet_id: JOIN_SUBNET,
  virtual_network_subnet_ids: "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action",
};

/** Where a private endpoint leads to: learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource */
const TARGETS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["blob", "file", "queue", "table"].map((service) => [service, "Microsoft.Storage/storageAccounts"]),
  ),
  namespace: "Microsoft.ServiceBus/namespaces",
  redisCache: "Microsoft.Cache/redis",
  redisEnterprise: "Microsoft.Cache/redisEnterprise",
  registry: "Microsoft.ContainerRegistry/registries",
  sites: "Microsoft.Web/sites",
  Sql: "Microsoft.DocumentDB/databaseAccounts",
  topic: "Microsoft.EventGrid/topics",
  vault: "Microsoft.KeyVault/vaults",
};

/** Types that the library has private endpoints of. */
export const privateLinkTargets: readonly string[] = [...new Set(Object.values(TARGETS))].sort();

export const APPROVAL = "privateEndpointConnectionsApproval/action";

function namedActions(resource: NonNullable<WrittenStack["resource"]>): readonly string[] {
  const text = JSON.stringify(resource);
  const named = Object.entries(NAMED).filter(([name]) => text.includes(`"${name}":`));
  const targets = Object.entries(TARGETS).filter(([subresource]) =>
    text.includes(`"subresource_names":["${subresource}"]`),
  );
  return [...named.map(([, action]) => action), ...targets.map(([, type]) => `${type}/${APPROVAL}`)];
}

interface Template {
  readonly resources?: readonly { readonly type?: string }[];
}

function typesOfTemplate(deployment: object): readonly string[] {
  const content = "template_content" in deployment ? deployment.template_content : undefined;
  if (typeof content !== "string") return [];
  try {
    const { resources = [] } = JSON.parse(content) as Template;
    return resources.flatMap(({ type }) => type ?? []);
  } catch {
    // One of the user's own may be an expression of Terraform.
    return [];
  }
}
