import { preferredLocations } from "../components/connections";
import type { CrudApi } from "../components/define-crud-api";
import { settingPrefix } from "../components/setting-prefix";
import { SYSTEM_FIELDS } from "../components/system-fields";
import { storeFailure } from "./cosmos-failures";
import { type CosmosQuery, stretchQuery, stretchesOf } from "./cosmos-queries";
import { PageInProgress } from "./page";
import type { ConnectionsOf } from "./setting-parts";
import { type SettingSource, settingsOf } from "./settings";
import type { Item, Json, Page, PageQuery, Scalar, Store, Stored } from "./store";

/** How a call of the store limits what it reads: a part of `FeedOptions` of `@azure/cosmos`. */
export interface CosmosReadOptions {
  maxItemCount?: number;
  partitionKey?: Scalar;
}

/** The condition of a call of the store: a part of `RequestOptions` of `@azure/cosmos`. */
export interface CosmosWriteOptions {
  accessCondition?: { type: string; condition: string };
}

/** The calls of `Container` of `@azure/cosmos` that the store makes. */
export interface CosmosContainer {
  readonly items: {
    create(item: Item): Promise<{ readonly resource?: unknown }>;
    query(query: CosmosQuery, options?: CosmosReadOptions): CosmosPages;
  };
  item(
    id: string,
    partition: Scalar,
  ): {
    read(): Promise<{ readonly resource?: unknown }>;
    replace(item: Item, options?: CosmosWriteOptions): Promise<{ readonly resource?: unknown }>;
    delete(options?: CosmosWriteOptions): Promise<unknown>;
  };
}

/** The calls of a `QueryIterator` that the store makes. */
export interface CosmosPages {
  hasMoreResults(): boolean;
  fetchNext(): Promise<{ readonly resources?: readonly unknown[] | undefined }>;
}

/** Where {@link cosmosStore} finds its container. */
export interface CosmosStoreOptions {
  /** @default - `process.env` */
  readonly settings?: SettingSource;
  /** A container that is there already, instead of the one that the app settings name. */
  readonly container?: CosmosContainer;
}

/**
 * Keeps items in the API's container, by the app's identity. The container is the one that the app settings of the
 * backend name: `FEEDBACK_COSMOS__accountEndpoint`, `FEEDBACK_COSMOS_DATABASE`, `FEEDBACK_COSMOS_CONTAINER`. On your machine
 * `FEEDBACK_COSMOS` may be the connection string of the emulator instead of the endpoint.
 */
export function cosmosStore(
  api: Pick<CrudApi, "name" | "partitionKey">,
  options: CosmosStoreOptions = {},
): Store {
  const container = containerFrom(api.name, options);
  return {
    create: async (_key, item) =>
      unless({ 409: "exists" }, async () => stored(await (await container()).items.create(item))),
    read: async ({ id, partition }) =>
      unless({ 404: "missing" }, async () => {
        const { resource } = await (await container()).item(id, partition).read();
        return resource === undefined ? ("missing" as const) : stored({ resource });
      }),
    replace: async ({ id, partition }, item, etag) =>
      unless({ 404: "missing", 409: "exists", 412: "changed" }, async () =>
        stored(await (await container()).item(id, partition).replace(item, onlyIf(etag))),
      ),
    delete: async ({ id, partition }, etag) =>
      unless({ 404: "missing", 412: "changed" }, async () => {
        await (await container()).item(id, partition).delete(onlyIf(etag));
        return "deleted" as const;
      }),
    query: async (query) =>
      unless<Page>({}, async () => pageFrom((await container()).items, query, api.partitionKey)),
  };
}

/** Stretch by stretch, until the page is full: no more is read than a page and what one answer of Cosmos DB has. */
async function pageFrom(
  items: CosmosContainer["items"],
  query: PageQuery,
  partitionKey: string,
): Promise<Page> {
  const { partition } = query;
  const page = new PageInProgress(query);
  for (const stretch of stretchesOf(query)) {
    // One item more says whether another page follows.
    const count = page.room + 1;
    const options = { maxItemCount: count, ...(partition !== undefined && { partitionKey: partition }) };
    const pages = items.query(stretchQuery(query, stretch, partitionKey, count), options);
    while (pages.hasMoreResults()) {
      const { resources = [] } = await pages.fetchNext();
      for (const resource of resources) if (!page.add(withoutSystemFields(resource))) return page.end(true);
    }
  }
  return page.end(false);
}

/** One container for all calls, connected by the first; settings that are missing are an error at once. */
function containerFrom(name: string, options: CosmosStoreOptions): () => Promise<CosmosContainer> {
  const { container, settings = process.env } = options;
  if (container !== undefined) return async () => Promise.resolve(container);
  const { cosmos } = settingsOf({ kind: "crud-api", name }, settings);
  const locations = settings[preferredLocations(settingPrefix(name))];
  let connected: Promise<CosmosContainer> | undefined;
  return async () => (connected ??= connect(cosmos, locations));
}

/** Loaded when they are needed: a user who stores items elsewhere need not install them. */
async function connect(
  cosmos: ConnectionsOf<"crud">["cosmos"],
  locations: string | undefined,
): Promise<CosmosContainer> {
  const [{ CosmosClient }, { DefaultAzureCredential }] = await Promise.all([
    import("@azure/cosmos"),
    import("@azure/identity"),
  ]);
  const client =
    cosmos.connectionString === undefined
      ? new CosmosClient({
          endpoint: cosmos.accountEndpoint,
          aadCredentials: new DefaultAzureCredential(),
          // Without a preference the SDK takes the account's first region, wherever the app is.
          ...(locations && { connectionPolicy: { preferredLocations: locations.split(",") } }),
        })
      : new CosmosClient(cosmos.connectionString);
  return client.database(cosmos.database).container(cosmos.container);
}

/** Turns the statuses that are answers into these; the rest is thrown on. */
async function unless<T, const Refusal extends string = never>(
  refusals: Readonly<Record<number, Refusal>>,
  call: () => Promise<T>,
): Promise<T | Refusal> {
  try {
    return await call();
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? Number(error.code) : NaN;
    const refusal = refusals[code];
    if (refusal === undefined) throw storeFailure(error) ?? error;
    return refusal;
  }
}

function onlyIf(etag: string | undefined): CosmosWriteOptions {
  return etag === undefined ? {} : { accessCondition: { type: "IfMatch", condition: etag } };
}

function stored({ resource }: { readonly resource?: unknown }): Stored {
  const { _etag } = resource as { readonly _etag: string };
  return { item: withoutSystemFields(resource), etag: _etag };
}

function withoutSystemFields(resource: unknown): Item {
  return Object.fromEntries(
    Object.entries(resource as Readonly<Record<string, Json>>).filter(
      ([name]) => !SYSTEM_FIELDS.includes(name),
    ),
  );
}
