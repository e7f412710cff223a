import type { ReplacementKind } from "../contract/existing-kind";
import type { CosmosPlan } from "./plan";

/** What using an existing one means. */
export const existingCosmos: ReplacementKind<CosmosPlan> = {
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
  privateEndpoint: true,

  expects({ databaseName, containers }, { requirements }) {
    const names = [...containers, ...requirements.cosmosContainers].map(({ name }) => `container ${name}`);
    return [`database ${databaseName}`, ...names];
  },

  /** The composed name of a database has no environment: others of the project would take it for theirs. */
  noteChildren({ databaseName }, draft) {
    if (draft.chosen("cosmos.database")) return;
    draft.note(
      "cosmos.database",
      `"${databaseName}" is created in external.cosmos: another environment of the project in the same account needs another cosmos.database`,
    );
  },

  checkElsewhere({ option, roleAssignments }, draft) {
    if (!roleAssignments) return;
    draft.problem(
      `${option}.roleAssignments`,
      "the account is in another subscription, and its data roles can be assigned only there",
      `set ${option}.roleAssignments to false, and assign the role "Cosmos DB Built-in Data Contributor" there`,
      "subscriptionId",
    );
  },
};
