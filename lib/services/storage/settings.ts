/** Redundancy of a storage account, in Azure's words. */
export type StorageSku =
  "Standard_LRS" | "Standard_ZRS" | "Standard_GRS" | "Standard_RAGRS" | "Standard_GZRS" | "Standard_RAGZRS";

/** One blob container. */
export interface BlobContainerSettings {
  /**
   * `Blob` lets everybody read every blob of it, without signing in.
   * @default "None"
   */
  readonly publicAccess?: "None" | "Blob";
}

/** Option group `storage`: the storage account with its containers, queues and tables. */
export interface StorageSettings {
  /** Redundancy. Changing between the zone-redundant and the other kinds replaces the account. */
  readonly sku: {
    /**
     * In Azure's words: locally, zone or geo-redundant.
     * @default "Standard_LRS"
     */
    readonly name: StorageSku;
  };
  /**
   * How often blobs are read: the rarer, the cheaper to keep and the dearer to read.
   * @default "Hot"
   */
  readonly accessTier: "Hot" | "Cool" | "Cold";
  /**
   * Blob containers by name, beside those that components ask for; `false` leaves one of them out again.
   * @default {"function-packages":{},"uploads":{},"assets":{}}
   */
  readonly containers: Readonly<Record<string, BlobContainerSettings | false>>;
  /**
   * Queues by name; `false` leaves one of them out again.
   * @default {"tasks":true,"notifications":true,"deadletter":true}
   */
  readonly queues: Readonly<Record<string, boolean>>;
  /**
   * Tables by name; `false` leaves one of them out again. A table that was deployed before stays in Azure.
   * @default {"logs":true,"sessions":true}
   */
  readonly tables: Readonly<Record<string, boolean>>;
  /**
   * Days that deleted blobs and containers can be restored, 1 to 365.
   * @default 7
   * @minimum 1
   * @maximum 365
   * @asType integer
   */
  readonly softDeleteRetentionInDays: number;
  /**
   * Keeps what a blob was before it was written over or deleted, in the account of the data. Old versions are paid for until a
   * rule of the account's lifecycle deletes them.
   * @default false
   */
  readonly versioning: boolean;
  /**
   * Account keys work beside Entra identities.
   * @default false
   */
  readonly allowSharedKeyAccess: boolean;
  /**
   * `separate` gives the Functions host an account of its own, so that its roles reach neither the data nor the code.
   * Changing it starts the host afresh: it makes new keys of functions, and looks through blobs again.
   * @default "shared"
   */
  readonly hostAccount: "shared" | "separate";
}
