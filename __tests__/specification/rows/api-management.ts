import type { Chapter, Proof } from "./row";

const SERVICE = "platform: azurerm_api_management.apim";
const LOGGER = "workloads: azurerm_api_management_logger.apim_logger";
const API = "workloads: azurerm_api_management_api.apim_api_v1";
const POLICY = "workloads: azurerm_api_management_api_policy.apim_api_policy_v1";
const BACKEND = "workloads: azurerm_api_management_backend.apim_backend";
const TIER = "API Management has the tier of its environment, and is inside of its subnet";
const NUMBERS: Proof = [
  "services/api-management/policies/documents",
  "the documents of an API have the numbers of %s",
];

export const apiManagement: Chapter = {
  title: "9. API Management (Production)",
  rows: [
    {
      says: "`sku: { name: … 'Premium', capacity: 1 }` in production",
      option: "optional.apim.sku.name",
      on: ["prod with everything"],
      carriedBy: [SERVICE],
      has: { sku_name: "Premium_1" },
      property: "apim",
      proof: ["services/api-management/network", TIER],
    },
    {
      says: "`sku: { name: … 'Developer', capacity: 1 }` otherwise",
      option: "optional.apim.sku.name",
      on: ["dev with everything", "custom call"],
      carriedBy: [SERVICE],
      has: { sku_name: "Developer_1" },
      proof: [
        "services/api-management/service",
        "API Management outside of the network has a gateway on the internet, and no resource in a network",
      ],
    },
    {
      says: "`publisherName: organization`",
      option: "optional.apim.publisherName",
      on: ["prod with everything"],
      carriedBy: [SERVICE],
      has: { publisher_name: "Contoso" },
      proof: [
        "services/api-management/service",
        "the context of cdktf.json sets the publisher, and the options override it",
      ],
    },
    {
      says: "`publisherEmail: 'api@company.com'`",
      option: "optional.apim.publisherEmail",
      on: ["prod with everything"],
      carriedBy: [SERVICE],
      has: { publisher_email: "api@company.com" },
      proof: [
        "services/api-management/service",
        "the context of cdktf.json sets the publisher, and the options override it",
      ],
    },
    {
      says: "`virtualNetworkType: 'Internal'`",
      option: "optional.apim.virtualNetworkType",
      on: ["prod with everything", "custom call"],
      carriedBy: [SERVICE],
      has: { virtual_network_type: "Internal" },
      proof: ["services/api-management/network", TIER],
    },
    {
      says: "`virtualNetworkType: 'Internal'`",
      option: "optional.apim.virtualNetworkType",
      on: ["dev with everything"],
      carriedBy: [SERVICE],
      hasNo: ["virtual_network_type", "virtual_network_configuration"],
      proof: [
        "services/api-management/service",
        "API Management outside of the network has a gateway on the internet, and no resource in a network",
      ],
      differs: "`virtualNetworkType: 'Internal'`, always",
    },
    {
      says: "`subnetResourceId: vnet.subnets.find(s => s.name === 'apim').id`",
      option: "external.vnet.subnets",
      on: ["prod with everything"],
      carriedBy: [SERVICE],
      contains: { "virtual_network_configuration.subnet_id": "networking_apim_subnet_id" },
      proof: ["services/api-management/network", TIER],
    },
    {
      says: "`loggers: [{ name: 'apim-logger' }]`",
      option: "transform.apimLogger",
      on: ["prod with everything"],
      carriedBy: [LOGGER],
      has: { name: "application-insights" },
      proof: [
        "services/api-management/policies",
        "logs of API Management go to Application Insights, by the identity of API Management",
      ],
      differs: "names `function-delegation`, `cosmos-connection`, `apim-logger` and the like",
    },
    {
      says: "`loggers: [{ resourceId: appInsights.id }]`",
      option: "optional.apim.logging.applicationInsights",
      on: ["prod with everything"],
      carriedBy: [LOGGER],
      has: { resource_id: "${azurerm_application_insights.app_insights.id}" },
      proof: [
        "services/api-management/policies",
        "logs of API Management go to Application Insights, by the identity of API Management",
      ],
    },
    {
      says: "… and what is sent to it",
      option: "optional.apim.logging.samplingPercentage",
      on: ["prod with everything"],
      carriedBy: ["workloads: azurerm_api_management_api_diagnostic.apim_api_diagnostic_v1"],
      has: {
        identifier: "applicationinsights",
        api_management_logger_id: "${azurerm_api_management_logger.apim_logger.id}",
        sampling_percentage: 100,
      },
      proof: [
        "services/api-management/policies",
        "logs of API Management go to Application Insights, by the identity of API Management",
      ],
      differs: "`loggers` of the service",
    },
    {
      says: "`apim.importFunctionApp(functionApp, …)`",
      option: "optional.apim.versions.<name>.components",
      on: ["prod with everything"],
      carriedBy: [
        "workloads: azurerm_api_management_api_operation.apim_api_v1_operation_feedback-create",
        "workloads: azurerm_api_management_api_operation.apim_api_v1_operation_feedback-delete",
        "workloads: azurerm_api_management_api_operation.apim_api_v1_operation_feedback-list",
        "workloads: azurerm_api_management_api_operation.apim_api_v1_operation_feedback-read",
        "workloads: azurerm_api_management_api_operation.apim_api_v1_operation_feedback-update",
      ],
      has: { api_name: "${azurerm_api_management_api.apim_api_v1.name}" },
      proof: [
        "services/api-management/api",
        "the operations of an API are the routes of its components, called as their entity is",
      ],
      differs: "`importFunctionApp`",
    },
    {
      says: "… of that function app",
      option: "transform.apimBackend",
      on: ["prod with everything"],
      carriedBy: [BACKEND],
      has: { url: "https://${azurerm_windows_function_app.function_app.default_hostname}/api" },
      proof: [
        "services/api-management/api",
        "the backend of an API is the function app by its own address, without a key before a first release",
      ],
      differs: "the function's key",
    },
    {
      says: "`path: 'api'`",
      option: "optional.apim.path",
      on: ["prod with everything"],
      carriedBy: [API],
      has: { path: "api", version: "v1" },
      proof: [
        "services/api-management/api",
        "an API has a path with a version in it, and needs a subscription",
      ],
      differs: "`path: 'api'`",
    },
    {
      says: "`rateLimiting: { calls: 1000, renewalPeriod: 60 }`",
      option: "optional.apim.policies.rateLimiting",
      on: ["prod with everything", "dev with everything"],
      carriedBy: [POLICY],
      contains: { xml_content: '<rate-limit-by-key calls="1000" renewal-period="60"' },
      proof: NUMBERS,
      differs: "rate limit of a subscription",
    },
    {
      says: "`caching: { duration: 60 }`",
      option: "optional.apim.policies.caching",
      on: ["prod with everything", "dev with everything"],
      carriedBy: [POLICY],
      contains: { xml_content: '<cache-store duration="60" />' },
      proof: NUMBERS,
      differs: "responses cached for everybody",
    },
    {
      says: "`authentication: { type: 'jwt', audience: 'api://backend' }`",
      option: "optional.apim.policies.authentication",
      on: ["prod with everything", "dev with everything"],
      carriedBy: [POLICY],
      contains: { xml_content: "<audience>api://backend</audience>" },
      proof: NUMBERS,
    },
    {
      says: "Single entry point for all APIs",
      option: "functionApp.publicNetworkAccess",
      on: ["prod with everything"],
      carriedBy: ["workloads: azurerm_windows_function_app.function_app"],
      has: { public_network_access_enabled: false },
      proof: [
        "services/api-management/network",
        "the function app behind API Management is closed, and reached by its private endpoint",
      ],
      differs: "API Management in front, and the function app open",
    },
    {
      says: "Rate limiting and throttling",
      option: "optional.apim.policies.rateLimiting.calls",
      on: ["prod with everything"],
      carriedBy: [POLICY],
      contains: { xml_content: "counter-key=" },
      proof: ["services/api-management/policies/documents", "limits count by %s where that is chosen"],
      differs: "rate limit of a subscription",
    },
    {
      says: "Response caching",
      option: "optional.apim.policies.caching.duration",
      on: ["prod with everything"],
      carriedBy: [POLICY],
      contains: { xml_content: "<vary-by-header>Authorization</vary-by-header>" },
      proof: [
        "services/api-management/policies/documents",
        "the cache varies by Authorization once, whatever the spelling of the header",
      ],
      differs: "responses cached for everybody",
    },
    {
      says: "Request/response transformation",
      option: "optional.apim.policies.rewrites.inbound",
      on: ["prod with everything"],
      carriedBy: [POLICY],
      contains: { xml_content: '<set-header name="X-Served-By" exists-action="override">' },
      proof: [
        "services/api-management/policies/documents",
        "the document sends calls to a backend before the API's rewrites",
      ],
    },
    {
      says: "API versioning",
      option: "optional.apim.versioning.scheme",
      on: ["prod with everything"],
      carriedBy: ["workloads: azurerm_api_management_api_version_set.apim_version_set"],
      has: { versioning_scheme: "Segment" },
      proof: [
        "services/api-management/api",
        "an API has several versions, each with the components that it names",
      ],
    },
    {
      says: "Developer portal",
      option: "optional.apim.developerPortal.signIn",
      on: ["prod with everything"],
      carriedBy: [SERVICE],
      has: { "sign_in.enabled": true, "sign_up.enabled": false },
      proof: ["services/api-management/network", TIER],
    },
    {
      says: "… found within the network",
      option: "optional.apim.privateDns",
      on: ["prod with everything"],
      carriedBy: ["platform: azurerm_private_dns_a_record.apim_private_dns_record_developer_portal"],
      has: { records: "${azurerm_api_management.apim.private_ip_addresses}" },
      proof: [
        "services/api-management/network",
        "each host of API Management has its own zone, link and record, which hide no other host",
      ],
    },
  ],
};
