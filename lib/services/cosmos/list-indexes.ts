import type { CompositePath, CosmosIndexingPolicy } from "./container-options";
import { canonicalPath } from "../../components/cosmos-container/index-paths";
import { type AuthorizeOptions, ownershipOf } from "../../components/authorize";
import type { CrudApi, FieldSchema, FieldType } from "../../components/define-crud-api";
import { listOrder } from "../../components/list-order";
import { sortableFields } from "../../components/sortable-fields";
import { isDataObject } from "../../settings/merge";
import { fieldOf } from "../../components/item-schema";

/**
 * The composite indexes that an API's lists are paged by: one for each field that they can be sorted by, one for items
 * without a value. Each serves both directions, and what the policy has already is left out:
 * learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes
 */
export function listIndexes(
  { schema, partitionKey, authorize }: Pick<CrudApi, "schema" | "partitionKey" | "authorize">,
  policy: CosmosIndexingPolicy | undefined,
): readonly (readonly CompositePath[])[] {
  const fields = Object.entries<FieldType | FieldSchema>({ id: "string", ...schema });
  // A faulty schema is reported elsewhere, and what is planned beside it is not built.
  const types = new Map(
    fields.flatMap(([name, field]) =>
      typeof field === "string" || isDataObject(field) ? [[name, fieldOf(field).type] as const] : [],
    ),
  );
  const orders = filtersOf(authorize)
    .flatMap((where) =>
      [undefined, ...sortableFields(types, policy)].map((sortBy) => listOrder(sortBy, partitionKey, where)),
    )
    .filter((order) => order.length > 1)
    .map((order) => order.map((names) => ({ path: pathOf(names), order: "ascending" as const })));
  const seen = new Set((policy?.compositeIndexes ?? []).flatMap(bothWays));
  return orders.filter((index) => {
    const isNew = !seen.has(textOf(index));
    seen.add(textOf(index));
    return isNew;
  });
}

/** The fields that a list may be filtered by: the owner, but for callers that see every item. */
function filtersOf(authorize: AuthorizeOptions | undefined): readonly (readonly string[])[] {
  const ownership = isDataObject(authorize) ? ownershipOf(authorize) : undefined;
  if (ownership === undefined) return [[]];
  return [[ownership.field], ...(ownership.except === undefined ? [] : [[]])];
}

function pathOf(names: readonly string[]): string {
  return names.map((name) => (/^\w+$/.test(name) ? `/${name}` : `/"${name}"`)).join("");
}

function bothWays(index: readonly CompositePath[]): readonly string[] {
  const turned = index.map(({ path, order }) => ({
    path,
    order: order === "ascending" ? ("descending" as const) : ("ascending" as const),
  }));
  return [textOf(index), textOf(turned)];
}

function textOf(index: readonly CompositePath[]): string {
  return index.map(({ path, order }) => `${canonicalPath(path)} ${order}`).join();
}
