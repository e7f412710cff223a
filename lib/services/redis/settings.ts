import type { CacheTier, ManagedSku } from "./skus";

/** The Azure service. */
export type RedisEngine = "managed" | "cache";

/** Which keys are evicted when memory is full: learn.microsoft.com/azure/redis/best-practices-memory-management */
export type EvictionPolicy =
  | "AllKeysLFU"
  | "AllKeysLRU"
  | "AllKeysRandom"
  | "NoEviction"
  | "VolatileLFU"
  | "VolatileLRU"
  | "VolatileRandom"
  | "VolatileTTL";

/** How clients see the shards: learn.microsoft.com/azure/redis/architecture#cluster-policies */
export type ClusteringPolicy = "EnterpriseCluster" | "NoCluster" | "OSSCluster";

/** Option group `optional.redis`: an in-memory cache, for sessions, responses, counters and locks. */
export interface RedisSettings {
  /**
   * Whether the backend has it; `optional.redis: true` is an alias.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * `managed`: Azure Managed Redis. `cache`: Azure Cache for Redis, which retires on 2028-09-30; only tenants that had one before
   * 2026-04-01 can create a new one. Changing it replaces the cache and loses its data. A `sku` of Azure Cache for Redis selects
   * `cache` if `engine` is not set. learn.microsoft.com/azure/azure-cache-for-redis/retirement-faq
   * @default "managed"
   */
  readonly engine: RedisEngine;
  /**
   * Memory and processors. Changing it replaces an Azure Managed Redis and loses its data; an Azure Cache for Redis is replaced if
   * the new tier is smaller.
   */
  readonly sku: {
    /**
     * With engine `managed`: a size, whose number is about the memory in GB: learn.microsoft.com/azure/redis/overview#choosing-the-right-tier
     * With engine `cache`: a tier; `Basic` has no replica and no service level agreement.
     * @default - Balanced_B0, or Basic with engine cache
     */
    readonly name?: ManagedSku | CacheTier;
    /**
     * With engine `cache` only: `C` for Basic and Standard, `P` for Premium.
     * @default - the family of the tier
     */
    readonly family?: "C" | "P";
    /**
     * With engine `cache` only: the size within the family, 0 (250 MB) to 6 for `C`, 1 to 5 for `P`.
     * @default - the smallest of the family
     * @minimum 0
     * @maximum 6
     * @asType integer
     */
    readonly capacity?: number;
  };
  /**
   * The port without TLS. `true` is an error: tokens and data would not be encrypted in transit.
   * @default false
   */
  readonly enableNonSslPort: boolean;
  /**
   * The minimum TLS version of clients.
   * @default "1.2"
   */
  readonly minimumTlsVersion: "1.2";
  /**
   * A replica on another node, with engine `managed`; with engine `cache` it follows from the tier. Changing it replaces the cache
   * and loses its data. learn.microsoft.com/azure/redis/high-availability
   * @default - false in dev, true in prod
   */
  readonly highAvailability: boolean;
  /**
   * Which keys are evicted when memory is full. `NoEviction` refuses writes. `Volatile…` evicts only keys with an expiry.
   * @default "VolatileLRU"
   */
  readonly evictionPolicy: EvictionPolicy;
  /**
   * With engine `managed` only. `EnterpriseCluster`: one endpoint for every client. `NoCluster`: one shard, up to 24 GB, for commands
   * over any keys. `OSSCluster`: clients connect to the shards directly, which is fastest. Changing it creates the database again:
   * its data is lost, and it is unavailable meanwhile.
   * @default "EnterpriseCluster"
   */
  readonly clusteringPolicy: ClusteringPolicy;
}
