import type { CosmosdbAccountConfig } from "@cdktf/provider-azurerm/lib/cosmosdb-account";
import type { CosmosdbSqlContainerConfig } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-container";
import type { CosmosdbSqlDatabaseConfig } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-database";
import type { External, ExternalCosmos } from "../external-resources";
import type { CosmosSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface CosmosWords {
  readonly settings: CosmosSettings;
  readonly configs: {
    readonly cosmos: CosmosdbAccountConfig;
    readonly cosmosDatabase: CosmosdbSqlDatabaseConfig;
    readonly cosmosContainers: CosmosdbSqlContainerConfig;
  };
  readonly names: { readonly cosmos: "cosmosAccount" };
  readonly givenNames: {
    readonly cosmosDatabase: "cosmosDatabase";
    readonly cosmosContainers: "cosmosContainer";
  };
  readonly external: {
    /** A Cosmos DB account, with a database of the name `cosmos.database`. */
    readonly cosmos?: External<ExternalCosmos> | undefined;
  };
}
