import { inGroup } from "../../azure/in-group";
import { nameRules } from "../../azure/names/azure-names";
import type { ResourceRecords } from "../contract/resource-record";
import { constructId } from "../../kit/construct-id";
import type { CosmosWords } from "./words";

/** The constructs, by what they are. */
export const cosmosIds = {
  account: "cosmos",
  database: "cosmos_database",
  container: (container: string): string => constructId("cosmos_container", container),
} as const;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const cosmosResources: ResourceRecords<CosmosWords> = {
  cosmos: {
    type: "azurerm_cosmosdb_account",
    importId: inGroup("Microsoft.DocumentDB/databaseAccounts/{name}"),
    diagnostics: [
      {
        logs: [
          "DataPlaneRequests",
          "QueryRuntimeStatistics",
          "PartitionKeyStatistics",
          "PartitionKeyRUConsumption",
          "ControlPlaneRequests",
        ],
        // Azure Monitor has them anyway, and none of them can be exported.
        metrics: [],
        dedicatedTables: true,
      },
    ],
    keepsData: "account",
    names: {
      cosmosAccount: {
        label: "Cosmos DB account",
        min: 3,
        max: 44,
        pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
        characters: "lower-case letters, digits and hyphens, no hyphen at either end",
        scope: "global",
        prefix: "cosmos",
      },
    },
  },
  cosmosDatabase: {
    type: "azurerm_cosmosdb_sql_database",
    importId: inGroup("Microsoft.DocumentDB/databaseAccounts/{account_name}/sqlDatabases/{name}"),
    keepsData: "part",
    namedBy: "cosmos.database",
    names: {
      cosmosDatabase: {
        label: "Cosmos DB database",
        min: 1,
        max: 255,
        pattern: /^[^/\\#?%]*[^/\\#?% ]$/,
        characters: "anything but / \\ # ? %, not ending in a space",
        scope: "parent",
      },
    },
  },
  cosmosContainers: {
    type: "azurerm_cosmosdb_sql_container",
    importId: inGroup(
      "Microsoft.DocumentDB/databaseAccounts/{account_name}/sqlDatabases/{database_name}/containers/{name}",
    ),
    keepsData: "part",
    namedBy: "cosmos.containers.{name}",
    names: { cosmosContainer: nameRules.cosmosContainer },
  },
};
