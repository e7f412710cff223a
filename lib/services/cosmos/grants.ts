import type { DataAction } from "../../components/needs";
import { type GrantRules, componentGrants, leftToOwner } from "../contract/component-grants";
import type { PlanContext } from "../contract/service";
import type { Grant } from "../contract/grant";
import type { CosmosPlan } from "./plan";

/** What components may do with their containers; nobody needs the database as a whole. */
export function cosmosGrants(
  { existing, databaseName }: CosmosPlan,
  { requirements }: PlanContext,
): readonly Grant<"account">[] {
  return leftToOwner(existing, componentGrants(requirements.cosmosContainers, containersOf(databaseName)));
}

/** learn.microsoft.com/azure/cosmos-db/reference-data-plane-security: the reader reads the change feed too. */
function containersOf(database: string): GrantRules<DataAction, "account"> {
  return {
    roles: { read: ["Cosmos DB Built-in Data Reader"], write: ["Cosmos DB Built-in Data Contributor"] },
    on: "account",
    below: (name) => `/dbs/${database}/colls/${name}`,
  };
}
