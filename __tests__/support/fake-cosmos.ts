import type { FeedOptions, RequestOptions, SqlQuerySpec } from "@azure/cosmos";
import type { CosmosContainer, Item, Scalar } from "../../lib/runtime";

/** A call of the fake, for tests that look at what was asked. */
export interface CosmosCall {
  readonly query: SqlQuerySpec;
  readonly options: FeedOptions | undefined;
}

/**
 * A container, written by hand after the documentation of `@azure/cosmos`: the few calls of the store, with the statuses
 * and the system fields of the service, and the few shapes of SQL that the store writes.
 */
export function fakeCosmos(
  partitionKey: string,
  uniqueKeys: readonly (readonly string[])[] = [],
): CosmosContainer & { readonly calls: readonly CosmosCall[] } {
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
      _ts: 1_700_000_000 + version,
    });
    kept.set(place, resource);
    return { resource };
  };
  return {
    calls,
    items: {
      create: (item) =>
        answered(() => {
          const place = JSON.stringify([item[partitionKey], item["id"]]);
          if (kept.has(place)) throw failure(409);
          return keep(place, item);
        }),
      query: (query, options) => ({
        fetchAll: () =>
          answered(() => {
            calls.push({ query, options });
            const partition = options?.partitionKey;
            const items = [...kept.values()].filter(
              (item) => partition === undefined || item[partitionKey] === partition,
            );
            return { resources: selected(items, query) };
          }),
      }),
    },
    item: (id, partition) => {
      const place = JSON.stringify([partition, id]);
      const check = (options: RequestOptions | undefined): void => {
        const item = kept.get(place);
        if (item === undefined) throw failure(404);
        const condition = options?.accessCondition;
        if (condition !== undefined && condition.condition !== item["_etag"]) throw failure(412);
      };
      return {
        // A read that finds nothing does not throw.
        read: () => answered(() => ({ resource: structuredClone(kept.get(place)) })),
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

function failure(code: number): Error {
  return Object.assign(new Error(`status ${code}`), { code });
}

const SQL =
  /^SELECT \* FROM c(?: WHERE (?<where>.+))? ORDER BY c\[(?<field>".+")\] (?<order>ASC|DESC) OFFSET @skip LIMIT @limit$/;

function selected(items: readonly Item[], { query, parameters = [] }: SqlQuerySpec): Item[] {
  const { where = "", field = "", order } = SQL.exec(query)?.groups ?? {};
  if (field === "") throw failure(400);
  const value = (name: string): unknown => parameters.find((each) => each.name === name)?.value;
  const name = JSON.parse(field) as string;
  const [skip, limit] = [value("@skip") as number, value("@limit") as number];
  return items
    .filter((item) => holds(where.replaceAll(`c[${field}]`, "F"), item[name], value("@from") as Scalar))
    .sort((one, other) => (order === "ASC" ? 1 : -1) * (isBefore(one[name], other[name]) ? -1 : 1))
    .slice(skip, skip + limit);
}

function holds(where: string, value: unknown, from: Scalar): boolean {
  const same = typeof value === typeof from;
  switch (where) {
    case "":
      return true;
    case "F >= @from":
      return same && (value as Scalar) >= from;
    case "(F <= @from OR NOT IS_DEFINED(F))":
      return value === undefined || (same && (value as Scalar) <= from);
    case "NOT IS_DEFINED(F)":
      return value === undefined;
    default:
      throw failure(400);
  }
}

function isBefore(one: unknown, other: unknown): boolean {
  return one === undefined || (other !== undefined && (one as Scalar) < (other as Scalar));
}
