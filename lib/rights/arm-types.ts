import { resourceRecords } from "../services";
import { typesOf } from "../services/contract/resource-record";

/** What ids begin with that name the resource above: the type of that. */
const ABOVE: Readonly<Record<string, string>> = {
  cdn_frontdoor_endpoint_id: "Microsoft.Cdn/profiles/afdEndpoints",
  cdn_frontdoor_origin_group_id: "Microsoft.Cdn/profiles/originGroups",
  cdn_frontdoor_profile_id: "Microsoft.Cdn/profiles",
  function_app_id: "Microsoft.Web/sites",
  managed_redis_id: "Microsoft.Cache/redisEnterprise",
  namespace_id: "Microsoft.ServiceBus/namespaces",
  query_pack_id: "Microsoft.OperationalInsights/queryPacks",
  redis_cache_id: "Microsoft.Cache/redis",
  storage_account_id: "Microsoft.Storage/storageAccounts",
  subscription_id: "Microsoft.ServiceBus/namespaces/topics/subscriptions",
  topic_id: "Microsoft.ServiceBus/namespaces/topics",
};

/** Types whose ids in Terraform say something else. */
const OTHERS: Readonly<Record<string, string>> = {
  azurerm_api_management_api_operation_policy: "Microsoft.ApiManagement/service/apis/operations/policies",
  azurerm_api_management_api_policy: "Microsoft.ApiManagement/service/apis/policies",
  azurerm_api_management_custom_domain: "Microsoft.ApiManagement/service",
  azurerm_cdn_frontdoor_custom_domain_association: "Microsoft.Cdn/profiles/afdEndpoints/routes",
  azurerm_app_service_certificate_binding: "Microsoft.Web/sites/hostNameBindings",
  azurerm_eventhub: "Microsoft.EventHub/namespaces/eventhubs",
  azurerm_eventhub_consumer_group: "Microsoft.EventHub/namespaces/eventhubs/consumergroups",
  azurerm_monitor_diagnostic_setting: "Microsoft.Insights/diagnosticSettings",
  azurerm_resource_group: "Microsoft.Resources/subscriptions/resourceGroups",
  azurerm_resource_group_template_deployment: "Microsoft.Resources/deployments",
  azurerm_nat_gateway_public_ip_association: "Microsoft.Network/natGateways",
  azurerm_nat_gateway_public_ip_prefix_association: "Microsoft.Network/natGateways",
  azurerm_subnet_nat_gateway_association: "Microsoft.Network/virtualNetworks/subnets",
  azurerm_subnet_network_security_group_association: "Microsoft.Network/virtualNetworks/subnets",
  azurerm_subnet_route_table_association: "Microsoft.Network/virtualNetworks/subnets",
};

/** What Azure calls each type of Terraform that a backend has, `Microsoft.KeyVault/vaults`: out of what it is imported by. */
export const armTypes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(resourceRecords)
    .flatMap(typesOf)
    .map((each) => [each.type, OTHERS[each.type] ?? typeIn("importId" in each ? each.importId : "")]),
);

/** `…/providers/Microsoft.Web/sites/{name}` and `{function_app_id}/slots/{name}` are types with names between them. */
function typeIn(importId: string): string {
  const [, namespace = "", below = ""] = /^.*\/providers\/([^/]+)\/(.*)$/.exec(importId) ?? [];
  if (namespace !== "") return [namespace, ...typesAmong(below)].join("/");
  const [, above = "", rest = ""] = /^\{(\w+)\}\/(.*)$/.exec(importId) ?? [];
  const type = ABOVE[above];
  if (type === undefined) throw new Error(`the type of ${importId} in Azure is not known`);
  return [type, ...typesAmong(rest)].join("/");
}

/** Every other segment is a name. */
function typesAmong(path: string): readonly string[] {
  return path.split("/").filter((_segment, index) => index % 2 === 0);
}
