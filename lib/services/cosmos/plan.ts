import { regionNamed } from "../../regions";
import type { PlanContext } from "../service";
import { type CosmosSettings, partitionKeyPaths } from "./settings";

/** One Cosmos DB container that will be built. */
export interface CosmosContainerPlan {
  readonly name: string;
  readonly partitionKeyPaths: readonly string[];
  readonly defaultTtl?: number;
  readonly uniqueKeys: readonly (readonly string[])[];
}

/** What will be built of `cosmos`. */
export interface CosmosPlan {
  readonly accountName: string;
  readonly serverless: boolean;
  /** In failover order; the first one writes. */
  readonly regions: readonly string[];
  readonly zoneRedundant: boolean;
  readonly consistencyLevel: CosmosSettings["consistencyLevel"];
  readonly enableAutomaticFailover: boolean;
  readonly enableMultipleWriteLocations: boolean;
  readonly disableLocalAuth: boolean;
  readonly backup:
    | { readonly type: "Periodic"; readonly intervalInMinutes: number; readonly retentionInHours: number }
    | { readonly type: "Continuous"; readonly tier: CosmosSettings["backupTier"] };
  readonly databaseName: string;
  /** Shared by the database's containers, RU/s; none when serverless. */
  readonly maxThroughput?: number;
  readonly containers: readonly CosmosContainerPlan[];
}

/** The name of the database, which other services refer to. */
export function cosmosDatabaseName(settings: CosmosSettings, project: string): string {
  return settings.database ?? `${project}-db`;
}

export function planCosmos(context: PlanContext): CosmosPlan {
  const { settings, project, name, checkName } = context;
  const { containers, ...cosmos } = settings.cosmos;
  const databaseName = cosmosDatabaseName(cosmos as CosmosSettings, project);
  checkName("cosmosDatabase", databaseName, "cosmos.database");
  return {
    accountName: name("cosmosAccount"),
    serverless: cosmos.mode === "Serverless",
    regions: cosmos.regions.map((region) => regionNamed(region) ?? region),
    zoneRedundant: cosmos.zoneRedundant,
    consistencyLevel: cosmos.consistencyLevel,
    enableAutomaticFailover: cosmos.enableAutomaticFailover,
    enableMultipleWriteLocations: cosmos.enableMultipleWriteLocations,
    disableLocalAuth: cosmos.disableLocalAuth,
    backup:
      cosmos.backup === "Periodic"
        ? {
            type: "Periodic",
            intervalInMinutes: cosmos.backupIntervalInMinutes,
            retentionInHours: cosmos.backupRetentionInHours,
          }
        : { type: "Continuous", tier: cosmos.backupTier },
    databaseName,
    ...(cosmos.mode === "Autoscale" ? { maxThroughput: cosmos.maxThroughput } : {}),
    containers: planContainers(context, containers),
  };
}

function planContainers(
  { requirements, checkName }: PlanContext,
  own: CosmosSettings["containers"],
): readonly CosmosContainerPlan[] {
  const plans = new Map<string, CosmosContainerPlan>();
  for (const [name, container] of Object.entries(own)) {
    if (container === false || (container.partitionKey as unknown) === undefined) continue;
    checkName("cosmosContainer", name, `cosmos.containers.${name}`);
    plans.set(name, {
      name,
      partitionKeyPaths: partitionKeyPaths(container.partitionKey),
      ...(container.defaultTtl === undefined ? {} : { defaultTtl: container.defaultTtl }),
      uniqueKeys: container.uniqueKeys ?? [],
    });
  }
  for (const { name, partitionKey } of requirements.cosmosContainers) {
    if (plans.has(name)) continue;
    plans.set(name, { name, partitionKeyPaths: [partitionKey], uniqueKeys: [] });
  }
  return [...plans.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}
