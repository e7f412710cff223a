import { b2cInSummary } from "./b2c";
import { cdnElsewhere } from "./cdn";
import { redisElsewhere } from "./redis";
import type { Carrier, Chapter, Row } from "./row";
import { serviceBusElsewhere } from "./service-bus";

export const summary: Chapter = {
  title: "Summary",
  rows: [
    provisioned("1. Function App", ["workloads: azurerm_windows_function_app.function_app"]),
    provisioned("2. Storage Account, blobs, queues, tables", [
      "platform: azurerm_storage_account.storage",
      "platform: azurerm_storage_container.storage_container_uploads",
      "platform: azurerm_storage_queue.storage_queue_tasks",
      "platform: azurerm_resource_group_template_deployment.storage_table_logs",
    ]),
    provisioned("3. Cosmos DB", ["platform: azurerm_cosmosdb_account.cosmos"]),
    provisioned("4. Application Insights", ["workloads: azurerm_application_insights.app_insights"]),
    provisioned("5. Log Analytics", ["platform: azurerm_log_analytics_workspace.log_analytics"]),
    provisioned("6. Key Vault", ["platform: azurerm_key_vault.key_vault"]),
    {
      ...provisioned("7. Managed Identity, passwordless auth", [
        "workloads: azurerm_windows_function_app.function_app",
      ]),
      has: { "identity.type": "SystemAssigned" },
    },
    {
      ...provisioned("8. RBAC, least privilege access", [
        "workloads: azurerm_role_assignment.function_app_storage_blob_data_owner_uploads",
      ]),
      contains: { scope: "/blobServices/default/containers/uploads" },
    },
    {
      says: "9. VNet + Private Endpoints, production only by default",
      option: "networking.vnet",
      on: ["prod"],
      carriedBy: [
        "network: azurerm_virtual_network.vnet",
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
        "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
        "platform: azurerm_private_endpoint.private_endpoint_key_vault",
      ],
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "… and not in development",
      option: "networking.vnet",
      on: ["dev"],
      without: [
        "network: azurerm_virtual_network.vnet",
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
      ],
      proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
    },
    {
      says: "10. API Management, opt-in",
      option: "optional.apim",
      on: ["dev", "prod"],
      without: ["platform: azurerm_api_management.apim"],
      property: "apim",
      proof: [
        "services/api-management/service",
        "API Management is off in every environment unless an option switches it on",
      ],
    },
    serviceBusElsewhere.summary,
    redisElsewhere.summary,
    cdnElsewhere.summary,
    b2cInSummary,
  ],
};

function provisioned(says: string, carriedBy: readonly Carrier[]): Row {
  return {
    says,
    on: ["dev", "prod"],
    carriedBy,
    proof: ["backend/addresses", "the addresses of an environment match the snapshot"],
  };
}
