import type { FeedOptions, RequestOptions, SqlQuerySpec } from "@azure/cosmos";
import type { CrudApi } from "../components/define-crud-api";
import { SYSTEM_FIELDS } from "../components/system-fields";
import type { ConnectionsOf } from "./setting-parts";
import { type SettingSource, settingsOf } from "./settings";
import type { Item, Json, PageQuery, Scalar, Store, Stored } from "./store";

/** The calls of `Container` of `@azure/cosmos` that the store makes. */
export interface CosmosContainer {
  readonly items: {
    create(item: Item): Promise<{ readonly resource?: unknown }>;
    query(query: SqlQuerySpec, options?: FeedOptions): { fetchAll(): Promise<{ resources: unknown[] }> };
  };
  item(
    id: string,
    partition: Scalar,
  ): {
    read(): Promise<{ readonly resource?: unknown }>;
    replace(item: Item, options?: RequestOptions): Promise<{ readonly resource?: unknown }>;
    delete(options?: RequestOptions): Promise<unknown>;
  };
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
export function cosmosStore(api: Pick<CrudApi, "name">, options: CosmosStoreOptions = {}): Store {
  const container = containerFrom(api.name, options);
  return {
    create: async (_key, item) =>
      unless({ 409: "exists" }, async () => stored(await (await container()).items.create(item))),
    read: async ({ id, partition }) => {
      const { resource } = await (await container()).item(id, partition).read();
      return resource === undefined ? "missing" : stored({ resource });
    },
    replace: async ({ id, partition }, item, etag) =>
      unless({ 404: "missing", 409: "exists", 412: "changed" }, async () =>
        stored(await (await container()).item(id, partition).replace(item, onlyIf(etag))),
      ),
    delete: async ({ id, partition }, etag) =>
      unless({ 404: "missing", 412: "changed" }, async () => {
        await (await container()).item(id, partition).delete(onlyIf(etag));
        return "deleted" as const;
      }),
    query: async (query) => {
      const { partition, limit } = query;
      const options = { maxItemCount: limit, ...(partition !== undefined && { partitionKey: partition }) };
      const { resources } = await (await container()).items.query(sqlOf(query), options).fetchAll();
      return resources.map(withoutSystemFields);
    },
  };
}

/** One container for all calls, connected by the first; settings that are missing are an error at once. */
function containerFrom(name: string, options: CosmosStoreOptions): () => Promise<CosmosContainer> {
  const { container, settings = process.env } = options;
  if (container !== undefined) return async () => Promise.resolve(container);
  const { cosmos } = settingsOf({ kind: "crud-api", name }, settings);
  let connected: Promise<CosmosContainer> | undefined;
  return async () => (connected ??= connect(cosmos));
}

/** Loaded when they are needed: whoever keeps items elsewhere need not install them. */
async function connect(cosmos: ConnectionsOf<"crud">["cosmos"]): Promise<CosmosContainer> {
  const [{ CosmosClient }, { DefaultAzureCredential }] = await Promise.all([
    import("@azure/cosmos"),
    import("@azure/identity"),
  ]);
  const client =
    cosmos.connectionString === undefined
      ? new CosmosClient({ endpoint: cosmos.accountEndpoint, aadCredentials: new DefaultAzureCredential() })
      : new CosmosClient(cosmos.connectionString);
  return client.database(cosmos.database).container(cosmos.container);
}

/** Turns the statuses that are answers into these; the rest is thrown on. */
async function unless<T, const Refusal extends string>(
  refusals: Readonly<Record<number, Refusal>>,
  call: () => Promise<T>,
): Promise<T | Refusal> {
  try {
    return await call();
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? Number(error.code) : NaN;
    const refusal = refusals[code];
    if (refusal === undefined) throw error;
    return refusal;
  }
}

function onlyIf(etag: string | undefined): RequestOptions {
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

/** Values are parameters; the field's name, which cannot be one, comes from the schema and is quoted. */
function sqlOf({ sortBy, descending, from, skip, limit }: PageQuery): SqlQuerySpec {
  const field = `c[${JSON.stringify(sortBy)}]`;
  const where = whereOf(field, descending, from);
  return {
    query: `SELECT * FROM c${where} ORDER BY ${field} ${descending ? "DESC" : "ASC"} OFFSET @skip LIMIT @limit`,
    parameters: [
      { name: "@skip", value: skip },
      { name: "@limit", value: limit },
      ...(from === undefined || from === null ? [] : [{ name: "@from", value: from }]),
    ],
  };
}

function whereOf(field: string, descending: boolean, from: Scalar | null | undefined): string {
  if (from === undefined || (from === null && !descending)) return "";
  if (from === null) return ` WHERE NOT IS_DEFINED(${field})`;
  return descending ? ` WHERE (${field} <= @from OR NOT IS_DEFINED(${field}))` : ` WHERE ${field} >= @from`;
}
