import type { CosmosContainerOptions } from "./container-options";

/** One container of the user's own, or more of one that a component asks for. */
export interface CosmosContainerSettings extends CosmosContainerOptions {
  /**
   * Path of the partition key, or up to three for a hierarchical one. It cannot change later.
   * @default - what the component says that works on it
   */
  readonly partitionKey?: string | readonly string[];
  /**
   * Highest throughput of this container alone in RU/s, in steps of 1000, apart from what the database shares; it scales
   * down to a tenth. It is decided when the container is made: Azure neither gives it to a container that shares, nor
   * takes it away.
   * @default - it shares the database's throughput, as 25 containers can
   * @minimum 1000
   * @multipleOf 1000
   */
  readonly maxThroughput?: number;
}

/** Option group `cosmos`: the Cosmos DB account, its database and containers. */
export interface CosmosSettings {
  /**
   * Pay per request in one region, or autoscale throughput on the database. It cannot change later.
   * @default "Autoscale"
   */
  readonly mode: "Serverless" | "Autoscale";
  /**
   * Highest throughput of the database in RU/s, in steps of 1000; it scales down to a tenth.
   * @default 4000
   * @minimum 1000
   * @multipleOf 1000
   */
  readonly maxThroughput: number;
  /**
   * How soon other regions and readers see a write.
   * @default "Session"
   */
  readonly consistencyLevel: "Strong" | "BoundedStaleness" | "Session" | "ConsistentPrefix" | "Eventual";
  /**
   * The backend's location and its Azure pair.
   * @default false
   */
  readonly multiRegion: boolean;
  /**
   * All regions in failover order, the writing one first.
   * @default - `location`, and its pair with `multiRegion`
   */
  readonly regions: readonly string[];
  /**
   * Spread over the availability zones of each region. Decided when the account is made: Azure changes it later only by
   * removing the region and adding it again.
   * @default false
   */
  readonly zoneRedundant: boolean;
  /**
   * Azure fails over to the next region by itself.
   * @default false
   */
  readonly enableAutomaticFailover: boolean;
  /**
   * Every region takes writes.
   * @default false
   */
  readonly enableMultipleWriteLocations: boolean;
  /**
   * Point-in-time restore, or copies every few hours. Continuous cannot go back to Periodic.
   * @default "Continuous"
   */
  readonly backup: "Periodic" | "Continuous";
  /**
   * How far back a continuous backup reaches.
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
   * Hours that periodic backups are kept, 8 to 720.
   * @default 8
   * @minimum 8
   * @maximum 720
   * @asType integer
   */
  readonly backupRetentionInHours: number;
  /**
   * Entra identities only, no account keys.
   * @default true
   */
  readonly disableLocalAuth: boolean;
  /**
   * Name of the database. It cannot change later.
   * @default - the project's name and `-db`
   */
  readonly database?: string;
  /**
   * Containers by name, beside those that components ask for; `false` leaves one of them out again.
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
