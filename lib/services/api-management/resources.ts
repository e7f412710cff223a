import { inGroup } from "../../azure/in-group";
import { PUBLIC_IP_ADDRESS } from "../../azure/public-ip-address";
import type { ResourceRecords } from "../contract/resource-record";
import { templateDeployment } from "../contract/shared-resources";
import type { ApimWords } from "./words";

const SERVICE = inGroup("Microsoft.ApiManagement/service/{api_management_name}");
const API = `${SERVICE}/apis/{api_name}`;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const apimResources: ResourceRecords<ApimWords> = {
  apim: {
    type: "azurerm_api_management",
    importId: inGroup("Microsoft.ApiManagement/service/{name}"),
    diagnostics: [
      {
        logs: ["GatewayLogs", "WebSocketConnectionLogs", "DeveloperPortalAuditLogs"],
        metrics: ["AllMetrics"],
        // Of language models and MCP servers: a Developer service was seen to refuse the first.
        onRequest: ["GatewayLlmLogs", "GatewayMCPLogs"],
        dedicatedTables: true,
      },
    ],
    names: {
      apiManagement: {
        label: "API Management service",
        min: 1,
        max: 50,
        pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/i,
        characters: "letters, digits and hyphens, beginning with a letter, no hyphen at the end",
        scope: "global",
        prefix: "apim",
      },
    },
  },
  apimPublicIp: {
    ...PUBLIC_IP_ADDRESS,
    names: {
      publicIpAddress: {
        label: "public IP address",
        when: "with API Management in a network",
        min: 1,
        max: 80,
        pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
        characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
        scope: "resource group",
        prefix: "pip",
      },
    },
  },
  apimCustomDomain: {
    type: "azurerm_api_management_custom_domain",
    // azurerm's own id: one resource has every host name of a service.
    importId: inGroup("Microsoft.ApiManagement/service/{api_management_name}/customDomains/default"),
  },
  apimVersionSet: {
    type: "azurerm_api_management_api_version_set",
    importId: `${SERVICE}/apiVersionSets/{name}`,
  },
  apimApis: { type: "azurerm_api_management_api", importId: `${SERVICE}/apis/{name};rev={revision}` },
  apimOperations: {
    type: "azurerm_api_management_api_operation",
    importId: `${API}/operations/{operation_id}`,
  },
  apimPolicies: { type: "azurerm_api_management_api_policy", importId: API },
  apimOperationPolicies: {
    type: "azurerm_api_management_api_operation_policy",
    importId: `${API}/operations/{operation_id}`,
  },
  apimBackend: { type: "azurerm_api_management_backend", importId: `${SERVICE}/backends/{name}` },
  apimFunctionKey: templateDeployment,
  apimProduct: { type: "azurerm_api_management_product", importId: `${SERVICE}/products/{product_id}` },
  apimProductApis: {
    type: "azurerm_api_management_product_api",
    importId: `${SERVICE}/products/{product_id}/apis/{api_name}`,
  },
  apimLogger: { type: "azurerm_api_management_logger", importId: `${SERVICE}/loggers/{name}` },
  apimDiagnostics: {
    type: "azurerm_api_management_api_diagnostic",
    importId: `${API}/diagnostics/{identifier}`,
  },
  privateDnsRecords: {
    type: "azurerm_private_dns_a_record",
    importId: inGroup("Microsoft.Network/privateDnsZones/{zone_name}/A/{name}"),
  },
};
