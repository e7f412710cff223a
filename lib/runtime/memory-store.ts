import type { CosmosContainerOptions } from "../services/cosmos/container-options";
import { isObject } from "./body";
import { PageInProgress } from "./page";
import type { Item, ItemKey, ItemPlace, Json, Page, PageQuery, Scalar, Store, Stored } from "./store";

interface Entry extends ItemKey {
  readonly item: Item;
  readonly etag: string;
  /** In milliseconds; undefined for never. */
  readonly expires: number | undefined;
  /** What of its unique keys it takes. */
  readonly claims: readonly string[];
}

/** What of its container a store in memory does. */
export type MemoryStoreOptions = Pick<CosmosContainerOptions, "uniqueKeys" | "defaultTtl"> & {
  /** The time, in milliseconds. @default Date.now */
  readonly now?: () => number;
};

/**
 * Keeps items in this process: for tests and local work.
 *
 * @param api - whose unique keys and time to live hold here too; none without it
 */
export function memoryStore(api: MemoryStoreOptions = {}): Store {
  const { uniqueKeys = [], now = Date.now } = api;
  const entries = new Map<string, Entry>();
  /** Whose values of unique keys are taken, by partition and values. */
  const owners = new Map<string, string>();
  let version = 0;

  const drop = (place: string, { claims }: Entry): void => {
    entries.delete(place);
    for (const claim of claims) owners.delete(claim);
  };
  const find = (key: ItemKey): Entry | undefined => {
    const place = placeOf(key);
    const entry = entries.get(place);
    if (entry?.expires === undefined || entry.expires > now()) return entry;
    drop(place, entry);
    return undefined;
  };
  const claimsOf = ({ partition }: ItemKey, item: Item): readonly string[] =>
    uniqueKeys.map((paths, index) =>
      JSON.stringify([index, partition, ...paths.map((path) => valueAt(item, path))]),
    );
  const isTaken = (key: ItemKey, claims: readonly string[]): boolean =>
    claims.some((claim) => {
      const owner = owners.get(claim);
      if (owner === undefined || owner === placeOf(key)) return false;
      const entry = entries.get(owner);
      return entry !== undefined && find(entry) !== undefined;
    });
  const keep = (key: ItemKey, item: Item): Stored | "exists" => {
    const claims = claimsOf(key, item);
    if (isTaken(key, claims)) return "exists";
    const place = placeOf(key);
    const old = entries.get(place);
    if (old !== undefined) drop(place, old);
    version += 1;
    const kept = structuredClone(item);
    const expires = expiryOf(kept, api.defaultTtl, now());
    const entry = { ...key, item: kept, etag: `"${version}"`, expires, claims };
    entries.set(place, entry);
    for (const claim of claims) owners.set(claim, place);
    return storedIn(entry);
  };
  const refusal = (key: ItemKey, etag: string | undefined): "missing" | "changed" | undefined => {
    const entry = find(key);
    if (entry === undefined) return "missing";
    return etag === undefined || etag === entry.etag ? undefined : "changed";
  };

  return {
    create: async (key, item) => Promise.resolve(find(key) === undefined ? keep(key, item) : "exists"),
    read: async (key) => {
      const entry = find(key);
      return Promise.resolve(entry === undefined ? ("missing" as const) : storedIn(entry));
    },
    replace: async (key, item, etag) => Promise.resolve(refusal(key, etag) ?? keep(key, item)),
    delete: async (key, etag) => {
      const refused = refusal(key, etag);
      const entry = entries.get(placeOf(key));
      if (refused === undefined && entry !== undefined) drop(placeOf(key), entry);
      return Promise.resolve(refused ?? ("deleted" as const));
    },
    query: async (query) => {
      const time = now();
      const there = [...entries.values()].filter(({ expires }) => expires === undefined || expires > time);
      return Promise.resolve(pageOf(there, query));
    },
  };
}

/** learn.microsoft.com/azure/cosmos-db/time-to-live: an item's own ttl counts where its container lets items expire. */
function expiryOf(item: Item, defaultTtl: number | undefined, now: number): number | undefined {
  const { ttl: own } = item;
  if (defaultTtl === undefined) return undefined;
  const ttl = typeof own === "number" ? own : defaultTtl;
  return ttl === -1 ? undefined : now + ttl * 1000;
}

/** What is missing counts as a value, null: learn.microsoft.com/azure/cosmos-db/unique-keys */
function valueAt(item: Item, path: string): Json {
  return path
    .split("/")
    .slice(1)
    .reduce<Json>((found, name) => (isObject(found) ? (found[name] ?? null) : null), item);
}

function placeOf({ partition, id }: ItemKey): string {
  return JSON.stringify([partition, id]);
}

/** A copy, so that nothing changes what is kept. */
function storedIn({ item, etag }: Entry): Stored {
  return { item: structuredClone(item), etag };
}

function pageOf(entries: readonly Entry[], query: PageQuery): Page {
  const { partition, where = {}, sortBy, sortType, descending, after } = query;
  const conditions = Object.entries(where);
  const direction = descending ? -1 : 1;
  const placed = entries
    .filter((entry) => partition === undefined || entry.partition === partition)
    .filter(({ item }) => conditions.every(([field, value]) => item[field] === value))
    .map((entry) => {
      const value = entry.item[sortBy];
      const place: ItemPlace =
        typeof value === sortType ? { ...keyOf(entry), value: value as Scalar } : keyOf(entry);
      return { place, item: entry.item };
    })
    .filter(({ place }) => after === undefined || direction * compared(place, after) > 0)
    .sort((one, other) => direction * compared(one.place, other.place));
  const page = new PageInProgress(query);
  for (const { item } of placed) if (!page.add(structuredClone(item))) return page.end(true);
  return page.end(false);
}

function keyOf({ id, partition }: ItemKey): ItemKey {
  return { id, partition };
}

/** By value, id and partition; without a value first. */
function compared(one: ItemPlace, other: ItemPlace): number {
  return (
    inOrder(one.value, other.value) || inOrder(one.id, other.id) || inOrder(one.partition, other.partition)
  );
}

function inOrder(one: Scalar | undefined, other: Scalar | undefined): number {
  if (one === other) return 0;
  if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
  return one < other ? -1 : 1;
}
