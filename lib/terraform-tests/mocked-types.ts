import { formatted } from "../decide/imports/id-formats";
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

/** What ids of a parent are of, where the attribute does not say its type. */
const ANY_OF: Readonly<Record<string, string>> = { function_app_id: "azurerm_windows_function_app" };

/** The id of a type as Azure writes it, with every level named alike. */
function idOf(type: string): string {
  return formatted(type, (attribute) => {
    if (attribute === "subscription") return mockedSubscription;
    if (!attribute.endsWith("_id")) return "mocked";
    return idOf(ANY_OF[attribute] ?? `azurerm_${attribute.replace(/_id$/, "")}`);
  });
}

/** What is mocked of a type beside its id. */
type BesideId = Pick<MockedType, "reason"> & { readonly values?: MockedValues };

const identity = { principal_id: PRINCIPAL, tenant_id: TENANT };

const functionApp: BesideId = {
  values: { identity, default_hostname: "mocked.azurewebsites.net" },
  reason: "diagnostic settings, slots and private endpoints take its id, role assignments its principal",
};
const functionAppSlot: BesideId = {
  values: { identity, default_hostname: "mocked-mocked.azurewebsites.net" },
  reason: "diagnostic settings take its id, role assignments its principal",
};

/** Computed attributes that other configuration is validated against, by Terraform type. */
const besideIds: Readonly<Record<string, BesideId>> = {
  azurerm_resource_group: {
    reason: "a budget takes its id",
  },
  azurerm_virtual_network: {
    reason: "links of private DNS zones and diagnostic settings take its id",
  },
  azurerm_subnet: {
    reason: "associations of security groups and private endpoints take its id",
  },
  azurerm_network_security_group: {
    reason: "associations with subnets and diagnostic settings take its id",
  },
  azurerm_nat_gateway: {
    reason: "associations with subnets and addresses take its id",
  },
  azurerm_route_table: {
    reason: "associations with subnets take its id",
  },
  azurerm_private_dns_zone: {
    reason: "zone groups of private endpoints take its id",
  },
  azurerm_log_analytics_workspace: {
    reason: "Application Insights and diagnostic settings take its id",
  },
  azurerm_application_insights: {
    reason: "role assignments take its id as their scope",
  },
  azurerm_cosmosdb_account: {
    values: {
      endpoint: "https://mocked.documents.azure.com:443/",
    },
    reason: "private endpoints and diagnostic settings take its id; its endpoint is published",
  },
  azurerm_cosmosdb_sql_database: {
    reason: "role assignments of Cosmos DB can take its id as their scope",
  },
  azurerm_storage_account: {
    values: {
      primary_blob_endpoint: "https://mocked.blob.core.windows.net/",
      primary_queue_endpoint: "https://mocked.queue.core.windows.net/",
      primary_table_endpoint: "https://mocked.table.core.windows.net/",
      primary_blob_host: "mocked.blob.core.windows.net",
    },
    reason: "containers, queues, shares and diagnostic settings take its id; its endpoints are published",
  },
  azurerm_storage_container: {
    reason: "role assignments can take its id as their scope",
  },
  azurerm_storage_queue: {
    reason: "role assignments can take its id as their scope",
  },
  azurerm_eventgrid_topic: {
    values: {
      identity,
      endpoint: "https://mocked.eastus2-1.eventgrid.azure.net/api/events",
    },
    reason: "private endpoints and diagnostic settings take its id, role assignments its principal",
  },
  azurerm_eventgrid_system_topic: {
    values: { identity },
    reason: "diagnostic settings take its id, role assignments its principal",
  },
  azurerm_key_vault: {
    values: { vault_uri: "https://mocked.vault.azure.net/" },
    reason: "private endpoints and diagnostic settings take its id; its address is published",
  },
  azurerm_monitor_action_group: {
    reason: "alerts take its id",
  },
  azurerm_application_insights_standard_web_test: {
    reason: "its alert takes its id",
  },
  azurerm_log_analytics_query_pack: {
    reason: "saved queries take its id",
  },
  azurerm_user_assigned_identity: {
    values: {
      principal_id: PRINCIPAL,
      client_id: CLIENT,
      tenant_id: TENANT,
    },
    reason: "the function app takes its id, role assignments its principal",
  },
  azurerm_service_plan: {
    reason: "the function app and diagnostic settings take its id",
  },
  azurerm_api_management: {
    values: {
      gateway_url: "https://mocked.azure-api.net",
      private_ip_addresses: ["10.0.3.4"],
      public_ip_addresses: ["203.0.113.20"],
    },
    reason:
      "diagnostic settings and custom domains take its id, DNS records its addresses; its gateway is published",
  },
  azurerm_api_management_api_version_set: {
    reason: "versions of the API take its id",
  },
  azurerm_api_management_logger: {
    reason: "diagnostics of the API take its id",
  },
  azurerm_public_ip: {
    reason: "API Management and diagnostic settings take its id",
  },
  azurerm_cdn_frontdoor_profile: {
    reason: "endpoints, origin groups and diagnostic settings take its id",
  },
  azurerm_cdn_frontdoor_endpoint: {
    values: { host_name: "mocked.z01.azurefd.net" },
    reason: "routes take its id; its host name is published",
  },
  azurerm_cdn_frontdoor_custom_domain: {
    values: { validation_token: "mocked" },
    reason: "routes and associations take its id",
  },
  azurerm_cdn_frontdoor_route: {
    reason: "associations of custom domains take its id",
  },
  azurerm_cdn_frontdoor_origin_group: {
    reason: "origins and routes take its id",
  },
  azurerm_cdn_frontdoor_origin: {
    reason: "routes take its id",
  },
  azurerm_managed_redis: {
    values: { hostname: "mocked.eastus2.redis.azure.net" },
    reason: "private endpoints and diagnostic settings take its id; its host name is published",
  },
  azurerm_redis_cache: {
    values: { hostname: "mocked.redis.cache.windows.net" },
    reason: "private endpoints and diagnostic settings take its id; its host name is published",
  },
  azurerm_app_service_custom_hostname_binding: {
    reason: "managed certificates and bindings of certificates take its id",
  },
  azurerm_app_service_managed_certificate: {
    reason: "bindings of certificates take its id",
  },
  azurerm_windows_function_app: functionApp,
  azurerm_linux_function_app: functionApp,
  azurerm_function_app_flex_consumption: functionApp,
  azurerm_windows_function_app_slot: functionAppSlot,
  azurerm_linux_function_app_slot: functionAppSlot,
};

/** The same with each type's id, which follows from what the type is imported by. */
export const mockedResources: Readonly<Record<string, MockedType>> = Object.fromEntries(
  Object.entries(besideIds).map(([type, { values, reason }]) => [
    type,
    { values: { id: idOf(type), ...values }, reason },
  ]),
);

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
