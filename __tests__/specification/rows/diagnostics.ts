import type { Carrier, Chapter, Row } from "./row";
import { serviceBusElsewhere } from "./service-bus";

const SETTING = "azurerm_monitor_diagnostic_setting";
const FUNCTION_APP = `workloads: ${SETTING}.function_app_diagnostics` as const;
const COSMOS = `platform: ${SETTING}.cosmos_diagnostics` as const;
const VAULT = `platform: ${SETTING}.key_vault_diagnostics` as const;
const APIM = `platform: ${SETTING}.apim_diagnostics` as const;
const STORAGE_SERVICES = ["blob", "queue", "table"].map(
  (service): Carrier => `platform: ${SETTING}.storage_${service}_diagnostics`,
);
const EVERYTHING = "each resource sends its logs and metrics, and nothing else";
const CATEGORIES = "log category `AllMetrics`, `FunctionAppLogs` for everything, retention in each setting";

export const diagnostics: Chapter = {
  title: "Diagnostic Settings (All Resources)",
  rows: [
    {
      says: "`name: 'default'`",
      option: "transform.diagnosticSettings",
      on: ["dev", "prod"],
      carriedBy: [FUNCTION_APP, COSMOS, VAULT, ...STORAGE_SERVICES],
      has: { name: "default" },
      proof: [
        "stacks/diagnostic-settings",
        "diagnostic settings send the logs and metrics of a resource to the workspace",
      ],
    },
    {
      says: "`targetResourceId: resource.id`",
      on: ["dev", "prod"],
      carriedBy: [VAULT],
      has: { target_resource_id: "${azurerm_key_vault.key_vault.id}" },
      proof: [
        "stacks/diagnostic-settings",
        "diagnostic settings send the logs and metrics of a resource to the workspace",
      ],
    },
    {
      says: "`workspaceId: logAnalytics.id`, in the stack of the workspace",
      option: "external.logAnalytics",
      on: ["dev", "prod"],
      carriedBy: [COSMOS, VAULT, ...STORAGE_SERVICES],
      has: { log_analytics_workspace_id: "${azurerm_log_analytics_workspace.log_analytics.id}" },
      proof: [
        "stacks/diagnostics",
        "each setting sends to the workspace, from the workspace's stack or a later one",
      ],
    },
    {
      says: "… and in the stack after it",
      option: "external.logAnalytics",
      on: ["dev", "prod"],
      carriedBy: [FUNCTION_APP],
      has: {
        log_analytics_workspace_id: "${data.terraform_remote_state.platform.outputs.logs_workspace_id}",
      },
      proof: [
        "stacks/diagnostics",
        "each setting sends to the workspace, from the workspace's stack or a later one",
      ],
    },
    {
      says: "`logs: [{ category: 'FunctionAppLogs', enabled: true }]`",
      option: "logs.diagnostics.FunctionAppLogs",
      on: ["dev", "prod"],
      carriedBy: [FUNCTION_APP],
      has: { enabled_log: [{ category: "FunctionAppLogs" }] },
      proof: ["stacks/diagnostics", "the type %s sends %j"],
    },
    {
      says: "`logs: [{ category: 'AllMetrics', enabled: true }]`",
      option: "logs.diagnostics.AllMetrics",
      on: ["dev", "prod"],
      carriedBy: [FUNCTION_APP],
      hasNo: ["enabled_log.1"],
      proof: ["stacks/diagnostics", EVERYTHING],
      differs: CATEGORIES,
    },
    {
      says: "`retentionDays: 30` of each category",
      option: "logRetention",
      on: ["dev", "prod"],
      carriedBy: [FUNCTION_APP, COSMOS, VAULT],
      hasNo: ["enabled_log.0.retention_policy"],
      proof: ["specification/access", "logs are kept for as long as %s says"],
      differs: CATEGORIES,
    },
    {
      says: "`metrics: [{ category: 'AllMetrics', enabled: true }]`",
      option: "logs.diagnostics.AllMetrics",
      on: ["dev", "prod"],
      carriedBy: [FUNCTION_APP, VAULT],
      has: { enabled_metric: [{ category: "AllMetrics" }] },
      proof: ["stacks/diagnostics", "the type %s sends %j"],
    },
    appliedTo("Function App", [FUNCTION_APP], ["FunctionAppLogs"]),
    appliedTo("Storage Account", STORAGE_SERVICES, ["StorageRead", "StorageWrite", "StorageDelete"]),
    {
      says: "Applied to: Storage Account, its metrics",
      option: "logs.diagnostics.Transaction",
      on: ["dev", "prod"],
      carriedBy: [`platform: ${SETTING}.storage_diagnostics`, ...STORAGE_SERVICES],
      has: { enabled_metric: [{ category: "Transaction" }, { category: "Capacity" }] },
      proof: [
        "stacks/diagnostics",
        "storage sends metrics from the account, and logs from each of its services",
      ],
    },
    appliedTo(
      "Cosmos DB",
      [COSMOS],
      [
        "DataPlaneRequests",
        "QueryRuntimeStatistics",
        "PartitionKeyStatistics",
        "PartitionKeyRUConsumption",
        "ControlPlaneRequests",
      ],
    ),
    {
      says: "… in tables of its own",
      on: ["dev", "prod"],
      carriedBy: [COSMOS],
      has: { log_analytics_destination_type: "Dedicated" },
      proof: ["stacks/diagnostics", "only Cosmos DB has tables of its own in the workspace"],
    },
    appliedTo("Key Vault", [VAULT], ["AuditEvent", "AzurePolicyEvaluationDetails"]),
    {
      says: "Applied to: API Management",
      option: "logs.diagnostics.GatewayLogs",
      on: ["prod with everything"],
      carriedBy: [APIM],
      has: {
        enabled_log: [
          { category: "GatewayLogs" },
          { category: "WebSocketConnectionLogs" },
          { category: "DeveloperPortalAuditLogs" },
        ],
        enabled_metric: [{ category: "AllMetrics" }],
      },
      proof: [
        "services/api-management/service",
        "API Management sends its logs and metrics, except for Consumption, which has none",
      ],
    },
    serviceBusElsewhere.diagnostics,
    {
      says: "… and every other resource that has any",
      option: "logs.diagnostics",
      on: ["prod"],
      carriedBy: [
        `platform: ${SETTING}.log_analytics_diagnostics`,
        `platform: ${SETTING}.vnet_diagnostics`,
        `platform: ${SETTING}.nsg_functions_diagnostics`,
        `workloads: ${SETTING}.service_plan_diagnostics`,
        `workloads: ${SETTING}.function_app_staging_diagnostics`,
      ],
      has: { name: "default" },
      proof: ["stacks/diagnostics", "each type of resource is in the table, or known to send none"],
    },
  ],
};

function appliedTo(what: string, carriedBy: readonly Carrier[], categories: readonly string[]): Row {
  return {
    says: `Applied to: ${what}`,
    option: `logs.diagnostics.${categories[0] ?? ""}`,
    on: ["dev", "prod"],
    carriedBy,
    has: { enabled_log: categories.map((category) => ({ category })) },
    proof: ["stacks/diagnostics", "the type %s sends %j"],
  };
}
