export const subscriptionId = "22222222-2222-2222-2222-222222222222";
const groupOf = (stack: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/rg-feedback-prod-${stack}/providers`;
const NETWORK = `${groupOf("network")}/Microsoft.Network`;
export const PLATFORM = groupOf("platform");
const FLOWS = "https://contosoauth.b2clogin.com/contosoauth.onmicrosoft.com";
const OPEN_ID = "v2.0/.well-known/openid-configuration";

/** One output: what it reads in Terraform, and what it will be. */
export type Row = readonly [output: string, reads: string, expected: string];

/** A private DNS zone: its output, what it reads, what it will be. */
const zone = (name: string): Row => [
  `networking_privatelink_${name.replaceAll(".", "_")}_id`,
  `\${azurerm_private_dns_zone.private_dns_zone_${name.replaceAll(".", "_")}.id}`,
  `${NETWORK}/privateDnsZones/privatelink.${name}`,
];
const subnet = (name: string): readonly Row[] => {
  const id = name.replaceAll("-", "_");
  return [
    [
      `networking_${id}_subnet_id`,
      `\${azurerm_subnet.subnet_${id}.id}`,
      `${NETWORK}/virtualNetworks/vnet-feedback-prod/subnets/${name}`,
    ],
    [
      `networking_${id}_network_security_group_id`,
      `\${azurerm_network_security_group.nsg_${id}.id}`,
      `${NETWORK}/networkSecurityGroups/nsg-feedback-prod-${name}`,
    ],
  ];
};

/** Of a backend that makes all that there is, in prod. */
export const OF_NETWORK: readonly Row[] = [
  [
    "networking_vnet_id",
    "${azurerm_virtual_network.vnet.id}",
    `${NETWORK}/virtualNetworks/vnet-feedback-prod`,
  ],
  ...["functions", "private-endpoints", "apim"].flatMap(subnet),
  ...[
    "azurecr.io",
    "azurewebsites.net",
    "blob.core.windows.net",
    "documents.azure.com",
    "eventgrid.azure.net",
    "file.core.windows.net",
    "queue.core.windows.net",
    "redis.azure.net",
    "servicebus.windows.net",
    "table.core.windows.net",
    "vaultcore.azure.net",
  ].map(zone),
];

/** A storage account: its outputs are called alike. */
const account = (
  prefix: string,
  resource: string,
  name: string,
  services: readonly string[],
): readonly Row[] => [
  [
    `${prefix}_id`,
    `\${azurerm_storage_account.${resource}.id}`,
    `${PLATFORM}/Microsoft.Storage/storageAccounts/${name}`,
  ],
  [`${prefix}_name`, `\${azurerm_storage_account.${resource}.name}`, name],
  ...services.map((service): Row => [
    `${prefix}_${service}_endpoint`,
    `\${azurerm_storage_account.${resource}.primary_${service}_endpoint}`,
    `https://${name}.${service}.core.windows.net/`,
  ]),
];

const APIM_NAME = "apim-feedback-prod-242699";
const REGISTRY = "crfeedbackprod242699";
const COSMOS = "cosmos-feedback-prod-242699";
const TOPIC = "evgt-feedback-prod-order-events-242699";
const REDIS = "amr-feedback-prod-242699";
const BUS = "sbns-feedback-prod-242699";
const HUBS = "evhns-feedback-prod-242699";

