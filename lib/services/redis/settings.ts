import type { CacheTier, ManagedSku } from "./skus";

/** Which of Azure's two services it is. */
export type RedisEngine = "managed" | "cache";

/** What goes when memory is full: learn.microsoft.com/azure/redis/best-practices-memory-management */
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

/** Option group `optional.redis`: a cache in memory, for sessions, responses, counters and locks. */
export interface RedisSettings {
  /**
   * Whether there is one; `optional.redis: true` says the same.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * `managed`: Azure Managed Redis. `cache`: Azure Cache for Redis, which is retired on 2028-09-30 and takes new caches from
   * tenants only that had one before 2026-04-01. Changing it replaces the cache, with all data in it. A `sku` of Azure Cache
   * for Redis decides it where it is left open. learn.microsoft.com/azure/azure-cache-for-redis/retirement-faq
   * @default "managed"
   */
  readonly engine: RedisEngine;
  /**
   * How much memory, on how many processors. Changing it replaces an Azure Managed Redis, with all data in it, and an Azure
   * Cache for Redis where the tier gets smaller.
   */
  readonly sku: {
    /**
     * With engine `managed` a size; its number is about the memory in GB: learn.microsoft.com/azure/redis/overview#choosing-the-right-tier
     * With engine `cache` a tier: `Basic` has no replica and no service level agreement.
     * @default - Balanced_B0, or Basic with engine cache
     */
    readonly name?: ManagedSku | CacheTier;
    /**
     * Of engine `cache` alone: `C` of Basic and Standard, `P` of Premium.
     * @default - the tier's
     */
    readonly family?: "C" | "P";
    /**
     * Of engine `cache` alone: the size within the family, 0 (250 MB) to 6 of `C`, 1 to 5 of `P`.
     * @default - the smallest of the family
     * @minimum 0
     * @maximum 6
     * @asType integer
     */
    readonly capacity?: number;
  };
  /**
   * The port without TLS; `true` is an error: tokens and data would be readable on their way.
   * @default false
   */
  readonly enableNonSslPort: boolean;
  /**
   * The oldest TLS that clients may speak.
   * @default "1.2"
   */
  readonly minimumTlsVersion: "1.2";
  /**
   * A replica on another node, of engine `managed`; a tier of engine `cache` has one or has none. Changing it replaces the
   * cache, with all data in it. learn.microsoft.com/azure/redis/high-availability
   * @default - false in dev, true in prod
   */
  readonly highAvailability: boolean;
  /**
   * What goes when memory is full; `NoEviction` refuses writes then. What is `Volatile…` looks at keys that expire only.
   * @default "VolatileLRU"
   */
  readonly evictionPolicy: EvictionPolicy;
  /**
   * `EnterpriseCluster`: one address for every client. `NoCluster`: one shard, up to 24 GB, for commands over keys anywhere.
   * `OSSCluster`: clients find the shards themselves, which is fastest. Of engine `managed` alone. Changing it makes the
   * database anew: all data is lost, and nothing answers meanwhile.
   * @default "EnterpriseCluster"
   */
  readonly clusteringPolicy: ClusteringPolicy;
}
