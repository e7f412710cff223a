import type { FeedOptions, RequestOptions, SqlQuerySpec } from "@azure/cosmos";
import type { CosmosContainer, Item, Scalar } from "../../lib/runtime";

/** A call of the fake, for tests that look at what was asked. */
export interface CosmosCall {
  readonly query: SqlQuerySpec;
  readonly options: FeedOptions | undefined;
}

/** What of its container a fake does. */
export interface FakeOptions {
  readonly uniqueKeys?: readonly (readonly string[])[];
  readonly defaultTtl?: number;
  /** Milliseconds. */
  readonly now?: () => number;
  /** Paths in their order; a query that sorts by several is refused without its own. */
  readonly compositeIndexes?: readonly (readonly string[])[];
}

/** The most items that one answer of the fake has, so that a page is read in several. */
const ANSWER = 3;

/**
 * A container, written by hand after the documentation of Cosmos DB and the code of `@azure/cosmos` 4.9: the few calls of
 * the store, with the statuses and the system fields of the service, and the few shapes of SQL that the store writes.
 * Across partitions it refuses to sort values of several types, as the SDK does; and to sort by several fields without
 * their composite index, as the service does. Not here: request units, throttling, several regions, sizes.
 */
export function fakeCosmos(
  partitionKey: string,
  { uniqueKeys = [], defaultTtl, now = Date.now, compositeIndexes = [] }: FakeOptions = {},
): CosmosContainer & { readonly calls: readonly CosmosCall[]; readonly itemsRead: () => number } {
  let itemsRead = 0;
  const kept = new Map<string, Item>();
  const calls: CosmosCall[] = [];
  let version = 0;
  const refuseTwins = (place: string, item: Item): void => {
    const isTwin = ([other, kept]: [string, Item]): boolean =>
      other !== place &&
      kept[partitionKey] === item[partitionKey] &&
      uniqueKeys.some((paths) => paths.every((path) => kept[path.slice(1)] === item[path.slice(1)]));
    if ([...kept].some(isTwin)) throw failure(409);
  };
  const keep = (place: string, item: Item): { resource: Item } => {
    refuseTwins(place, item);
    version += 1;
    const resource = structuredClone({
      ...item,
      _rid: "rid==",
      _self: "dbs/x/",
      _etag: `"0000-${version}"`,
      _attachments: "attachments/",
      _ts: now() / 1000,
    });
    kept.set(place, resource);
    return { resource };
  };
  const expire = (): void => {
    for (const [place, { ttl, _ts }] of kept) {
      const seconds = defaultTtl === undefined ? -1 : typeof ttl === "number" ? ttl : defaultTtl;
      if (seconds !== -1 && now() >= (Number(_ts) + seconds) * 1000) kept.delete(place);
    }
  };
  return {
    calls,
    itemsRead: () => itemsRead,
    items: {
      create: (item) =>
        answered(() => {
          expire();
          const place = JSON.stringify([item[partitionKey], item["id"]]);
          if (kept.has(place)) throw failure(409);
          return keep(place, item);
        }),
      query: (query, options) => {
        let left: Item[] | undefined;
        return {
          hasMoreResults: () => left === undefined || left.length > 0,
          fetchNext: () =>
            answered(() => {
              expire();
              if (left === undefined) {
                calls.push({ query, options });
                const partition = options?.partitionKey;
                const items = [...kept.values()].filter(
                  (item) => partition === undefined || item[partitionKey] === partition,
                );
                left = selected(items, query, compositeIndexes, partition === undefined);
              }
              const resources = left.splice(0, Math.min(ANSWER, options?.maxItemCount ?? ANSWER));
              itemsRead += resources.length;
              return { resources: structuredClone(resources) };
            }),
        };
      },
    },
    item: (id, partition) => {
      const place = JSON.stringify([partition, id]);
      const check = (options: RequestOptions | undefined): void => {
        expire();
        const item = kept.get(place);
        if (item === undefined) throw failure(404);
        const condition = options?.accessCondition;
        if (condition !== undefined && condition.condition !== item["_etag"]) throw failure(412);
      };
      return {
        // A read that finds nothing does not throw.
        read: () =>
          answered(() => {
            expire();
            return { resource: structuredClone(kept.get(place)) };
          }),
        replace: (item, options) =>
          answered(() => {
            check(options);
            return keep(place, item);
          }),
        delete: (options) =>
          answered(() => {
            check(options);
            kept.delete(place);
          }),
      };
    },
  };
}

