import { listOrder } from "../components/list-order";
import type { ItemPlace, PageQuery, Scalar } from "./store";

/** A query as `@azure/cosmos` takes it. Its types are declared here, so that these compile where it is not installed. */
export interface CosmosQuery {
  query: string;
  parameters: { name: string; value: Scalar }[];
}

/**
 * A list in two stretches: the SDK cannot put values of several types in order across partitions, and what has no value
 * may not be in the index at all (OrderByDocumentProducerComparator of `@azure/cosmos` 4).
 */
export type Stretch = "sorted" | "unsorted";

/** The stretches from the query's place on. */
export function stretchesOf({ sortBy, descending, after }: PageQuery): readonly Stretch[] {
  if (sortBy === "id") return ["sorted"];
  const both = descending ? (["sorted", "unsorted"] as const) : (["unsorted", "sorted"] as const);
  const first: Stretch = after?.value === undefined ? "unsorted" : "sorted";
  return after === undefined ? both : both.slice(both.indexOf(first));
}

const TYPE_TESTS = { string: "IS_STRING", number: "IS_NUMBER", boolean: "IS_BOOL" } as const;

/** Values are parameters; names, which cannot be, come from the declaration and are quoted. */
export function stretchQuery(
  query: PageQuery,
  stretch: Stretch,
  partitionKey: string,
  count: number,
): CosmosQuery {
  const { sortBy, sortType, descending } = query;
  const sorted = stretch === "sorted";
  const order = listOrder(sorted ? sortBy : undefined, partitionKey);
  const fields = order.map(fieldAt);
  const conditions = Object.entries(query.where ?? {});
  const filtered = conditions.map(([name]) => fieldAt([name]));
  const inStretch = `${sorted ? "" : "NOT "}${TYPE_TESTS[sortType]}(${fieldAt([sortBy])})`;
  const place = placeIn(query, stretch);
  const values = place === undefined ? [] : order.map((names) => valueAt(names, place, query));
  const sign = descending ? "<" : ">";
  const where = [
    ...filtered.map((field, index) => `${field} = @where${index}`),
    ...(sortBy === "id" ? [] : [inStretch]),
    ...(place === undefined ? [] : [afterClause(fields, sign)]),
  ];
  // What is the same in every item comes first, so that the index of the filter is the one of the order.
  const orderBy = [...new Set([...filtered, ...fields])]
    .map((field) => `${field} ${descending ? "DESC" : "ASC"}`)
    .join(", ");
  const parameters = [
    ...conditions.map(([, value], index) => ({ name: `@where${index}`, value })),
    ...values.map((value, index) => ({ name: `@after${index}`, value })),
  ];
  return {
    query: `SELECT TOP ${count} * FROM c${where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`} ORDER BY ${orderBy}`,
    parameters,
  };
}

/** Where in the stretch the page begins; undefined for its start. */
function placeIn({ sortBy, after }: PageQuery, stretch: Stretch): ItemPlace | undefined {
  if (after === undefined || sortBy === "id") return after;
  return (after.value === undefined) === (stretch === "unsorted") ? after : undefined;
}

function valueAt(
  [name, ...below]: readonly string[],
  { id, partition, value }: ItemPlace,
  { sortBy }: PageQuery,
): Scalar {
  if (below.length > 0) return partition;
  if (name === "id") return id;
  return name === sortBy ? (value ?? partition) : partition;
}

function fieldAt(names: readonly string[]): string {
  return `c${names.map((name) => `[${JSON.stringify(name)}]`).join("")}`;
}

/** `(a > @0 OR (a = @0 AND (b > @1 OR (b = @1 AND c > @2))))` */
function afterClause(fields: readonly string[], sign: "<" | ">"): string {
  const [field = "", ...rest] = fields;
  const clause = (at: number, name: string, others: readonly string[]): string => {
    const beyond = `${name} ${sign} @after${at}`;
    const [next, ...more] = others;
    return next === undefined
      ? beyond
      : `(${beyond} OR (${name} = @after${at} AND ${clause(at + 1, next, more)}))`;
  };
  return clause(0, field, rest);
}
