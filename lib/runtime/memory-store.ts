import type { CosmosContainerOptions } from "../components/cosmos-container/container-options";
import { isObject } from "./body";
import type { Item, ItemKey, Json, PageQuery, Scalar, Store, Stored } from "./store";

interface Entry {
  readonly partition: Scalar;
  /** Text, so that nobody can change what is kept. */
  readonly text: string;
  readonly etag: string;
}

/**
 * Keeps items in this process, for ever: for tests and local work.
 *
 * @param api - whose unique keys hold here too; none without it
 */
export function memoryStore({ uniqueKeys = [] }: Pick<CosmosContainerOptions, "uniqueKeys"> = {}): Store {
  const entries = new Map<string, Entry>();
  let version = 0;

  const keep = (key: ItemKey, item: Item): Stored => {
    version += 1;
    const entry = { partition: key.partition, text: JSON.stringify(item), etag: `"${version}"` };
    entries.set(placeOf(key), entry);
    return storedIn(entry);
  };
  const refusal = (key: ItemKey, etag: string | undefined): "missing" | "changed" | undefined => {
    const entry = entries.get(placeOf(key));
    if (entry === undefined) return "missing";
    return etag === undefined || etag === entry.etag ? undefined : "changed";
  };
  const isTaken = (key: ItemKey, item: Item): boolean =>
    [...entries].some(
      ([place, entry]) =>
        place !== placeOf(key) && entry.partition === key.partition && clash(storedIn(entry).item, item),
    );
  const clash = (one: Item, other: Item): boolean =>
    uniqueKeys.some((paths) => paths.every((path) => valueAt(one, path) === valueAt(other, path)));

  return {
    create: async (key, item) =>
      Promise.resolve(
        entries.has(placeOf(key)) || isTaken(key, item) ? ("exists" as const) : keep(key, item),
      ),
    read: async (key) => {
      const entry = entries.get(placeOf(key));
      return Promise.resolve(entry === undefined ? ("missing" as const) : storedIn(entry));
    },
    replace: async (key, item, etag) =>
      Promise.resolve(refusal(key, etag) ?? (isTaken(key, item) ? ("exists" as const) : keep(key, item))),
    delete: async (key, etag) => {
      const refused = refusal(key, etag);
      if (refused === undefined) entries.delete(placeOf(key));
      return Promise.resolve(refused ?? ("deleted" as const));
    },
    query: async (query) => {
      const items = [...entries.values()]
        .filter(({ partition }) => query.partition === undefined || partition === query.partition)
        .map((entry) => storedIn(entry).item);
      return Promise.resolve(pageOf(items, query));
    },
  };
}

/** As text; what is missing counts as a value: learn.microsoft.com/azure/cosmos-db/unique-keys */
function valueAt(item: Item, path: string): string {
  const value = path
    .split("/")
    .slice(1)
    .reduce<Json>((found, name) => (isObject(found) ? (found[name] ?? null) : null), item);
  return JSON.stringify(value);
}

function placeOf({ partition, id }: ItemKey): string {
  return JSON.stringify([partition, id]);
}

function storedIn({ text, etag }: Entry): Stored {
  return { item: JSON.parse(text) as Item, etag };
}

function pageOf(
  items: readonly Item[],
  { sortBy, descending, from, skip, limit }: PageQuery,
): readonly Item[] {
  const direction = descending ? -1 : 1;
  return items
    .filter((item) => from === undefined || direction * compared(item[sortBy], from ?? undefined) >= 0)
    .sort((one, other) => direction * compared(one[sortBy], other[sortBy]))
    .slice(skip, skip + limit);
}

/** Cosmos DB's order: nothing, booleans, numbers, texts. */
function compared(one: Json | undefined, other: Json | undefined): number {
  const [first, second] = [rankOf(one), rankOf(other)];
  if (first !== second) return first - second;
  if (one === other || first === NEVER_SORTED || first === 0) return 0;
  return (one as Scalar) < (other as Scalar) ? -1 : 1;
}

const NEVER_SORTED = 4;

function rankOf(value: Json | undefined): number {
  if (value === undefined) return 0;
  const rank = ["boolean", "number", "string"].indexOf(typeof value);
  return rank === -1 ? NEVER_SORTED : rank + 1;
}
