import { serviceNamed, serviceNames } from "../../services";
import { inGroup } from "../../azure/in-group";

const SITE = inGroup("Microsoft.Web/sites/{name}");
const SLOT = "{function_app_id}/slots/{name}";
const API_MANAGEMENT = inGroup("Microsoft.ApiManagement/service/{api_management_name}");
const API = `${API_MANAGEMENT}/apis/{api_name}`;
const SYSTEM_TOPIC = inGroup("Microsoft.EventGrid/systemTopics/{system_topic}");

/**
 * What the provider imports each type of resource by, but for services that bring theirs, in the case that it insists on: `{attribute}` is what the
 * resource itself says. Source: the chapter "Import" of each resource's page, azurerm, and its parsers.
 */
const commonFormats: Readonly<Record<string, string>> = {
  azurerm_resource_group: "/subscriptions/{subscription}/resourceGroups/{name}",
  azurerm_private_endpoint: inGroup("Microsoft.Network/privateEndpoints/{name}"),
  azurerm_monitor_diagnostic_setting: "{target_resource_id}|{name}",
  azurerm_role_assignment: "{scope}/providers/Microsoft.Authorization/roleAssignments/{name}",
  azurerm_cosmosdb_sql_role_assignment: inGroup(
    "Microsoft.DocumentDB/databaseAccounts/{account_name}/sqlRoleAssignments/{name}",
  ),
  azurerm_virtual_network: inGroup("Microsoft.Network/virtualNetworks/{name}"),
  azurerm_subnet: inGroup("Microsoft.Network/virtualNetworks/{virtual_network_name}/subnets/{name}"),
  azurerm_network_security_group: inGroup("Microsoft.Network/networkSecurityGroups/{name}"),
  azurerm_network_security_rule: inGroup(
    "Microsoft.Network/networkSecurityGroups/{network_security_group_name}/securityRules/{name}",
  ),
  azurerm_subnet_network_security_group_association: "{subnet_id}",
  azurerm_private_dns_zone: inGroup("Microsoft.Network/privateDnsZones/{name}"),
  azurerm_private_dns_zone_virtual_network_link: inGroup(
    "Microsoft.Network/privateDnsZones/{private_dns_zone_name}/virtualNetworkLinks/{name}",
  ),
  azurerm_private_dns_a_record: inGroup("Microsoft.Network/privateDnsZones/{zone_name}/A/{name}"),
  azurerm_public_ip: inGroup("Microsoft.Network/publicIPAddresses/{name}"),
  azurerm_log_analytics_workspace: inGroup("Microsoft.OperationalInsights/workspaces/{name}"),
  azurerm_application_insights: inGroup("Microsoft.Insights/components/{name}"),
  azurerm_cosmosdb_account: inGroup("Microsoft.DocumentDB/databaseAccounts/{name}"),
  azurerm_cosmosdb_sql_database: inGroup(
    "Microsoft.DocumentDB/databaseAccounts/{account_name}/sqlDatabases/{name}",
  ),
  azurerm_cosmosdb_sql_container: inGroup(
    "Microsoft.DocumentDB/databaseAccounts/{account_name}/sqlDatabases/{database_name}/containers/{name}",
  ),
  azurerm_storage_account: inGroup("Microsoft.Storage/storageAccounts/{name}"),
  azurerm_storage_container: "{storage_account_id}/blobServices/default/containers/{name}",
  azurerm_storage_queue: "{storage_account_id}/queueServices/default/queues/{name}",
  azurerm_storage_share: "{storage_account_id}/fileServices/default/shares/{name}",
  azurerm_key_vault: inGroup("Microsoft.KeyVault/vaults/{name}"),
  azurerm_eventgrid_topic: inGroup("Microsoft.EventGrid/topics/{name}"),
  azurerm_eventgrid_system_topic: inGroup("Microsoft.EventGrid/systemTopics/{name}"),
  azurerm_eventgrid_event_subscription: "{scope}/providers/Microsoft.EventGrid/eventSubscriptions/{name}",
  azurerm_eventgrid_system_topic_event_subscription: `${SYSTEM_TOPIC}/eventSubscriptions/{name}`,
  azurerm_service_plan: inGroup("Microsoft.Web/serverFarms/{name}"),
  azurerm_windows_function_app: SITE,
  azurerm_linux_function_app: SITE,
  azurerm_function_app_flex_consumption: SITE,
  azurerm_windows_function_app_slot: SLOT,
  azurerm_linux_function_app_slot: SLOT,
  azurerm_user_assigned_identity: inGroup("Microsoft.ManagedIdentity/userAssignedIdentities/{name}"),
  azurerm_monitor_action_group: inGroup("Microsoft.Insights/actionGroups/{name}"),
  azurerm_monitor_activity_log_alert: inGroup("Microsoft.Insights/activityLogAlerts/{name}"),
  azurerm_monitor_metric_alert: inGroup("Microsoft.Insights/metricAlerts/{name}"),
  azurerm_monitor_scheduled_query_rules_alert_v2: inGroup("Microsoft.Insights/scheduledQueryRules/{name}"),
  azurerm_application_insights_standard_web_test: inGroup("Microsoft.Insights/webTests/{name}"),
  azurerm_log_analytics_query_pack: inGroup("Microsoft.OperationalInsights/queryPacks/{name}"),
  azurerm_log_analytics_query_pack_query: "{query_pack_id}/queries/{name}",
  azurerm_api_management: inGroup("Microsoft.ApiManagement/service/{name}"),
  azurerm_api_management_api_version_set: `${API_MANAGEMENT}/apiVersionSets/{name}`,
  azurerm_api_management_api: `${API_MANAGEMENT}/apis/{name};rev={revision}`,
  azurerm_api_management_api_operation: `${API}/operations/{operation_id}`,
  azurerm_api_management_api_policy: API,
  azurerm_api_management_api_operation_policy: `${API}/operations/{operation_id}`,
  azurerm_api_management_backend: `${API_MANAGEMENT}/backends/{name}`,
  azurerm_api_management_product: `${API_MANAGEMENT}/products/{product_id}`,
  azurerm_api_management_product_api: `${API_MANAGEMENT}/products/{product_id}/apis/{api_name}`,
  azurerm_api_management_logger: `${API_MANAGEMENT}/loggers/{name}`,
  azurerm_api_management_api_diagnostic: `${API}/diagnostics/{identifier}`,
  azurerm_management_lock: "{scope}/providers/Microsoft.Authorization/locks/{name}",
  azurerm_consumption_budget_resource_group:
    "{resource_group_id}/providers/Microsoft.Consumption/budgets/{name}",
};

