/** Tiers of Event Hubs: learn.microsoft.com/azure/event-hubs/compare-tiers */
export type EventHubsTier = "Basic" | "Standard" | "Premium";

/** One event hub. */
export interface EventHubSettings {
  /**
   * Partitions, which are read independently of each other: each consumer group reads with at most as many instances. Only `Premium` allows
   * more of them later.
   * @default - 2
   * @minimum 1
   * @maximum 100
   * @asType integer
   */
  readonly partitionCount?: number;
  /**
   * Hours that events are kept: at most 24 in `Basic`, 168 in `Standard` and 2160 in `Premium`.
   * @default - 24
   * @minimum 1
   * @maximum 2160
   * @asType integer
   */
  readonly retentionInHours?: number;
  /**
   * Consumer groups, in addition to `$Default` and those of components. Each reads all events at a pace of its own.
   * @default - none
   */
  readonly consumerGroups?: readonly string[];
}

/** Option group `optional.eventHubs`: a namespace of Event Hubs for streams of events. */
export interface EventHubsSettings {
  /**
   * Whether the backend has it; `optional.eventHubs: true` is an alias.
   * @default false
   */
  readonly enabled: boolean;
  /** The SKU. Changing between `Basic` and `Standard` updates the namespace; changing to or from `Premium` replaces it. */
  readonly sku: {
    /**
     * The tier. `Basic`: one consumer group for each hub, and no private endpoint. `Premium`: dedicated capacity.
     * @default "Standard"
     */
    readonly name: EventHubsTier;
    /**
     * Throughput units of `Basic` and `Standard`, 1 to 40; of `Premium` processing units: 1, 2, 4, 6, 8, 10, 12 or 16.
     * @default 1
     * @minimum 1
     * @maximum 40
     * @asType integer
     */
    readonly capacity: number;
    /**
     * Throughput units that Azure raises the capacity of `Standard` to under load (auto-inflate). It does not lower it again.
     * @default - the capacity stays
     * @minimum 1
     * @maximum 40
     * @asType integer
     */
    readonly maximumCapacity?: number;
  };
  /**
   * Event hubs by name, in addition to those that components declare. `false` removes a hub that an environment adds.
   * @default {}
   */
  readonly hubs: Readonly<Record<string, EventHubSettings | false>>;
}
