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
   * lifecycle management rule deletes them.
   * @default false
   */
  readonly versioning: boolean;
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
