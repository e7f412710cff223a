/** An attribute that Azure itself changes, and that no argument sets. */
export interface ChangedByAzure {
  readonly id: string;
  readonly type: RegExp;
  /** Without indices: `soa_record.serial_number`. */
  readonly path: RegExp;
  readonly reason: string;
  readonly source: string;
}

const APP = /^azurerm_(?:(?:windows|linux)_(?:function|web)_app(?:_slot)?|function_app_flex_consumption)$/;

/** Attributes by type, each with why it changes without anybody. */
export const changedByAzure: readonly ChangedByAzure[] = [
  {
    id: "outbound-addresses",
    type: APP,
    path: /^(possible_)?outbound_ip_address(es|_list)$/,
    reason: "Azure moves apps between machines, with other outbound addresses",
    source: "learn.microsoft.com/azure/azure-functions/ip-addresses",
  },
  {
    id: "dns-counters",
    type: /^azurerm_(private_)?dns_zone$/,
    path: /^(number_of_record_sets|soa_record\.serial_number)$/,
    reason: "a counter of the records of the zone, which private endpoints write",
    source: "learn.microsoft.com/azure/dns/private-dns-privatednszone",
  },
  {
    id: "etag",
    type: /^azurerm_/,
    path: /(^|\.)etag$/,
    reason: "Azure counts up the version of the resource with each write",
    source: "learn.microsoft.com/rest/api/consumption/budgets",
  },
  {
    id: "last-run",
    type: APP,
    path: /^backup\.schedule\.last_execution_time$/,
    reason: "the time of the last backup",
    source: "azurerm 4.81, internal/services/appservice/helpers/common_web_app_schema.go",
  },
  {
    id: "renewed-certificate",
    type: /^azurerm_api_management(_custom_domain)?$/,
    path: /^(hostname_configuration\.)?\w+\.(expiry|subject|thumbprint)$/,
    reason: "API Management takes a renewed certificate from the key vault",
    source: "learn.microsoft.com/azure/api-management/configure-custom-domain",
  },
  {
    id: "module-version",
    type: /^azurerm_managed_redis$/,
    path: /^default_database\.module\.version$/,
    reason: "Azure updates the modules of the cache",
    source: "learn.microsoft.com/azure/redis/redis-modules",
  },
];
