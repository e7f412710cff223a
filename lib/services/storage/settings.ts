/** Redundancy of a storage account, by Azure's name of the SKU. */
export type StorageSku =
  "Standard_LRS" | "Standard_ZRS" | "Standard_GRS" | "Standard_RAGRS" | "Standard_GZRS" | "Standard_RAGZRS";

/** One blob container. */
export interface BlobContainerSettings {
  /**
   * `Blob`: anyone can read every blob of the container, without signing in.
   * @default "None"
   */
  readonly publicAccess?: "None" | "Blob";
}

/**
 * After how many days blobs move to a cheaper tier or are deleted: each number must be greater than the one before it. Azure looks
 * once a day, and acts within a day or two. A tier costs its full minimum time even where blobs leave it earlier: cool 30 days, cold 90,
 * archive 180.
 */
export interface BlobAges {
  /**
   * Days after which blobs move to the cool tier.
   * @default - never
   * @minimum 0
   * @maximum 99999
   * @asType integer
   */
  readonly coolAfterDays?: number;
  /**
   * Days after which blobs move to the cold tier.
   * @default - never
   * @minimum 0
   * @maximum 99999
   * @asType integer
   */
  readonly coldAfterDays?: number;
  /**
   * Days after which blobs move to the archive tier, where reading them takes hours. Zone-redundant accounts have no such tier.
   * @default - never
   * @minimum 0
   * @maximum 99999
   * @asType integer
   */
  readonly archiveAfterDays?: number;
  /**
   * Days after which blobs are deleted. They can be restored for `softDeleteRetentionInDays`; with `versioning` they stay as an earlier version.
   * @default - never
   * @minimum 0
   * @maximum 99999
   * @asType integer
   */
  readonly deleteAfterDays?: number;
}

/** Blobs that are written as a whole, or that are only ever appended to, such as logs. */
export type BlobType = "blockBlob" | "appendBlob";

/** One lifecycle rule of the data account. */
export interface LifecycleRuleSettings extends BlobAges {
  /**
   * Up to ten containers, or beginnings of blob names behind one: `"uploads"`, `"uploads/tmp/"`. Upper and lower case count.
   * @default - every container, which a rule must not have that moves or deletes blobs themselves
   */
  readonly prefixes?: readonly string[];
  /**
   * Which blobs the rule is about. Append blobs have no tiers: they can only be deleted.
   * @default ["blockBlob"]
   */
  readonly blobTypes?: readonly BlobType[];
  /**
   * What the days of blobs are counted from. Versions and snapshots count from their creation.
   * @default "modification"
   */
  readonly since?: "modification" | "creation";
  /**
   * What happens to earlier versions. Needs `versioning`, and turns it on where you left it open.
   * @default - nothing
   */
  readonly versions?: BlobAges;
  /**
   * What happens to snapshots.
   * @default - nothing
   */
  readonly snapshots?: BlobAges;
}

/** Option group `storage`: the storage account with its containers, queues and tables. */
export interface StorageSettings {
  /** Redundancy. Changing between a zone-redundant SKU and another one replaces the account. */
  readonly sku: {
    /**
     * Locally redundant (LRS), zone-redundant (ZRS), geo-redundant (GRS) or both (GZRS); RA adds read access to the second region.
     * @default "Standard_LRS"
     */
    readonly name: StorageSku;
  };
  /**
   * The default access tier of blobs: cooler tiers cost less to store and more to read.
   * @default "Hot"
   */
  readonly accessTier: "Hot" | "Cool" | "Cold";
  /**
   * Blob containers by name, in addition to those that components declare. `false` removes a default container.
   * @default {"function-packages":{},"uploads":{},"assets":{}}
   */
  readonly containers: Readonly<Record<string, BlobContainerSettings | false>>;
  /**
   * Queues by name, in addition to those that components declare. `false` removes a default queue.
   * @default {"tasks":true,"notifications":true,"deadletter":true}
   */
  readonly queues: Readonly<Record<string, boolean>>;
  /**
   * Tables by name, in addition to those that components declare. `false` removes a default table from the options; a table that
   * is deployed already stays in Azure.
   * @default {"logs":true,"sessions":true}
   */
  readonly tables: Readonly<Record<string, boolean>>;
  /**
   * Days for which deleted blobs and containers can be restored, 1 to 365.
   * @default 7
   * @minimum 1
   * @maximum 365
   * @asType integer
   */
  readonly softDeleteRetentionInDays: number;
  /**
   * Keeps previous versions of blobs that are overwritten or deleted, in the data account. Old versions cost storage until a
   * rule of `lifecycle` deletes them.
   * @default false
   */
  readonly versioning: boolean;
  /**
   * Days back to which the block blobs of the data account can be restored to an earlier state, 1 to 364. Turns on `versioning` and the
   * change feed, and raises `softDeleteRetentionInDays` above it, where you left them open.
   * @default - none: single blobs are restored from their versions and from soft delete
   * @minimum 1
   * @maximum 364
   * @asType integer
   */
  readonly pointInTimeRestoreInDays?: number;
  /**
   * Lifecycle rules of the data account by name: they move blobs, versions and snapshots to cheaper tiers, and delete them. `false`
   * removes a rule that an environment adds.
   * @default - none
   */
  readonly lifecycle?: Readonly<Record<string, LifecycleRuleSettings | false>>;
  /**
   * Accepts account keys in addition to Microsoft Entra identities.
   * @default false
   */
  readonly allowSharedKeyAccess: boolean;
  /**
   * `separate`: the Functions host has a second account, so that its roles reach neither data nor code. `shared`: one account.
   * After a change the host starts with an empty state: function keys are new, and blob triggers process every blob again.
   * @default "shared"
   */
  readonly hostAccount: "shared" | "separate";
  /**
   * Where releases keep packages of code, their lock and what ran before. `shared`: in the data account, and in the host account on
   * `FC1`. `internet`: in an account of its own that identities with a role reach from the internet, so that a build agent outside
   * of the network can release; the other accounts stay closed. `private`: in an account of its own that only the network reaches.
   * Neither accepts account keys. Packages that were released before a change stay where they are, and run on.
   * @default - `internet` with private endpoints and `functionApp.package: "identity"`; otherwise `shared`
   */
  readonly packageAccount: "shared" | "internet" | "private";
}
