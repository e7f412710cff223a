import type { CosmosIndexingPolicy } from "./container-options";
import { completePolicy } from "../../components/cosmos-container/index-paths";
import { hasOperation } from "../../components/crud-routes";
import type { CrudApi } from "../../components/define-crud-api";
import type { ExistingResource } from "../contract/existing-resource";
import { regionNamed } from "../../azure/regions";
import type { PlanContext } from "../contract/service";
import { listIndexes } from "./list-indexes";
import { type DeclaredContainer, declaredContainers } from "./declared-containers";
import { type CosmosCapability, type CosmosSettings, ownThroughput } from "./settings";

/** One Cosmos DB container that will be built. */
export interface CosmosContainerPlan {
  readonly name: string;
  readonly partitionKeyPaths: readonly string[];
  /** Of its own, RU/s; undefined where it shares the database's, or is serverless. */
  readonly maxThroughput?: number;
  readonly defaultTtl?: number;
  readonly uniqueKeys: readonly (readonly string[])[];
  /** Whole; undefined where Azure's own holds. */
  readonly indexingPolicy?: Required<CosmosIndexingPolicy>;
}

/** A Cosmos DB account that will be built. */
export interface CosmosAccountPlan {
  readonly name: string;
  readonly serverless: boolean;
  /** Beyond that, each once; left out where there are none. */
  readonly capabilities?: readonly CosmosCapability[];
  /** In failover order; the first one writes. */
  readonly regions: readonly string[];
  readonly zoneRedundant: boolean;
  readonly consistencyLevel: CosmosSettings["consistencyLevel"];
  readonly enableAutomaticFailover: boolean;
  readonly enableMultipleWriteLocations: boolean;
  readonly disableLocalAuth: boolean;
  readonly backup:
    | {
        readonly type: "Periodic";
        readonly intervalInMinutes: number;
        readonly retentionInHours: number;
        readonly storageRedundancy: "Local";
      }
    | { readonly type: "Continuous"; readonly tier: CosmosSettings["backupTier"] };
  /** Reached through a private endpoint only. */
  readonly closed: boolean;
}

/** What will be built of `cosmos`. */
export interface CosmosPlan {
  /** The account that will be made, unless an existing one is used. */
  readonly account?: CosmosAccountPlan;
  readonly existing?: ExistingResource;
  readonly databaseName: string;
  /** The database and its containers are made, and not only expected. */
  readonly children: boolean;
  /** Shared by the database's containers, RU/s; none when serverless. */
  readonly maxThroughput?: number;
  readonly containers: readonly CosmosContainerPlan[];
}

/** The name of the database, which other services refer to. */
export function cosmosDatabaseName(settings: CosmosSettings, project: string): string {
  return settings.database ?? `${project}-db`;
}

export function planCosmos(context: PlanContext): CosmosPlan {
  const { settings, project, existing, checkName } = context;
  const { containers, mode, maxThroughput } = settings.cosmos;
  const databaseName = cosmosDatabaseName(settings.cosmos, project);
  checkName("cosmosDatabase", databaseName, "cosmos.database");
  return {
    ...(existing.cosmos === undefined ? { account: planAccount(context) } : { existing: existing.cosmos }),
    databaseName,
    children: existing.cosmos?.createChildren ?? true,
    ...(mode === "Autoscale" ? { maxThroughput } : {}),
    containers: planContainers(context, containers),
  };
}

function planAccount({ settings: { cosmos, networking }, name }: PlanContext): CosmosAccountPlan {
  const capabilities = [...new Set(cosmos.capabilities)];
  return {
    name: name("cosmosAccount"),
    serverless: cosmos.mode === "Serverless",
    ...(capabilities.length === 0 ? {} : { capabilities }),
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
            storageRedundancy: "Local",
          }
        : { type: "Continuous", tier: cosmos.backupTier },
    closed: networking.privateEndpoints,
  };
}

function planContainers(
  { requirements, checkName }: PlanContext,
  own: CosmosSettings["containers"],
): readonly CosmosContainerPlan[] {
  for (const [name, container] of Object.entries(own))
    if (container !== false) checkName("cosmosContainer", name, `cosmos.containers.${name}`);
  const { containers } = declaredContainers(own, requirements.cosmosContainers);
  const lists = new Map(
    requirements.components.flatMap(({ component }) =>
      component.kind === "crud-api" && hasOperation(component, "list") ? [[component.name, component]] : [],
    ),
  );
  return [...containers.values()]
    .flatMap((container) => containerPlan(container, own, lists.get(container.name)) ?? [])
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Undefined where nobody says how it is partitioned: it is expected to be there. */
function containerPlan(
  { name, given }: DeclaredContainer,
  own: CosmosSettings["containers"],
  listed: CrudApi | undefined,
): CosmosContainerPlan | undefined {
  const { partitionKey, defaultTtl, uniqueKeys, indexingPolicy } = given;
  if (partitionKey === undefined) return undefined;
  const maxThroughput = ownThroughput(own, name);
  return {
    name,
    partitionKeyPaths: partitionKey.value,
    ...(maxThroughput === undefined ? {} : { maxThroughput }),
    ...(defaultTtl && { defaultTtl: defaultTtl.value }),
    uniqueKeys: uniqueKeys?.value ?? [],
    ...policyFor(listed, indexingPolicy?.value),
  };
}

/** What is said, and beside it the indexes that lists of an API are paged by; Azure's own where there is neither. */
function policyFor(
  listed: CrudApi | undefined,
  given: CosmosIndexingPolicy | undefined,
): Pick<CosmosContainerPlan, "indexingPolicy"> {
  const needed = listed === undefined ? [] : listIndexes(listed, given);
  if (given === undefined && needed.length === 0) return {};
  const policy = completePolicy(given ?? {});
  return { indexingPolicy: { ...policy, compositeIndexes: [...policy.compositeIndexes, ...needed] } };
}
