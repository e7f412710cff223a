/** One path of a composite index. */
export interface CompositePath {
  /** Of a value, without a wildcard: `/address/city`. */
  readonly path: string;
  readonly order: "ascending" | "descending";
}

/**
 * What of its items a container indexes, consistently with every write:
 * learn.microsoft.com/azure/cosmos-db/index-policy. The more precise path wins.
 */
export interface CosmosIndexingPolicy {
  /**
   * Paths that are indexed: `/rating/?` is one value, `/address/*` everything below.
   * @default - `/*`, unless `excludedPaths` has it
   */
  readonly includedPaths?: readonly string[];
  /** Paths that are not. Azure leaves `_etag` out by itself, and never `id` and `_ts`. @default [] */
  readonly excludedPaths?: readonly string[];
  /** For queries that sort or filter by several values: two to eight paths each. @default [] */
  readonly compositeIndexes?: readonly (readonly CompositePath[])[];
}

/** What a Cosmos DB container has beside its partition key. */
export interface CosmosContainerOptions {
  /**
   * Seconds after which items expire, -1 for never unless the item says so in its field `ttl`.
   * @default - items do not expire
   * @asType integer
   */
  readonly defaultTtl?: number;
  /**
   * Sets of paths whose values are unique within a partition; what is missing counts as a value. They cannot change
   * later. Ten sets of 16 paths at most.
   * @default []
   */
  readonly uniqueKeys?: readonly (readonly string[])[];
  /**
   * What is indexed.
   * @default - Azure's own policy: every value
   */
  readonly indexingPolicy?: CosmosIndexingPolicy;
}
