import { literal } from "../../stacks/literal";
import type { Service } from "../service";
import { type CosmosResources, buildCosmos } from "./build";
import { decideCosmos } from "./decisions";
import { type CosmosPlan, planCosmos } from "./plan";
import type { CosmosSettings } from "./settings";

/** What tells this service from the others. */
export interface CosmosShape {
  settings: CosmosSettings;
  plan: CosmosPlan;
  platform: CosmosResources;
  workloads: object;
  shared: { readonly id: string; readonly name: string; readonly endpoint: string };
}

export const cosmos: Service<CosmosShape> = {
  defaults: {
    mode: "Autoscale",
    maxThroughput: 4000,
    consistencyLevel: "Session",
    multiRegion: false,
    regions: [],
    zoneRedundant: false,
    enableAutomaticFailover: false,
    enableMultipleWriteLocations: false,
    backup: "Continuous",
    backupTier: "Continuous7Days",
    backupIntervalInMinutes: 240,
    backupRetentionInHours: 8,
    disableLocalAuth: true,
    containers: {},
  },

  decide: decideCosmos,
  plan: planCosmos,

  grants: ({ databaseName }) => [
    {
      id: "cosmos_data_contributor",
      plane: "cosmos",
      role: "Cosmos DB Built-in Data Contributor",
      on: "database",
      reason: `read and write items in database ${databaseName}`,
    },
  ],

  resourceProviders: { platform: ["Microsoft.DocumentDB"], workloads: ["Microsoft.DocumentDB"] },

  platform: ({ scope, place, plan }) => buildCosmos(scope, place, plan),
  workloads: () => ({}),

  publish: ({ cosmos: account }) => ({ id: account.id, name: account.name, endpoint: account.endpoint }),

  foresee: ({ accountName }, { resourceGroupId }) => ({
    id: `${resourceGroupId}/providers/Microsoft.DocumentDB/databaseAccounts/${accountName}`,
    name: accountName,
    endpoint: `https://${accountName}.documents.azure.com:443/`,
  }),

  scopes: ({ plan, shared }) => ({ database: `${shared(cosmos).id}/dbs/${literal(plan.databaseName)}` }),
};
