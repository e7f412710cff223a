/** Options of every existing resource. */
export interface ExternalResourceOptions {
  /**
   * Creates what the backend needs inside of it: databases, containers, queues, tables, secrets, subnets, zone links, topics and their
   * subscriptions. If `false`, they must exist.
   * @default false
   */
  readonly createChildren?: boolean;
  /**
   * Assigns the function app its roles on it. If `false`, the owner of the resource assigns them.
   * @default true
   */
  readonly roleAssignments?: boolean;
}

/** An existing Azure resource: a CDKTF resource or data source, or a literal with these properties. */
export interface ExternalResource {
  /** Its Azure resource id, `/subscriptions/…`. */
  readonly id: string;
  /** Derived from `id`; a CDKTF resource has it. */
  readonly name?: string;
  /** Derived from `id`; a CDKTF resource has it. */
  readonly resourceGroupName?: string;
}

/** A Cosmos DB account. */
export interface ExternalCosmos extends ExternalResource {
  /**
   * The endpoint of the account.
   * @default - `https://<name>.documents.azure.com:443/`
   */
  readonly endpoint?: string;
}

/** A storage account. */
export interface ExternalStorage extends ExternalResource {
  /**
   * The blob endpoint.
   * @default - `https://<name>.blob.core.windows.net/`
   */
  readonly primaryBlobEndpoint?: string;
  /**
   * The queue endpoint.
   * @default - `https://<name>.queue.core.windows.net/`
   */
  readonly primaryQueueEndpoint?: string;
  /**
   * The table endpoint.
   * @default - `https://<name>.table.core.windows.net/`
   */
  readonly primaryTableEndpoint?: string;
}

/** A key vault. */
export interface ExternalKeyVault extends ExternalResource {
  /**
   * The vault URI.
   * @default - `https://<name>.vault.azure.net/`
   */
  readonly vaultUri?: string;
}

/** An API Management service. */
export interface ExternalApim extends ExternalResource {
  /**
   * The URL of the gateway.
   * @default - `https://<name>.azure-api.net`
   */
  readonly gatewayUrl?: string;
}

/** A registry of container images. */
export interface ExternalContainerRegistry extends ExternalResource {
  /**
   * The login server of the registry. With a domain name label it contains a hash.
   * @default - `<name>.azurecr.io`
   */
  readonly loginServer?: string;
}

/** An Azure Managed Redis, or an Azure Cache for Redis. */
export interface ExternalRedis extends ExternalResource {
  /**
   * The host name.
   * @default - `<name>.<location of the backend>.redis.azure.net`, or `<name>.redis.cache.windows.net`
   */
  readonly hostName?: string;
}

/** Subnets of an existing virtual network: names of subnets, or their ids. */
export interface ExternalSubnets {
  /**
   * The subnet of the function app, delegated to its kind of plan.
   * @default "functions"
   */
  readonly functions?: string;
  /**
   * The subnet of the private endpoints.
   * @default "private-endpoints"
   */
  readonly "private-endpoints"?: string;
  /**
   * The subnet of API Management.
   * @default "apim"
   */
  readonly apim?: string;
}

/** A CDKTF resource or data source, or a literal of the same shape. `resource` combines one with options. */
export type External<Resource, Options = ExternalResourceOptions> =
  | (Resource & Options)
  | (Options & {
      /** A CDKTF resource or data source. */
      readonly resource: Resource;
    });

export type Roles = Pick<ExternalResourceOptions, "roleAssignments">;

export type Children = Pick<ExternalResourceOptions, "createChildren">;
