import { CosmosdbAccount, type CosmosdbAccountConfig } from "@cdktf/provider-azurerm/lib/cosmosdb-account";
import {
  CosmosdbSqlContainer,
  type CosmosdbSqlContainerConfig,
  type CosmosdbSqlContainerIndexingPolicy,
} from "@cdktf/provider-azurerm/lib/cosmosdb-sql-container";
import { CosmosdbSqlDatabase } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-database";
import type { Construct } from "constructs";
import type { CosmosIndexingPolicy } from "./container-options";
import type { Resolve, ResourceReference } from "../contract/reference";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { CosmosAccountPlan, CosmosContainerPlan, CosmosPlan } from "./plan";
import { cosmosIds } from "./resources";

/** The resources of `cosmos` in the platform stack. */
export interface CosmosResources {
  /** Undefined where an existing one is used. */
  readonly cosmos: CosmosdbAccount | undefined;
  /** Undefined where it is expected in an existing account. */
  readonly cosmosDatabase: CosmosdbSqlDatabase | undefined;
  /** By container name. */
  readonly cosmosContainers: Readonly<Record<string, CosmosdbSqlContainer>>;
}

/** Staleness that Azure demands of accounts in several regions, and accepts in one. */
const BOUNDED_STALENESS = { maxStalenessPrefix: 100_000, maxIntervalInSeconds: 300 };

export function buildCosmosAccount(
  scope: Construct,
  place: Place,
  plan: CosmosAccountPlan,
  transformed: Transformed,
): CosmosdbAccount {
  const id = cosmosIds.account;
  return new CosmosdbAccount(scope, id, transformed("cosmos", id, accountConfig(place, plan)));
}

function accountConfig(place: Place, plan: CosmosAccountPlan): CosmosdbAccountConfig {
  const { backup } = plan;
  const capabilities = [...(plan.serverless ? ["EnableServerless"] : []), ...(plan.capabilities ?? [])];
  return {
    ...place,
    name: plan.name,
    kind: "GlobalDocumentDB",
    offerType: "Standard",
    ...(capabilities.length === 0 ? {} : { capabilities: capabilities.map((name) => ({ name })) }),
    consistencyPolicy: {
      consistencyLevel: plan.consistencyLevel,
      ...(plan.consistencyLevel === "BoundedStaleness" ? BOUNDED_STALENESS : {}),
    },
    geoLocation: plan.regions.map((location, failoverPriority) => ({
      location,
      failoverPriority,
      zoneRedundant: plan.zoneRedundant,
    })),
    automaticFailoverEnabled: plan.enableAutomaticFailover,
    multipleWriteLocationsEnabled: plan.enableMultipleWriteLocations,
    backup:
      backup.type === "Periodic"
        ? {
            type: backup.type,
            intervalInMinutes: backup.intervalInMinutes,
            retentionInHours: backup.retentionInHours,
            storageRedundancy: backup.storageRedundancy,
          }
        : { type: backup.type, tier: backup.tier },
    localAuthenticationDisabled: plan.disableLocalAuth,
    accessKeyMetadataWritesEnabled: false,
    publicNetworkAccessEnabled: !plan.closed,
    minimalTlsVersion: "Tls12",
  };
}

export function buildCosmosDatabase(
  scope: Construct,
  plan: CosmosPlan,
  account: Pick<ResourceReference, "name" | "resourceGroupName">,
  transformed: Transformed,
): CosmosdbSqlDatabase {
  const id = cosmosIds.database;
  return new CosmosdbSqlDatabase(
    scope,
    id,
    transformed("cosmosDatabase", id, {
      name: escapeTerraform(plan.databaseName),
      resourceGroupName: account.resourceGroupName,
      accountName: account.name,
      ...(plan.maxThroughput === undefined
        ? {}
        : { autoscaleSettings: { maxThroughput: plan.maxThroughput } }),
    }),
  );
}

export function buildCosmosContainer(
  scope: Construct,
  plan: CosmosContainerPlan,
  database: CosmosdbSqlDatabase,
  transformed: Transformed,
): CosmosdbSqlContainer {
  const id = cosmosIds.container(plan.name);
  const config: CosmosdbSqlContainerConfig = {
    name: escapeTerraform(plan.name),
    resourceGroupName: database.resourceGroupName,
    accountName: database.accountName,
    databaseName: database.name,
    partitionKeyPaths: plan.partitionKeyPaths.map(escapeTerraform),
    partitionKeyKind: plan.partitionKeyPaths.length > 1 ? "MultiHash" : "Hash",
    // Left out it would be set later, and that replaces the container.
    partitionKeyVersion: 2,
    ...(plan.maxThroughput === undefined ? {} : { autoscaleSettings: { maxThroughput: plan.maxThroughput } }),
    ...(plan.defaultTtl === undefined ? {} : { defaultTtl: plan.defaultTtl }),
    ...(plan.uniqueKeys.length === 0
      ? {}
      : { uniqueKey: plan.uniqueKeys.map((paths) => ({ paths: paths.map(escapeTerraform) })) }),
    ...(plan.indexingPolicy === undefined ? {} : { indexingPolicy: indexingPolicy(plan.indexingPolicy) }),
  };
  return new CosmosdbSqlContainer(scope, id, transformed("cosmosContainers", id, config));
}

function indexingPolicy({
  includedPaths,
  excludedPaths,
  compositeIndexes,
}: Required<CosmosIndexingPolicy>): CosmosdbSqlContainerIndexingPolicy {
  return {
    indexingMode: "consistent",
    ...(includedPaths.length > 0 && {
      includedPath: includedPaths.map((path) => ({ path: escapeTerraform(path) })),
    }),
    ...(excludedPaths.length > 0 && {
      excludedPath: excludedPaths.map((path) => ({ path: escapeTerraform(path) })),
    }),
    ...(compositeIndexes.length > 0 && {
      compositeIndex: compositeIndexes.map((index) => ({
        index: index.map(({ path, order }) => ({ path: escapeTerraform(path), order })),
      })),
    }),
  };
}

export function buildCosmos(
  scope: Construct,
  place: Place,
  plan: CosmosPlan,
  transformed: Transformed,
  reference: Resolve,
): CosmosResources {
  const account = plan.account && buildCosmosAccount(scope, place, plan.account, transformed);
  const target = account ?? (plan.existing && reference(plan.existing));
  if (!plan.children || target === undefined)
    return { cosmos: account, cosmosDatabase: undefined, cosmosContainers: {} };
  const database = buildCosmosDatabase(scope, plan, target, transformed);
  const containers = plan.containers.map(
    (container) => [container.name, buildCosmosContainer(scope, container, database, transformed)] as const,
  );
  return { cosmos: account, cosmosDatabase: database, cosmosContainers: Object.fromEntries(containers) };
}
