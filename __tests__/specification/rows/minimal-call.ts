import type { Chapter } from "./row";

const WRITTEN = "the minimal call with BACKEND_ENVIRONMENT %s writes the stacks of %s";

export const minimalCall: Chapter = {
  title: "Minimal (All Defaults)",
  rows: [
    {
      says: "`defineBackend({ feedbackApi, processUploadFunction })`",
      option: "environment",
      on: ["dev", "prod"],
      carriedBy: [
        "network: azurerm_resource_group.resource_group",
        "platform: azurerm_resource_group.resource_group",
        "workloads: azurerm_resource_group.resource_group",
      ],
      proof: ["decide/environments/ambient", WRITTEN],
    },
    {
      says: "`feedbackApi`",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_cosmosdb_sql_container.cosmos_container_feedback"],
      has: { name: "feedback" },
      proof: ["components/declarations", "a CRUD API needs a Cosmos DB container with its partition key"],
    },
    {
      says: "`processUploadFunction`",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_storage_container.storage_container_uploads"],
      has: { name: "uploads" },
      proof: [
        "components/declarations",
        "a component with a blob trigger needs a private blob container, beside the standard ones",
      ],
    },
    {
      says: "Function App (Consumption…",
      option: "functionApp.plan",
      on: ["dev"],
      carriedBy: ["workloads: azurerm_service_plan.service_plan"],
      has: { sku_name: "Y1" },
      proof: ["decide/environments/ambient", WRITTEN],
    },
    {
      says: "… /Premium based on environment)",
      option: "functionApp.plan",
      on: ["prod"],
      carriedBy: ["workloads: azurerm_service_plan.service_plan"],
      has: { sku_name: "EP1" },
      proof: ["decide/environments/ambient", WRITTEN],
    },
    {
      says: "Storage Account (with containers and queues)",
      option: "storage.containers",
      on: ["dev", "prod"],
      carriedBy: [
        "platform: azurerm_storage_container.storage_container_function-packages",
        "platform: azurerm_storage_container.storage_container_uploads",
        "platform: azurerm_storage_container.storage_container_assets",
        "platform: azurerm_storage_queue.storage_queue_tasks",
        "platform: azurerm_storage_queue.storage_queue_notifications",
        "platform: azurerm_storage_queue.storage_queue_deadletter",
      ],
      has: { storage_account_id: "${azurerm_storage_account.storage.id}" },
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "Cosmos DB (Serverless…",
      option: "cosmos.mode",
      on: ["dev"],
      carriedBy: ["platform: azurerm_cosmosdb_account.cosmos"],
      has: { "capabilities.0.name": "EnableServerless" },
      proof: ["specification/data", "Cosmos DB is serverless in dev"],
    },
    {
      says: "… /Autoscale based on environment)",
      option: "cosmos.mode",
      on: ["prod"],
      carriedBy: ["platform: azurerm_cosmosdb_sql_database.cosmos_database"],
      has: { "autoscale_settings.max_throughput": 4000 },
      proof: ["specification/data", "Cosmos DB scales up to 4000 RU/s on the database in prod"],
    },
    {
      says: "Application Insights + Log Analytics",
      option: "logs.retentionInDays",
      on: ["dev", "prod"],
      carriedBy: [
        "workloads: azurerm_application_insights.app_insights",
        "platform: azurerm_log_analytics_workspace.log_analytics",
      ],
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "Key Vault",
      option: "keyVault.secrets",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_key_vault.key_vault"],
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "Managed Identity + RBAC",
      on: ["dev", "prod"],
      carriedBy: [
        "workloads: azurerm_role_assignment.function_app_storage_blob_data_owner_uploads",
        "workloads: azurerm_cosmosdb_sql_role_assignment.function_app_cosmos_data_contributor_feedback",
      ],
      has: { principal_id: "${azurerm_windows_function_app.function_app.identity[0].principal_id}" },
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "VNet + Private Endpoints (prod only by default)",
      option: "networking.vnet",
      on: ["prod"],
      carriedBy: [
        "network: azurerm_virtual_network.vnet",
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
        "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
        "platform: azurerm_private_endpoint.private_endpoint_storage_queue",
        "platform: azurerm_private_endpoint.private_endpoint_storage_table",
        "platform: azurerm_private_endpoint.private_endpoint_key_vault",
      ],
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "… and not in dev",
      option: "networking.vnet",
      on: ["dev"],
      without: [
        "network: azurerm_virtual_network.vnet",
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
      ],
      proof: [
        "services/networking/configurations",
        "a backend without a network has no resource or argument of one",
      ],
    },
  ],
};
