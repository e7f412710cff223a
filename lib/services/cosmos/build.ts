import { CosmosdbAccount } from "@cdktf/provider-azurerm/lib/cosmosdb-account";
import { CosmosdbSqlContainer } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-container";
import { CosmosdbSqlDatabase } from "@cdktf/provider-azurerm/lib/cosmosdb-sql-database";
import type { Construct } from "constructs";
import { constructId } from "../../stacks/construct-id";
import { literal } from "../../stacks/literal";
import type { Place } from "../service";
import type { CosmosContainerPlan, CosmosPlan } from "./plan";

/** The resources of `cosmos` in the platform stack. */
export interface CosmosResources {
  readonly cosmos: CosmosdbAccount;
  readonly cosmosDatabase: CosmosdbSqlDatabase;
  /** By container name. */
  readonly cosmosContainers: Readonly<Record<string, CosmosdbSqlContainer>>;
}

/** Staleness that Azure demands of accounts in several regions, and accepts in one. */
const BOUNDED_STALENESS = { maxStalenessPrefix: 100_000, maxIntervalInSeconds: 300 };

export function buildCosmosAccount(scope: Construct, place: Place, plan: CosmosPlan): CosmosdbAccount {
  const { backup } = plan;
  return new CosmosdbAccount(scope, "cosmos", {
    ...place,
    name: plan.accountName,
    kind: "GlobalDocumentDB",
    offerType: "Standard",
    ...(plan.serverless ? { capabilities: [{ name: "EnableServerless" }] } : {}),
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
            storageRedundancy: "Local",
          }
        : { type: backup.type, tier: backup.tier },
    localAuthenticationDisabled: plan.disableLocalAuth,
    accessKeyMetadataWritesEnabled: false,
    publicNetworkAccessEnabled: true,
    minimalTlsVersion: "Tls12",
  });
}

export function buildCosmosDatabase(
  scope: Construct,
  plan: CosmosPlan,
  account: CosmosdbAccount,
): CosmosdbSqlDatabase {
  return new CosmosdbSqlDatabase(scope, "cosmos_database", {
    name: literal(plan.databaseName),
    resourceGroupName: account.resourceGroupName,
    accountName: account.name,
    ...(plan.maxThroughput === undefined ? {} : { autoscaleSettings: { maxThroughput: plan.maxThroughput } }),
  });
}

export function buildCosmosContainer(
  scope: Construct,
  plan: CosmosContainerPlan,
  database: CosmosdbSqlDatabase,
): CosmosdbSqlContainer {
  return new CosmosdbSqlContainer(scope, constructId("cosmos_container", plan.name), {
    name: literal(plan.name),
    resourceGroupName: database.resourceGroupName,
    accountName: database.accountName,
    databaseName: database.name,
    partitionKeyPaths: plan.partitionKeyPaths.map(literal),
    partitionKeyKind: plan.partitionKeyPaths.length > 1 ? "MultiHash" : "Hash",
    // Left out it would be set later, and that replaces the container.
    partitionKeyVersion: 2,
    ...(plan.defaultTtl === undefined ? {} : { defaultTtl: plan.defaultTtl }),
    ...(plan.uniqueKeys.length === 0
      ? {}
      : { uniqueKey: plan.uniqueKeys.map((paths) => ({ paths: paths.map(literal) })) }),
  });
}

export function buildCosmos(scope: Construct, place: Place, plan: CosmosPlan): CosmosResources {
  const account = buildCosmosAccount(scope, place, plan);
  const database = buildCosmosDatabase(scope, plan, account);
  const containers = plan.containers.map(
    (container) => [container.name, buildCosmosContainer(scope, container, database)] as const,
  );
  return { cosmos: account, cosmosDatabase: database, cosmosContainers: Object.fromEntries(containers) };
}
