import type { Chapter } from "./row";

export const philosophy: Chapter = {
  title: "Philosophy: every backend should include",
  rows: [
    {
      says: "1. Core compute and storage: Function App, Storage",
      on: ["dev", "prod"],
      carriedBy: [
        "workloads: azurerm_windows_function_app.function_app",
        "platform: azurerm_storage_account.storage",
      ],
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "2. Observability: logging and monitoring",
      option: "logs.diagnostics",
      on: ["dev", "prod"],
      carriedBy: [
        "platform: azurerm_log_analytics_workspace.log_analytics",
        "workloads: azurerm_application_insights.app_insights",
      ],
      proof: ["stacks/diagnostics", "each resource sends its logs and metrics, and nothing else"],
    },
    {
      says: "3. Security: secrets management",
      option: "keyVault.secrets",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_key_vault.key_vault"],
      has: { rbac_authorization_enabled: true },
      proof: [
        "policies/policies",
        "no backend has a resource of secrets or role definitions that a check would read",
      ],
    },
    {
      says: "3. Security: identity",
      on: ["dev", "prod"],
      carriedBy: ["workloads: azurerm_windows_function_app.function_app"],
      has: { "identity.type": "SystemAssigned" },
      proof: ["policies/policies", "telemetry and logs accept no keys"],
    },
    {
      says: "3. Security: encryption, at rest",
      option: "transform.storage",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_storage_account.storage"],
      has: { infrastructure_encryption_enabled: true },
      proof: [
        "services/storage/build",
        "a storage account is explicitly closed to keys, anonymous readers and plain HTTP",
      ],
    },
    {
      says: "3. Security: encryption, on the way",
      option: "transform.functionApp",
      on: ["dev", "prod"],
      carriedBy: ["workloads: azurerm_windows_function_app.function_app"],
      has: { https_only: true, "site_config.minimum_tls_version": "1.2" },
      proof: ["policies/policies", "the deployment site of an app is as closed as the app"],
    },
    {
      says: "4. Data: database with proper configuration",
      option: "cosmos.mode",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_cosmosdb_account.cosmos"],
      has: { "consistency_policy.consistency_level": "Session", minimal_tls_version: "Tls12" },
      proof: ["services/cosmos/build", "an account takes Entra identities only, over TLS 1.2"],
    },
    {
      says: "5. Async processing: queues for background tasks",
      option: "storage.queues",
      on: ["dev", "prod"],
      carriedBy: ["platform: azurerm_storage_queue.storage_queue_tasks"],
      has: { name: "tasks" },
      proof: ["components/triggers", "a queue processor takes a queue that the backend has already"],
    },
  ],
};