async function answered<T>(answer: () => T): Promise<T> {
  await Promise.resolve();
  return answer();
}

function failure(code: number, message = `status ${code}`): Error {
  return Object.assign(new Error(message), { code });
}

const FIELD = String.raw`c(?:\["(?:[^"\\]|\\.)*"\])+`;
const SQL = new RegExp(
  `^SELECT TOP (?<top>\\d+) \\* FROM c(?: WHERE (?<where>.+))? ORDER BY (?<order>${FIELD} (?:ASC|DESC)(?:, ${FIELD} (?:ASC|DESC))*)$`,
);

function selected(
  items: readonly Item[],
  { query, parameters = [] }: SqlQuerySpec,
  compositeIndexes: readonly (readonly string[])[],
  acrossPartitions: boolean,
): Item[] {
  const { top, where, order } = SQL.exec(query)?.groups ?? {};
  if (order === undefined) throw failure(400);
  const fields = [...order.matchAll(new RegExp(FIELD, "g"))].map(([field]) => namesIn(field));
  const paths = fields.map((names) => `/${names.join("/")}`);
  if (paths.length > 1 && !compositeIndexes.some((index) => index.join() === paths.join()))
    throw failure(
      400,
      "The order by query does not have a corresponding composite index that it can be served from.",
    );
  const values = new Map(parameters.map(({ name, value }) => [name, value]));
  const found = items.filter((item) => where === undefined || holds(where, item, values));
  for (const names of fields)
    if (acrossPartitions && new Set(found.map((item) => typeof valueAt(item, names))).size > 1)
      throw new Error("Cannot execute cross partition order-by queries on mixed types.");
  const direction = order.includes("DESC") ? -1 : 1;
  return found.sort((one, other) => direction * inOrder(one, other, fields)).slice(0, Number(top));
}

function namesIn(field: string): readonly string[] {
  return [...field.matchAll(/\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name = ""]) => JSON.parse(name) as string);
}

function valueAt(item: Item, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name],
    item,
  );
}

function inOrder(one: Item, other: Item, fields: readonly (readonly string[])[]): number {
  for (const names of fields) {
    const [first, second] = [valueAt(one, names) as Scalar, valueAt(other, names) as Scalar];
    if (first !== second) return first < second ? -1 : 1;
  }
  return 0;
}

const COMPARED = new RegExp(`^(${FIELD}) ([<>=]) (@(?:after|where)\\d+)$`);
const TYPED = new RegExp(`^(NOT )?IS_(STRING|NUMBER|BOOL)\\((${FIELD})\\)$`);
const TYPES: Readonly<Record<string, string>> = { STRING: "string", NUMBER: "number", BOOL: "boolean" };

/** Values of two types are neither smaller nor larger nor equal. */
function holds(where: string, item: Item, values: ReadonlyMap<string, unknown>): boolean {
  for (const [word, every] of [
    [" OR ", false],
    [" AND ", true],
  ] as const) {
    const parts = splitAt(where, word);
    if (parts.length > 1)
      return every
        ? parts.every((part) => holds(part, item, values))
        : parts.some((part) => holds(part, item, values));
  }
  if (where.startsWith("(")) return holds(where.slice(1, -1), item, values);
  const [, not, type = "", typed] = TYPED.exec(where) ?? [];
  if (typed !== undefined)
    return (typeof valueAt(item, namesIn(typed)) === TYPES[type]) !== (not !== undefined);
  const [, field, sign, name = ""] = COMPARED.exec(where) ?? [];
  if (field === undefined) throw failure(400);
  const [value, other] = [valueAt(item, namesIn(field)) as Scalar, values.get(name) as Scalar];
  if (typeof value !== typeof other) return false;
  return sign === "=" ? value === other : sign === "<" ? value < other : value > other;
}

/** Outside of parentheses. */
function splitAt(text: string, word: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0 && text.startsWith(word, at)) {
      parts.push("");
      at += word.length - 1;
    } else parts.push(`${parts.pop() ?? ""}${text[at] ?? ""}`);
  }
  return parts;
}
