/** One path of a composite index. */
export interface CompositePath {
  /** Path of a value, without a wildcard: `/address/city`. */
  readonly path: string;
  /** The sort order. */
  readonly order: "ascending" | "descending";
}

/**
 * Which paths of its items a container indexes, consistently with every write:
 * learn.microsoft.com/azure/cosmos-db/index-policy. The more precise path wins.
 */
export interface CosmosIndexingPolicy {
  /**
   * Paths that are indexed: `/rating/?` is one value, `/address/*` is everything below.
   * @default - `/*`, unless `excludedPaths` has it
   */
  readonly includedPaths?: readonly string[];
  /** Paths that are not indexed. Azure always excludes `_etag`, and never `id` and `_ts`. @default [] */
  readonly excludedPaths?: readonly string[];
  /** Indexes for queries that sort or filter by several values: two to eight paths each. @default [] */
  readonly compositeIndexes?: readonly (readonly CompositePath[])[];
}

/** Settings of a Cosmos DB container besides its partition key. */
export interface CosmosContainerOptions {
  /**
   * Seconds after which items expire. -1: only items with a field `ttl` expire.
   * @default - items do not expire
   * @asType integer
   */
  readonly defaultTtl?: number;
  /**
   * Sets of paths whose values are unique within a partition; a missing value counts as a value. They cannot change
   * later. At most ten sets of 16 paths.
   * @default []
   */
  readonly uniqueKeys?: readonly (readonly string[])[];
  /**
   * Which paths are indexed.
   * @default - Azure's default policy: every path
   */
  readonly indexingPolicy?: CosmosIndexingPolicy;
}