/** Those of every type, what services bring included. */
export const idFormats: Readonly<Record<string, string>> = Object.assign(
  {},
  commonFormats,
  ...serviceNames.map((name) => serviceNamed(name).importIds),
) as Readonly<Record<string, string>>;

/** Types that cannot be imported in any sense, and why. */
export const notImported: Readonly<Record<string, { readonly why: string; readonly fix: string }>> = {
  azurerm_resource_group_template_deployment: {
    why: "is a deployment, which says what was run and not what is there",
    fix: "leave it out: a table that exists is kept as it is, a secret gets a further version",
  },
};

/** The types of Terraform in what `transform` says of a resource, `a, b or c`. */
export function typesIn(words: string): readonly string[] {
  return words.match(/azurerm_\w+/g) ?? [];
}

const HOLE = /\{(\w+)\}/g;

/** An attribute that is a whole id itself. */
function isPath(attribute: string): boolean {
  return (
    attribute === "scope" ||
    (attribute.endsWith("_id") && !["product_id", "operation_id"].includes(attribute))
  );
}

/** Whether a text has the form of a type's ids. */
export function hasFormat(type: string, id: string): boolean {
  const format = idFormats[type] ?? "";
  const pattern = format
    .replace(/[.|;=]/g, "\\$&")
    .replace(HOLE, (_, attribute: string) => (isPath(attribute) ? "/subscriptions/[^/]+/.+" : "[^/|;]+"));
  return new RegExp(`^${pattern}$`, "i").test(id);
}

/** A type's format as messages show it. */
export function shownFormat(type: string): string {
  return (idFormats[type] ?? "").replace(HOLE, (_, attribute: string) =>
    isPath(attribute) ? "/subscriptions/…" : `<${attribute.replaceAll("_", " ")}>`,
  );
}

/** What a part of an id is when the plan does not know it. */
export const UNKNOWN = { part: "\u0000", path: "\u0001" } as const;

/** The id of a resource of a type, as far as its attributes are known. */
export function formatted(type: string, valueOf: (attribute: string) => string | undefined): string {
  return (idFormats[type] ?? "").replace(
    HOLE,
    (_, attribute: string) => valueOf(attribute) ?? (isPath(attribute) ? UNKNOWN.path : UNKNOWN.part),
  );
}
