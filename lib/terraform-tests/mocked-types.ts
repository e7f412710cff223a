import type { MockedValues } from "./mocked-value";

/** What the provider would find out of one Azure type, and why a test cannot do without it. */
export interface MockedType {
  readonly values: MockedValues;
  readonly reason: string;
}

/** Whose subscription, tenant and principal every value of a test belongs to: nobody's. */
export const mockedSubscription = "00000000-0000-4000-8000-000000000001";
const TENANT = "00000000-0000-4000-8000-000000000002";
const PRINCIPAL = "00000000-0000-4000-8000-000000000003";
const CLIENT = "00000000-0000-4000-8000-000000000004";

/** An id as Azure writes it, with the type's every level named alike. */
function id(namespace: string, ...levels: readonly string[]): string {
  const path = levels.map((level) => `${level}/mocked`).join("/");
  return `/subscriptions/${mockedSubscription}/resourceGroups/mocked/providers/${namespace}/${path}`;
}

const SITE = id("Microsoft.Web", "sites");
const SLOT = id("Microsoft.Web", "sites", "slots");
const identity = { principal_id: PRINCIPAL, tenant_id: TENANT };

const functionApp: MockedType = {
  values: { id: SITE, identity, default_hostname: "mocked.azurewebsites.net" },
  reason: "diagnostic settings, slots and private endpoints take its id, role assignments its principal",
};
const functionAppSlot: MockedType = {
  values: { id: SLOT, identity, default_hostname: "mocked-mocked.azurewebsites.net" },
  reason: "diagnostic settings take its id, role assignments its principal",
};

