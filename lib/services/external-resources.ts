/** Options of every existing resource. */
export interface ExternalResourceOptions {
  /**
   * Makes what the backend needs inside of it: databases, containers, queues, tables, secrets, subnets, zone links, topics and their
   * subscriptions.
   * Otherwise they are expected to exist.
   * @default false
   */
  readonly createChildren?: boolean;
  /**
   * Gives the function app its roles on it. Switched off, somebody else does.
   * @default true
   */
  readonly roleAssignments?: boolean;
}

/** A resource in Azure: of the engine's, with these properties, or written out. */
export interface ExternalResource {
  /** Its whole Azure id, `/subscriptions/…`. */
  readonly id: string;
  /** Follows from `id`; a resource of the engine's has it anyway. */
  readonly name?: string;
  /** Follows from `id`; a resource of the engine's has it anyway. */
  readonly resourceGroupName?: string;
}

/** A Cosmos DB account. */
export interface ExternalCosmos extends ExternalResource {
  /** @default - `https://<name>.documents.azure.com:443/` */
  readonly endpoint?: string;
}

/** A storage account. */
export interface ExternalStorage extends ExternalResource {
  /** @default - `https://<name>.blob.core.windows.net/` */
  readonly primaryBlobEndpoint?: string;
  /** @default - `https://<name>.queue.core.windows.net/` */
  readonly primaryQueueEndpoint?: string;
  /** @default - `https://<name>.table.core.windows.net/` */
  readonly primaryTableEndpoint?: string;
}

/** A key vault. */
export interface ExternalKeyVault extends ExternalResource {
  /** @default - `https://<name>.vault.azure.net/` */
  readonly vaultUri?: string;
}

/** A service of API Management. */
export interface ExternalApim extends ExternalResource {
  /** @default - `https://<name>.azure-api.net` */
  readonly gatewayUrl?: string;
}

/** A registry of container images. */
export interface ExternalContainerRegistry extends ExternalResource {
  /**
   * The host that images are named by; with a domain name label it has a hash in it.
   * @default - `<name>.azurecr.io`
   */
  readonly loginServer?: string;
}

/** An Azure Managed Redis, or an Azure Cache for Redis. */
export interface ExternalRedis extends ExternalResource {
  /** @default - `<name>.<location of the backend>.redis.azure.net`, or `<name>.redis.cache.windows.net` */
  readonly hostName?: string;
}

/** Where the backend's parts are in an existing virtual network: names of its subnets, or whole ids. */
export interface ExternalSubnets {
  /**
   * Delegated to the function app's kind of plan.
   * @default "functions"
   */
  readonly functions?: string;
  /** @default "private-endpoints" */
  readonly "private-endpoints"?: string;
  /** @default "apim" */
  readonly apim?: string;
}

/** A resource or data source of the engine's, or a literal of the same shape; `resource` makes room for options. */
export type External<Resource, Options = ExternalResourceOptions> =
  (Resource & Options) | (Options & { readonly resource: Resource });

export type Roles = Pick<ExternalResourceOptions, "roleAssignments">;

export type Children = Pick<ExternalResourceOptions, "createChildren">;
