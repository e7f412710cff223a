import type { CosmosContainerOptions } from "./container-options";

/** A container of your own, or further settings of a container that a component declares. */
export interface CosmosContainerSettings extends CosmosContainerOptions {
  /**
   * Path of the partition key, or up to three paths of a hierarchical partition key. It cannot change later.
   * @default - the partition key that the component declares
   */
  readonly partitionKey?: string | readonly string[];
  /**
   * Maximum autoscale throughput of this container alone in RU/s, in steps of 1000, not shared with the database; it scales
   * down to a tenth. It is fixed when the container is created: Azure cannot add it to a container that shares the
   * database's throughput, and cannot remove it.
   * @default - none: the container shares the throughput of the database, as up to 25 containers can
   * @minimum 1000
   * @multipleOf 1000
   */
  readonly maxThroughput?: number;
}

/** What a NoSQL account can do beyond the usual, by Azure's name. */
export type CosmosCapability =
  "EnableNoSQLVectorSearch" | "EnableNoSQLFullTextSearch" | "DeleteAllItemsByPartitionKey";

/** Option group `cosmos`: the Cosmos DB account, its database and containers. */
export interface CosmosSettings {
  /**
   * `Serverless`: pay per request, one region. `Autoscale`: throughput on the database. It cannot change later.
   * @default "Autoscale"
   */
  readonly mode: "Serverless" | "Autoscale";
  /**
   * Maximum autoscale throughput of the database in RU/s, in steps of 1000; it scales down to a tenth.
   * @default 4000
   * @minimum 1000
   * @multipleOf 1000
   */
  readonly maxThroughput: number;
  /**
   * The default consistency level of reads.
   * @default "Session"
   */
  readonly consistencyLevel: "Strong" | "BoundedStaleness" | "Session" | "ConsistentPrefix" | "Eventual";
  /**
   * Adds the paired Azure region of `location` as a second region.
   * @default false
   */
  readonly multiRegion: boolean;
  /**
   * All regions in failover order; the first one is the write region.
   * @default - `location`, and its pair with `multiRegion`
   */
  readonly regions: readonly string[];
  /**
   * Spreads replicas over the availability zones of each region. Azure changes it later only by removing the region and
   * adding it again.
   * @default false
   */
  readonly zoneRedundant: boolean;
  /**
   * Azure fails over to the next region automatically.
   * @default false
   */
  readonly enableAutomaticFailover: boolean;
  /**
   * Every region accepts writes.
   * @default false
   */
  readonly enableMultipleWriteLocations: boolean;
  /**
   * `Continuous`: point-in-time restore. `Periodic`: copies every few hours. Continuous cannot change back to Periodic.
   * @default "Continuous"
   */
  readonly backup: "Periodic" | "Continuous";
  /**
   * How many days back a continuous backup can be restored.
   * @default "Continuous7Days"
   */
  readonly backupTier: "Continuous7Days" | "Continuous30Days";
  /**
   * Minutes between periodic backups, 60 to 1440.
   * @default 240
   * @minimum 60
   * @maximum 1440
   * @asType integer
   */
  readonly backupIntervalInMinutes: number;
  /**
   * Hours for which periodic backups are kept, 8 to 720.
   * @default 8
   * @minimum 8
   * @maximum 720
   * @asType integer
   */
  readonly backupRetentionInHours: number;
  /**
   * Further capabilities of the account, such as vector search. On an account that exists, azurerm replaces the account, with its data, to add
   * vector or full-text search, or to remove any of them: turn the search on with `az cosmosdb update --capabilities` first, and set the option
   * after that.
   * @default - none
   */
  readonly capabilities?: readonly CosmosCapability[];
  /**
   * Accepts Microsoft Entra identities only, and refuses account keys.
   * @default true
   */
  readonly disableLocalAuth: boolean;
  /**
   * The name of the database. It cannot change later.
   * @default - `<project>-db`
   */
  readonly database?: string;
  /**
   * Containers by name, in addition to those that components declare. `false` removes a container that an environment adds.
   * @default {}
   */
  readonly containers: Readonly<Record<string, CosmosContainerSettings | false>>;
}

/** The throughput that a container has apart from the others, RU/s. */
export function ownThroughput(containers: CosmosSettings["containers"], name: string): number | undefined {
  const container = Object.hasOwn(containers, name) ? containers[name] : undefined;
  return container === undefined || container === false ? undefined : container.maxThroughput;
}

export function partitionKeyPaths(key: string | readonly string[]): readonly string[] {
  return typeof key === "string" ? [key] : key;
}
