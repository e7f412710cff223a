import { groupNameIn, outputsOf } from "../contract/outputs";
import type { ResourceReference } from "../contract/reference";
import type { Service, WorkloadsContext } from "../contract/service";
import type * as Build from "./build";
import { type CosmosUsage, cosmosCost } from "./cost";
import { COSMOS_ROLES } from "./data-roles";
import { decideCosmos } from "./decisions";
import { cosmosGrants } from "./grants";
import { keptInCosmos } from "./kept-resources";
import { cosmosNeeds } from "./network";
import { type CosmosPlan, planCosmos } from "./plan";
import { cosmosPolicyNotes } from "./policy-notes";
import { cosmosReachable } from "./reachable";
import { cosmosResources } from "./resources";
import { existingCosmos } from "./external";
import type * as BuildRoleAssignment from "./build-role-assignment";
import type { CosmosWords } from "./words";

export { nearestRegions } from "./nearest-regions";
export { cosmosDatabaseName } from "./plan";

// The engine takes longer to load than all else: a command that reads plans needs no builder.
const build = () => require("./build") as typeof Build;
const roleAssignment = () => require("./build-role-assignment") as typeof BuildRoleAssignment;

/** The types of this service: its plan, its resources, its outputs. */
export interface CosmosShape extends CosmosWords {
  plan: CosmosPlan;
  usage: CosmosUsage;
  network: object;
  platform: Build.CosmosResources;
  workloads: object;
  shared: { readonly id: string; readonly name: string; readonly endpoint: string };
  scopes: "account";
  targets: "account";
}

const outputs = outputsOf(
  {
    made: ({ account }: CosmosPlan) => account,
    built: ({ cosmos: account }: Build.CosmosResources) => account,
    existing: ({ existing }) => existing && { existing },
  },
  {
    id: {
      of: (account) => account.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.DocumentDB/databaseAccounts/${name}`,
      existing: ({ id }) => id,
    },
    name: {
      of: (account) => account.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    endpoint: {
      of: (account) => account.endpoint,
      expected: ({ name }) => endpointOf(name),
      existing: ({ name }, { existing: { endpoints } }) => endpoints["endpoint"] ?? endpointOf(name),
    },
  },
);

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
  required: {
    why: "every backend has a database, in which CRUD APIs store their items",
    instead:
      'use an existing account with external.cosmos, or set cosmos.mode to "Serverless", which is charged by use only',
  },
  plan: planCosmos,
  cost: cosmosCost,

  endpoints: ({ existing, settings }) =>
    existing.cosmos === undefined
      ? [
          {
            id: "cosmos_sql",
            stack: "platform",
            on: "account",
            subresource: "Sql",
            // One for each region and one for the account: learn.microsoft.com/azure/cosmos-db/how-to-configure-private-endpoints
            addresses: settings.cosmos.regions.length + 1,
          },
        ]
      : [],

  networkNeeds: cosmosNeeds,

  grants: cosmosGrants,
  reachable: cosmosReachable,

  resourceProviders: () => ({ platform: ["Microsoft.DocumentDB"], workloads: ["Microsoft.DocumentDB"] }),

  external: { cosmos: existingCosmos },

  resources: cosmosResources,

  keeps: keptInCosmos,

  stacks: {
    platform: {
      build: ({ scope, place, plan, transformed, reference }) =>
        build().buildCosmos(scope, place, plan, transformed, reference),
      outputs,
      policyNotes: cosmosPolicyNotes,
    },
  },

  privateLinkTargets: ({ cosmos: account }) => ({ account }),

  scopes: ({ shared }) => ({ account: shared(cosmos).id }),

  ownRoles: {
    plane: "cosmos",
    roles: COSMOS_ROLES,
    assign: (context, grant, principal, resourceId) => {
      const { scope, transformed } = context;
      roleAssignment().buildCosmosRoleAssignment(
        scope,
        principal,
        grant,
        accountOf(context),
        resourceId,
        transformed,
      );
    },
  },
};

function accountOf({ plan, reference, shared, groupIds }: WorkloadsContext<CosmosShape>): ResourceReference {
  if (plan.existing !== undefined) return reference(plan.existing);
  const { id, name } = shared(cosmos);
  return { id, name, resourceGroupName: groupNameIn(groupIds().platform) };
}

/** Of Azure's public cloud. */
function endpointOf(account: string): string {
  return `https://${account}.documents.azure.com:443/`;
}
