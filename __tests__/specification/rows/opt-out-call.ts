import type { Chapter } from "./row";

const APP = "workloads: azurerm_windows_function_app.function_app";
const FINDS = "the opt-out call makes the app, which is connected to all three and has access";
const MAKES = "the opt-out call makes no network, and none of the three services";
const SHARED = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-shared/providers";

export const optOutCall: Chapter = {
  title: "Opt-Out of Defaults",
  rows: [
    {
      says: "`defineBackend({ feedbackApi }, …)`",
      on: ["opt-out call"],
      carriedBy: [APP],
      has: { "app_settings.FEEDBACK_COSMOS_CONTAINER": "feedback" },
      property: "functionApp",
      proof: ["specification/opt-out", FINDS],
    },
    {
      says: "`defaults: { vnet: false }`",
      option: "defaults.vnet",
      on: ["opt-out call"],
      without: ["network: azurerm_virtual_network.vnet"],
      property: "vnet",
      proof: ["specification/opt-out", MAKES],
      differs: "one switch in `networking`, `defaults` and `optional`",
    },
    {
      says: "`defaults: { privateEndpoints: false }`, public endpoints only",
      option: "defaults.privateEndpoints",
      on: ["opt-out call"],
      carriedBy: [APP],
      has: { public_network_access_enabled: true },
      without: [
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
        "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
        "platform: azurerm_private_endpoint.private_endpoint_key_vault",
      ],
      proof: ["specification/opt-out", MAKES],
    },
    {
      says: "`external: { cosmos: existingCosmosAccount }`",
      option: "external.cosmos",
      on: ["opt-out call"],
      carriedBy: [
        "workloads: azurerm_cosmosdb_sql_role_assignment.function_app_cosmos_data_contributor_feedback",
      ],
      has: {
        scope: `${SHARED}/Microsoft.DocumentDB/databaseAccounts/cosmos-shared/dbs/feedback-db/colls/feedback`,
      },
      proof: ["specification/opt-out", FINDS],
    },
    {
      says: "… instead of one that is made",
      option: "external.cosmos",
      on: ["opt-out call"],
      without: ["platform: azurerm_cosmosdb_account.cosmos"],
      property: "cosmos",
      proof: ["specification/opt-out", MAKES],
    },
    {
      says: "`external: { storage: existingStorageAccount }`",
      option: "external.storage",
      on: ["opt-out call"],
      carriedBy: [
        "workloads: azurerm_role_assignment.function_app_storage_blob_data_reader_function-packages",
      ],
      has: {
        scope: `${SHARED}/Microsoft.Storage/storageAccounts/stshared/blobServices/default/containers/function-packages`,
      },
      proof: ["specification/opt-out", FINDS],
    },
    {
      says: "… instead of one that is made",
      option: "external.storage",
      on: ["opt-out call"],
      without: ["platform: azurerm_storage_account.storage"],
      property: "storage",
      proof: ["specification/opt-out", MAKES],
    },
    {
      says: "`external: { keyVault: existingKeyVault }`",
      option: "external.keyVault",
      on: ["opt-out call"],
      carriedBy: [APP],
      has: { "app_settings.KEY_VAULT_URI": "https://kv-shared.vault.azure.net/" },
      proof: ["specification/opt-out", FINDS],
    },
    {
      says: "… instead of one that is made",
      option: "external.keyVault",
      on: ["opt-out call"],
      without: ["platform: azurerm_key_vault.key_vault"],
      property: "keyVault",
      proof: ["specification/opt-out", MAKES],
    },
    {
      says: "… of which alerts are not spoken",
      option: "monitoring.alerts",
      on: ["opt-out call"],
      without: [
        "platform: azurerm_monitor_metric_alert.alert_cosmos_ru",
        "platform: azurerm_monitor_metric_alert.alert_storage_latency",
        "platform: azurerm_monitor_metric_alert.alert_key_vault_availability",
      ],
      proof: ["services/monitoring/service", "an existing resource is watched by its owner, with a note"],
      differs: "alerts on everything",
    },
    {
      says: "… nor diagnostics",
      option: "external.storage",
      on: ["opt-out call"],
      without: [
        "platform: azurerm_monitor_diagnostic_setting.cosmos_diagnostics",
        "platform: azurerm_monitor_diagnostic_setting.storage_diagnostics",
        "platform: azurerm_monitor_diagnostic_setting.key_vault_diagnostics",
      ],
      proof: [
        "decide/existing/resources",
        "an existing resource is not made, and neither is any resource in it, to it or of it",
      ],
      differs: "private endpoints and diagnostics for everything",
    },
  ],
};