export const OF_PLATFORM: readonly Row[] = [
  [
    "apim_id",
    "${azurerm_api_management.apim.id}",
    `${PLATFORM}/Microsoft.ApiManagement/service/${APIM_NAME}`,
  ],
  ["apim_name", "${azurerm_api_management.apim.name}", APIM_NAME],
  [
    "apim_resource_group_name",
    "${azurerm_api_management.apim.resource_group_name}",
    "rg-feedback-prod-platform",
  ],
  ["apim_gateway_url", "${azurerm_api_management.apim.gateway_url}", `https://${APIM_NAME}.azure-api.net`],
  [
    "apim_principal_id",
    "${azurerm_api_management.apim.identity[0].principal_id}",
    "known-once-applied.invalid",
  ],
  // They follow from names alone, and read no resource.
  ["b2c_domain_name", "contosoauth.onmicrosoft.com", "contosoauth.onmicrosoft.com"],
  ...["password-reset", "signup-signin"].map((flow): Row => {
    const uri = `${FLOWS}/B2C_1_${flow}/${OPEN_ID}`;
    return [`b2c_${flow.replace("-", "_")}_open_id_configuration_uri`, uri, uri];
  }),
  [
    "cdn_assets_host_name",
    "${azurerm_cdn_frontdoor_endpoint.cdn_endpoint_assets.host_name}",
    "known-once-applied.invalid",
  ],
  [
    "cdn_id",
    "${azurerm_cdn_frontdoor_profile.cdn.id}",
    `${PLATFORM}/Microsoft.Cdn/profiles/afd-feedback-prod`,
  ],
  ["cdn_name", "${azurerm_cdn_frontdoor_profile.cdn.name}", "afd-feedback-prod"],
  ...account("cdn_storage", "cdn_storage", "stcdnfeedbackprod242699", ["blob"]),
  [
    "container_registry_id",
    "${azurerm_container_registry.container_registry.id}",
    `${PLATFORM}/Microsoft.ContainerRegistry/registries/${REGISTRY}`,
  ],
  [
    "container_registry_login_server",
    "${azurerm_container_registry.container_registry.login_server}",
    `${REGISTRY}.azurecr.io`,
  ],
  ["container_registry_name", "${azurerm_container_registry.container_registry.name}", REGISTRY],
  [
    "cosmos_id",
    "${azurerm_cosmosdb_account.cosmos.id}",
    `${PLATFORM}/Microsoft.DocumentDB/databaseAccounts/${COSMOS}`,
  ],
  ["cosmos_name", "${azurerm_cosmosdb_account.cosmos.name}", COSMOS],
  [
    "cosmos_endpoint",
    "${azurerm_cosmosdb_account.cosmos.endpoint}",
    `https://${COSMOS}.documents.azure.com:443/`,
  ],
  [
    "event_grid_order_events_topic_id",
    "${azurerm_eventgrid_topic.event_grid_topic_order-events.id}",
    `${PLATFORM}/Microsoft.EventGrid/topics/${TOPIC}`,
  ],
  [
    "event_grid_order_events_topic_endpoint",
    "${azurerm_eventgrid_topic.event_grid_topic_order-events.endpoint}",
    `https://${TOPIC}.eastus2-1.eventgrid.azure.net/api/events`,
  ],
  [
    "event_grid_system_topic_name",
    "${azurerm_eventgrid_system_topic.event_grid_system_topic.name}",
    "egst-feedback-prod",
  ],
  [
    "event_grid_system_topic_resource_group_name",
    "${azurerm_eventgrid_system_topic.event_grid_system_topic.resource_group_name}",
    "rg-feedback-prod-platform",
  ],
  [
    "key_vault_id",
    "${azurerm_key_vault.key_vault.id}",
    `${PLATFORM}/Microsoft.KeyVault/vaults/kv-feedback-prod-242699`,
  ],
  [
    "key_vault_uri",
    "${azurerm_key_vault.key_vault.vault_uri}",
    "https://kv-feedback-prod-242699.vault.azure.net/",
  ],
  [
    "logs_workspace_id",
    "${azurerm_log_analytics_workspace.log_analytics.id}",
    `${PLATFORM}/Microsoft.OperationalInsights/workspaces/log-feedback-prod`,
  ],
  [
    "monitoring_ops_team_action_group_id",
    "${azurerm_monitor_action_group.action_group_ops-team.id}",
    `${PLATFORM}/Microsoft.Insights/actionGroups/ag-feedback-prod-ops-team`,
  ],
  ["redis_id", "${azurerm_managed_redis.redis.id}", `${PLATFORM}/Microsoft.Cache/redisEnterprise/${REDIS}`],
  ["redis_name", "${azurerm_managed_redis.redis.name}", REDIS],
  [
    "redis_resource_group_name",
    "${azurerm_managed_redis.redis.resource_group_name}",
    "rg-feedback-prod-platform",
  ],
  ["redis_host_name", "${azurerm_managed_redis.redis.hostname}", `${REDIS}.eastus2.redis.azure.net`],
  [
    "event_hubs_id",
    "${azurerm_eventhub_namespace.event_hubs.id}",
    `${PLATFORM}/Microsoft.EventHub/namespaces/${HUBS}`,
  ],
  ["event_hubs_name", "${azurerm_eventhub_namespace.event_hubs.name}", HUBS],
  [
    "event_hubs_fully_qualified_namespace",
    "${azurerm_eventhub_namespace.event_hubs.name}.servicebus.windows.net",
    `${HUBS}.servicebus.windows.net`,
  ],
  [
    "service_bus_id",
    "${azurerm_servicebus_namespace.service_bus.id}",
    `${PLATFORM}/Microsoft.ServiceBus/namespaces/${BUS}`,
  ],
  ["service_bus_name", "${azurerm_servicebus_namespace.service_bus.name}", BUS],
  [
    "service_bus_fully_qualified_namespace",
    "${azurerm_servicebus_namespace.service_bus.name}.servicebus.windows.net",
    `${BUS}.servicebus.windows.net`,
  ],
  ...account("storage", "storage", "stfeedbackprod242699", ["blob", "queue", "table"]),
  ...account("storage_host", "host_storage", "sthostfeedbackprod242699", ["blob"]),
];
