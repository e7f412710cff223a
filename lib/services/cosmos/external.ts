import type { ReplacementKind } from "../contract/existing-kind";

/** What bringing it means. */
export const existingCosmos: ReplacementKind = {
  label: "Cosmos DB account",
  armType: "Microsoft.DocumentDB/databaseAccounts",
  terraformType: "azurerm_cosmosdb_account",
  endpoints: ["endpoint"],
  options: ["createChildren", "roleAssignments"],
  keeps: (_, createChildren) =>
    createChildren ? ["database", "containers", "mode", "maxThroughput"] : ["database"],
  names: ["cosmosAccount"],
  resources: ["cosmos"],
  children: ["cosmosDatabase", "cosmosContainers"],
};
