import type { HttpRequest } from "@azure/functions";
import type { CrudModel } from "./model";
import { refuse } from "./problem-details";
import type { Item, Json, PageQuery, Scalar } from "./store";

/** What a continuation token holds; sort order and place, nothing that has to be kept secret. */
interface Place {
  readonly sortBy: string;
  readonly descending: boolean;
  readonly from?: Scalar | null | undefined;
  readonly skip: number;
}

/** The page that a request asks for, with one item more to see whether another follows. */
export function pageAsked(
  model: CrudModel,
  { query }: Pick<HttpRequest, "query">,
  partition: Scalar | undefined,
): PageQuery {
  const sortBy = query.get("sortBy") ?? model.sortBy;
  if (!model.sortable.includes(sortBy)) refuse(400, `sortBy is one of ${model.sortable.join(", ")}.`);
  const order = query.get("order") ?? "ascending";
  if (order !== "ascending" && order !== "descending") refuse(400, "order is ascending or descending.");
  const start: Place = { sortBy, descending: order === "descending", skip: 0 };
  const token = query.get("continuation");
  const place = token === null ? start : placeIn(token);
  if (place?.sortBy !== start.sortBy || place.descending !== start.descending)
    refuse(400, "continuation is no token of this list; take nextLink as it is.");
  return { ...place, partition, limit: model.pageSize + 1 };
}

/** The token of what follows these items, all of the page that `query` asked for. */
export function tokenAfter({ sortBy, descending, from, skip }: PageQuery, page: readonly Item[]): string {
  const last = page.at(-1)?.[sortBy] as Scalar | undefined;
  const place = { sortBy, descending };
  // Ascending, items without the field are at the start, where no value is needed to begin.
  if (last === undefined && !descending) return tokenOf({ ...place, skip: skip + page.length });
  const value = last ?? null;
  const different = page.map((item) => item[sortBy] === last).lastIndexOf(false);
  const ties = page.length - 1 - different;
  return tokenOf({
    ...place,
    from: value,
    skip: ties === page.length && from === value ? skip + ties : ties,
  });
}

function tokenOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function placeIn(token: string): Place | undefined {
  const place = parsed(token);
  if (typeof place !== "object" || place === null) return undefined;
  const { sortBy, descending, from, skip } = place as Readonly<Record<string, Json | undefined>>;
  if (typeof sortBy !== "string" || typeof descending !== "boolean") return undefined;
  if (typeof skip !== "number" || !Number.isSafeInteger(skip) || skip < 0) return undefined;
  if (typeof from === "object" && from !== null) return undefined;
  return { sortBy, descending, skip, ...(from !== undefined && { from }) };
}

function parsed(token: string): Json {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString()) as Json;
  } catch {
    return null;
  }
}
