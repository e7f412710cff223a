import type { Chapter } from "./row";

const WORKSPACE = "platform: azurerm_log_analytics_workspace.log_analytics";
const INSIGHTS = "workloads: azurerm_application_insights.app_insights";
const APP = "workloads: azurerm_windows_function_app.function_app";

export const logs: Chapter = {
  title: "3. Application Insights + Log Analytics",
  rows: [
    {
      says: "`sku: { name: 'PerGB2018' }`",
      option: "transform.logAnalytics",
      on: ["dev", "prod"],
      carriedBy: [WORKSPACE],
      has: { sku: "PerGB2018" },
      proof: [
        "services/cosmos/build",
        "a workspace takes no shared keys and lets readers of a resource read its logs",
      ],
    },
    {
      says: "`retentionInDays: … 90` of the workspace in production",
      option: "logs.retentionInDays",
      on: ["prod"],
      carriedBy: [WORKSPACE],
      has: { retention_in_days: 90 },
      proof: ["specification/access", "logs are kept for 30 days in dev and 90 in prod"],
    },
    {
      says: "`retentionInDays: … 30` of the workspace otherwise",
      option: "logs.retentionInDays",
      on: ["dev"],
      carriedBy: [WORKSPACE],
      has: { retention_in_days: 30 },
      proof: ["specification/access", "logs are kept for 30 days in dev and 90 in prod"],
    },
    {
      says: "`enableLogAccessUsingOnlyResourcePermissions: true`",
      option: "transform.logAnalytics",
      on: ["dev", "prod"],
      carriedBy: [WORKSPACE],
      has: { allow_resource_only_permissions: true },
      proof: [
        "services/cosmos/build",
        "a workspace takes no shared keys and lets readers of a resource read its logs",
      ],
    },
    {
      says: "`applicationType: 'web'`",
      option: "transform.appInsights",
      on: ["dev", "prod"],
      carriedBy: [INSIGHTS],
      has: { application_type: "web" },
      proof: [
        "services/cosmos/build",
        "Application Insights is based on the workspace and takes no instrumentation key",
      ],
    },
    {
      says: "`workspaceResourceId: logAnalytics.id`",
      option: "external.logAnalytics",
      on: ["dev", "prod"],
      carriedBy: [INSIGHTS],
      contains: { workspace_id: "logs_workspace_id" },
      proof: [
        "services/cosmos/build",
        "Application Insights is based on the workspace and takes no instrumentation key",
      ],
    },
    {
      says: "`samplingPercentage: … 100` in production",
      option: "logs.samplingPercentage",
      on: ["prod"],
      carriedBy: [INSIGHTS],
      has: { sampling_percentage: 100 },
      proof: ["specification/access", "logs of %s are sampled as the specification says"],
    },
    {
      says: "`samplingPercentage: … 20` otherwise",
      option: "logs.samplingPercentage",
      on: ["dev"],
      carriedBy: [INSIGHTS],
      has: { sampling_percentage: 20 },
      proof: ["specification/access", "logs of %s are sampled as the specification says"],
    },
    {
      says: "`retentionInDays: … 90` of Application Insights in production",
      option: "logs.retentionInDays",
      on: ["prod"],
      carriedBy: [INSIGHTS],
      has: { retention_in_days: 90 },
      proof: ["specification/access", "logs are kept for 30 days in dev and 90 in prod"],
    },
    {
      says: "`retentionInDays: … 30` of Application Insights otherwise",
      option: "logs.retentionInDays",
      on: ["dev"],
      carriedBy: [INSIGHTS],
      has: { retention_in_days: 30 },
      proof: ["specification/access", "logs are kept for 30 days in dev and 90 in prod"],
    },
    {
      says: "`functionApp.settings.APPLICATIONINSIGHTS_CONNECTION_STRING = appInsights.connectionString`",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: {
        "site_config.application_insights_connection_string":
          "${azurerm_application_insights.app_insights.connection_string}",
      },
      hasNo: ["app_settings.APPLICATIONINSIGHTS_CONNECTION_STRING"],
      proof: ["specification/access", "Application Insights of %s takes telemetry by identity only"],
      differs:
        "`FUNCTIONS_WORKER_RUNTIME`, `WEBSITE_NODE_DEFAULT_VERSION`, `APPLICATIONINSIGHTS_CONNECTION_STRING` as app settings",
    },
    {
      says: "Application Insights for distributed tracing, metrics, and errors",
      on: ["dev", "prod"],
      carriedBy: ["workloads: azurerm_role_assignment.function_app_monitoring_metrics_publisher"],
      has: {
        role_definition_name: "Monitoring Metrics Publisher",
        scope: "${azurerm_application_insights.app_insights.id}",
      },
      proof: ["specification/access", "Application Insights of %s takes telemetry by identity only"],
      differs: "keys and local authentication as Azure has them",
    },
    {
      says: "Log Analytics for centralized log aggregation",
      option: "logs.diagnostics",
      on: ["dev", "prod"],
      carriedBy: [
        "platform: azurerm_monitor_diagnostic_setting.cosmos_diagnostics",
        "platform: azurerm_monitor_diagnostic_setting.storage_blob_diagnostics",
        "platform: azurerm_monitor_diagnostic_setting.key_vault_diagnostics",
      ],
      has: { log_analytics_workspace_id: "${azurerm_log_analytics_workspace.log_analytics.id}" },
      proof: [
        "stacks/diagnostics",
        "each setting sends to the workspace, from the workspace's stack or a later one",
      ],
    },
    {
      says: "Essential for troubleshooting production issues",
      option: "monitoring.savedQueries",
      on: ["prod"],
      carriedBy: ["platform: azurerm_log_analytics_query_pack.query_pack"],
      proof: [
        "services/monitoring/saved-queries",
        "the query pack is in prod with every query, and is published by name",
      ],
    },
    {
      says: "Query across all services with KQL",
      option: "monitoring.savedQueries",
      on: ["prod"],
      carriedBy: [
        "platform: azurerm_log_analytics_query_pack_query.saved_query_function-failures",
        "platform: azurerm_log_analytics_query_pack_query.saved_query_cosmos-throttling",
        "platform: azurerm_log_analytics_query_pack_query.saved_query_storage-failures",
        "platform: azurerm_log_analytics_query_pack_query.saved_query_key-vault-refusals",
      ],
      contains: { body: "| summarize" },
      proof: ["services/monitoring/saved-queries", "there is a saved query for each service"],
    },
  ],
};
