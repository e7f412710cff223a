import { cdnElsewhere } from "./cdn";
import { redisElsewhere } from "./redis";
import type { Carrier, Chapter, Proof, Row } from "./row";
import { serviceBusElsewhere } from "./service-bus";

const STEPS = "one construct, built in nine steps";
/** The page has every property of `Backend` with its type. */
const TYPED: Proof = ["repository/package", "docs/reference/api.md is what `npm run generate` writes"];
const ORDER = "the manifest has the stacks in the order in which they are deployed";

export const backendClass: Chapter = {
  title: "Implementation in Backend Class",
  rows: [
    {
      says: "`class Backend extends Construct`",
      option: "app",
      on: ["dev", "prod"],
      carriedBy: [
        "network: azurerm_resource_group.resource_group",
        "platform: azurerm_resource_group.resource_group",
        "workloads: azurerm_resource_group.resource_group",
      ],
      proof: ["stacks/cross-stack", "the stacks are named after project, environment and role"],
      differs: "`class Backend extends Construct`",
    },
    field("functionApp", "FunctionApp", "workloads: azurerm_windows_function_app.function_app"),
    field("storage", "StorageAccount", "platform: azurerm_storage_account.storage"),
    field("cosmos", "DatabaseAccount", "platform: azurerm_cosmosdb_account.cosmos"),
    field("appInsights", "ApplicationInsights", "workloads: azurerm_application_insights.app_insights"),
    field(
      "logAnalytics",
      "OperationalInsightsWorkspace",
      "platform: azurerm_log_analytics_workspace.log_analytics",
    ),
    field("keyVault", "Vault", "platform: azurerm_key_vault.key_vault"),
    {
      says: "`readonly vnet?: VirtualNetwork`",
      option: "networking.vnet",
      on: ["prod"],
      carriedBy: ["network: azurerm_virtual_network.vnet"],
      property: "vnet",
      proof: TYPED,
    },
    {
      says: "… undefined where there is none",
      option: "networking.vnet",
      on: ["dev"],
      without: ["network: azurerm_virtual_network.vnet"],
      property: "vnet",
      proof: ["specification/opt-out", "the opt-out call makes no network, and none of the three services"],
    },
    {
      says: "`readonly apim?: ApiManagementService`",
      option: "optional.apim",
      on: ["prod with everything"],
      carriedBy: ["platform: azurerm_api_management.apim"],
      property: "apim",
      proof: ["services/api-management/service", "the switch of API Management can be written as %s"],
    },
    serviceBusElsewhere.field,
    redisElsewhere.field,
    cdnElsewhere.field,
    step("1. Create observability first", [
      "platform: azurerm_log_analytics_workspace.log_analytics",
      "workloads: azurerm_application_insights.app_insights",
    ]),
    {
      says: "2. Create networking: `if (config.networking?.vnet !== false)`",
      option: "networking.vnet",
      on: ["dev"],
      without: ["network: azurerm_virtual_network.vnet"],
      proof: [
        "services/networking/configurations",
        "a backend without a network has no resource or argument of one",
      ],
      differs: "`networking?.vnet !== false` gives dev a network too",
    },
    step("2. Create networking (if enabled)", ["network: azurerm_virtual_network.vnet"], ["prod"]),
    step("3. Create security", ["platform: azurerm_key_vault.key_vault"]),
    step("4. Create data layer", [
      "platform: azurerm_cosmosdb_account.cosmos",
      "platform: azurerm_storage_account.storage",
    ]),
    step("5. Create compute", ["workloads: azurerm_windows_function_app.function_app"]),
    step("6. Configure managed identity and RBAC", [
      "workloads: azurerm_role_assignment.function_app_storage_blob_data_owner_uploads",
      "workloads: azurerm_cosmosdb_sql_role_assignment.function_app_cosmos_data_contributor_feedback",
    ]),
    step(
      "7. Optional services: API Management",
      ["platform: azurerm_api_management.apim"],
      ["prod with everything"],
    ),
    serviceBusElsewhere.step,
    step("8. Configure diagnostics for all resources", [
      "platform: azurerm_monitor_diagnostic_setting.cosmos_diagnostics",
      "workloads: azurerm_monitor_diagnostic_setting.function_app_diagnostics",
    ]),
    step(
      "9. Set up monitoring and alerts (prod only)",
      [
        "platform: azurerm_monitor_metric_alert.alert_cosmos_ru",
        "workloads: azurerm_monitor_metric_alert.alert_function_errors",
      ],
      ["prod"],
    ),
  ],
};

function field(property: string, type: string, carrier: Carrier): Row {
  return {
    says: `\`readonly ${property}: ${type}\``,
    on: ["dev", "prod"],
    carriedBy: [carrier],
    property,
    proof: TYPED,
  };
}

function step(says: string, carriedBy: readonly Carrier[], on: Row["on"] = ["dev", "prod"]): Row {
  return { says, on, carriedBy, proof: ["stacks/cross-stack", ORDER], differs: STEPS };
}
