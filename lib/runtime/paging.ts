import type { HttpRequest } from "@azure/functions";
import { type Scope, sees } from "./crud-scope";
import { type CrudModel, partitionOf } from "./model";
import { LARGEST_PAGE_BYTES } from "./page";
import { partitionAsked } from "./partition";
import { refuse } from "./problem-details";
import type { Item, ItemKey, ItemPlace, Json, PageQuery, Scalar, Store } from "./store";

/** In characters; a token with a longer text makes a link that no server takes. */
const LONGEST_VALUE = 500;

/** What a continuation token holds: order, and the place of the last item of a page. Nothing that has to be kept secret. */
interface Token extends ItemKey {
  readonly sortBy: string;
  readonly descending: boolean;
  readonly value?: Scalar;
  /** The value is too long for a token, and read from the item. */
  readonly long?: true;
}

/** The page that a request asks for. */
export async function pageAsked(
  model: CrudModel,
  store: Store,
  request: Pick<HttpRequest, "query">,
  scope: Scope,
): Promise<PageQuery> {
  const { query } = request;
  const partition = scope.partition ?? partitionAsked(model, request);
  const sortBy = query.get("sortBy") ?? model.sortBy;
  const sortType = model.sortTypes.get(sortBy);
  if (sortType === undefined) refuse(400, `sortBy is one of ${[...model.sortTypes.keys()].join(", ")}.`);
  const order = query.get("order") ?? "ascending";
  if (order !== "ascending" && order !== "descending") refuse(400, "order is ascending or descending.");
  const page = { partition, where: ofOwner(scope), sortBy, sortType, descending: order === "descending" };
  const text = query.get("continuation");
  const after = text === null ? undefined : await placeIn(text, page, model, { store, scope });
  return { ...page, after, limit: model.pageSize, bytes: LARGEST_PAGE_BYTES };
}

function ofOwner({ owner }: Scope): PageQuery["where"] {
  return owner === undefined || owner.seesAll ? undefined : { [owner.field]: owner.self };
}

/** The token of what follows an item. */
export function tokenAfter(
  model: CrudModel,
  { sortBy, sortType, descending }: PageQuery,
  last: Item,
): string {
  const value = typeof last[sortBy] === sortType ? (last[sortBy] as Scalar) : undefined;
  const long = typeof value === "string" && value.length > LONGEST_VALUE;
  const token: Token = {
    sortBy,
    descending,
    id: last["id"] as string,
    partition: partitionOf(model, last),
    ...(value !== undefined && !long && { value }),
    ...(long && { long }),
  };
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

async function placeIn(
  text: string,
  { partition: asked, sortBy, sortType, descending }: Omit<PageQuery, "limit" | "bytes">,
  model: CrudModel,
  items: VisibleItems,
): Promise<ItemPlace> {
  const token = parsed(text);
  if (Object.hasOwn(token, "skip"))
    refuse(400, "continuation comes from an earlier version of this API; read the list from its start.");
  const { id, partition, value, long } = token;
  const isPlace =
    token["sortBy"] === sortBy &&
    token["descending"] === descending &&
    typeof id === "string" &&
    model.isId(id) &&
    typeof partition === model.partitionType &&
    (asked === undefined || partition === asked) &&
    (value === undefined || (typeof value === sortType && long === undefined)) &&
    (long === undefined || long === true);
  if (!isPlace) refuse(400, "continuation is no token of this list; take nextLink as it is.");
  const key = { id, partition: partition as Scalar };
  if (long === true) return { ...key, value: await valueOf(key, sortBy, sortType, items) };
  if (sortBy === "id") return { ...key, value: id };
  return { ...key, ...(value !== undefined && { value: value as Scalar }) };
}

/** The items of a store that the caller may see. */
interface VisibleItems {
  readonly store: Store;
  readonly scope: Scope;
}

/** A token is the caller's text: it says nothing of items that the caller may not see. */
async function valueOf(
  key: ItemKey,
  sortBy: string,
  sortType: string,
  { store, scope }: VisibleItems,
): Promise<Scalar> {
  const stored = await store.read(key);
  const value = stored === "missing" || !sees(scope, stored.item) ? undefined : stored.item[sortBy];
  if (typeof value !== sortType)
    refuse(400, "The item that the page begins after has changed; read the list from its start.");
  return value as Scalar;
}

function parsed(token: string): Readonly<Record<string, Json | undefined>> {
  try {
    const value = JSON.parse(Buffer.from(token, "base64url").toString()) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Item) : {};
  } catch {
    return {};
  }
}