/** Computed attributes of resources that other configuration is validated against, by Terraform type. */
export const mockedResources: Readonly<Record<string, MockedType>> = {
  azurerm_resource_group: {
    values: { id: `/subscriptions/${mockedSubscription}/resourceGroups/mocked` },
    reason: "a budget takes its id",
  },
  azurerm_virtual_network: {
    values: { id: id("Microsoft.Network", "virtualNetworks") },
    reason: "links of private DNS zones and diagnostic settings take its id",
  },
  azurerm_subnet: {
    values: { id: id("Microsoft.Network", "virtualNetworks", "subnets") },
    reason: "associations of security groups and private endpoints take its id",
  },
  azurerm_network_security_group: {
    values: { id: id("Microsoft.Network", "networkSecurityGroups") },
    reason: "associations with subnets and diagnostic settings take its id",
  },
  azurerm_private_dns_zone: {
    values: { id: id("Microsoft.Network", "privateDnsZones") },
    reason: "zone groups of private endpoints take its id",
  },
  azurerm_log_analytics_workspace: {
    values: { id: id("Microsoft.OperationalInsights", "workspaces") },
    reason: "Application Insights and diagnostic settings take its id",
  },
  azurerm_application_insights: {
    values: { id: id("Microsoft.Insights", "components") },
    reason: "role assignments take its id as their scope",
  },
  azurerm_cosmosdb_account: {
    values: {
      id: id("Microsoft.DocumentDB", "databaseAccounts"),
      endpoint: "https://mocked.documents.azure.com:443/",
    },
    reason: "private endpoints and diagnostic settings take its id; its endpoint is published",
  },
  azurerm_cosmosdb_sql_database: {
    values: { id: id("Microsoft.DocumentDB", "databaseAccounts", "sqlDatabases") },
    reason: "role assignments of Cosmos DB can take its id as their scope",
  },
  azurerm_storage_account: {
    values: {
      id: id("Microsoft.Storage", "storageAccounts"),
      primary_blob_endpoint: "https://mocked.blob.core.windows.net/",
      primary_queue_endpoint: "https://mocked.queue.core.windows.net/",
      primary_table_endpoint: "https://mocked.table.core.windows.net/",
      primary_blob_host: "mocked.blob.core.windows.net",
    },
    reason: "containers, queues, shares and diagnostic settings take its id; its endpoints are published",
  },
  azurerm_storage_container: {
    values: { id: `${id("Microsoft.Storage", "storageAccounts")}/blobServices/default/containers/mocked` },
    reason: "role assignments can take its id as their scope",
  },
  azurerm_storage_queue: {
    values: { id: `${id("Microsoft.Storage", "storageAccounts")}/queueServices/default/queues/mocked` },
    reason: "role assignments can take its id as their scope",
  },
  azurerm_eventgrid_topic: {
    values: {
      id: id("Microsoft.EventGrid", "topics"),
      identity,
      endpoint: "https://mocked.eastus2-1.eventgrid.azure.net/api/events",
    },
    reason: "private endpoints and diagnostic settings take its id, role assignments its principal",
  },
  azurerm_eventgrid_system_topic: {
    values: { id: id("Microsoft.EventGrid", "systemTopics"), identity },
    reason: "diagnostic settings take its id, role assignments its principal",
  },
  azurerm_key_vault: {
    values: { id: id("Microsoft.KeyVault", "vaults"), vault_uri: "https://mocked.vault.azure.net/" },
    reason: "private endpoints and diagnostic settings take its id; its address is published",
  },
  azurerm_monitor_action_group: {
    values: { id: id("Microsoft.Insights", "actionGroups") },
    reason: "alerts take its id",
  },
  azurerm_application_insights_standard_web_test: {
    values: { id: id("Microsoft.Insights", "webTests") },
    reason: "its alert takes its id",
  },
  azurerm_log_analytics_query_pack: {
    values: { id: id("Microsoft.OperationalInsights", "queryPacks") },
    reason: "saved queries take its id",
  },
  azurerm_user_assigned_identity: {
    values: {
      id: id("Microsoft.ManagedIdentity", "userAssignedIdentities"),
      principal_id: PRINCIPAL,
      client_id: CLIENT,
      tenant_id: TENANT,
    },
    reason: "the function app takes its id, role assignments its principal",
  },
  azurerm_service_plan: {
    values: { id: id("Microsoft.Web", "serverFarms") },
    reason: "the function app and diagnostic settings take its id",
  },
  azurerm_api_management: {
    values: {
      id: id("Microsoft.ApiManagement", "service"),
      gateway_url: "https://mocked.azure-api.net",
      private_ip_addresses: ["10.0.3.4"],
    },
    reason: "diagnostic settings take its id, private DNS records its addresses; its gateway is published",
  },
  azurerm_api_management_api_version_set: {
    values: { id: id("Microsoft.ApiManagement", "service", "apiVersionSets") },
    reason: "versions of the API take its id",
  },
  azurerm_api_management_logger: {
    values: { id: id("Microsoft.ApiManagement", "service", "loggers") },
    reason: "diagnostics of the API take its id",
  },
  azurerm_public_ip: {
    values: { id: id("Microsoft.Network", "publicIPAddresses") },
    reason: "API Management and diagnostic settings take its id",
  },
  azurerm_cdn_frontdoor_profile: {
    values: { id: id("Microsoft.Cdn", "profiles") },
    reason: "endpoints, origin groups and diagnostic settings take its id",
  },
  azurerm_cdn_frontdoor_endpoint: {
    values: { id: id("Microsoft.Cdn", "profiles", "afdEndpoints"), host_name: "mocked.z01.azurefd.net" },
    reason: "routes take its id; its host name is published",
  },
  azurerm_cdn_frontdoor_origin_group: {
    values: { id: id("Microsoft.Cdn", "profiles", "originGroups") },
    reason: "origins and routes take its id",
  },
  azurerm_cdn_frontdoor_origin: {
    values: { id: id("Microsoft.Cdn", "profiles", "originGroups", "origins") },
    reason: "routes take its id",
  },
  azurerm_managed_redis: {
    values: { id: id("Microsoft.Cache", "redisEnterprise"), hostname: "mocked.eastus2.redis.azure.net" },
    reason: "private endpoints and diagnostic settings take its id; its host name is published",
  },
  azurerm_redis_cache: {
    values: { id: id("Microsoft.Cache", "redis"), hostname: "mocked.redis.cache.windows.net" },
    reason: "private endpoints and diagnostic settings take its id; its host name is published",
  },
  azurerm_windows_function_app: functionApp,
  azurerm_linux_function_app: functionApp,
  azurerm_function_app_flex_consumption: functionApp,
  azurerm_windows_function_app_slot: functionAppSlot,
  azurerm_linux_function_app_slot: functionAppSlot,
};

/** The same of data sources: a data source of a resource above is what that resource is. */
export const mockedDataSources: Readonly<Record<string, MockedType>> = {
  ...mockedResources,
  azurerm_client_config: {
    values: {
      subscription_id: mockedSubscription,
      tenant_id: TENANT,
      object_id: PRINCIPAL,
      client_id: CLIENT,
    },
    reason: "ids are composed with the subscription, and vaults take the tenant",
  },
};
