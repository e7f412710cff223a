import { type AuthLevel, DEFAULT_AUTH_LEVEL, authLevelOf } from "../components/auth-levels";
import type { AuthorizeOptions } from "../components/authorize";
import { checkCrudApi } from "../components/check-crud-api";
import type { CrudApi, CrudRoutes, FieldType } from "../components/define-crud-api";
import { sortableFields } from "../components/sortable-fields";
import { type JsonSchema, fieldOf, itemSchema } from "../components/item-schema";
import type { FaultList } from "../components/fault-list";
import type { Item, Json, Scalar } from "./store";
import { utcTime } from "../components/timestamps";
import { faultIn, itemCheckOf } from "../components/validation";

/** A declaration, worked out for serving it. */
export interface CrudModel {
  readonly name: string;
  readonly entityName: string;
  readonly plural: string;
  /** The path of the partition key, `["address", "city"]`. */
  readonly partition: readonly string[];
  readonly partitionType: "string" | "number" | "boolean";
  /** True where the id alone says where an item is. */
  readonly partitionedById: boolean;
  readonly schema: JsonSchema;
  readonly defaults: Item;
  /** True where an id has to be given. */
  readonly needsId: boolean;
  /** The fields that lists can be sorted by, with the type of their values. */
  readonly sortTypes: ReadonlyMap<string, "string" | "number" | "boolean">;
  readonly sortBy: string;
  readonly pageSize: number;
  /** True where an item can clash with another one that has another id. */
  readonly hasUniqueKeys: boolean;
  readonly authLevel: AuthLevel;
  readonly check: (item: Item, found: FaultList) => void;
  /** The fields whose times are kept in UTC. A partition key is kept as it came: it says where the item is. */
  readonly times: readonly string[];
  /** Replacing and deleting need `If-Match`. */
  readonly requiresIfMatch: boolean;
  readonly isId: (id: string) => boolean;
  /** Who may do what; undefined where nobody is asked who is calling. */
  readonly authorize: AuthorizeOptions | undefined;
}

const PAGE_SIZE = 100;

/** @throws when the declaration cannot be served, with everything that is wrong with it */
export function modelOf(api: CrudApi): CrudModel {
  refuseUnsound(api);
  const fields = Object.entries({ id: "string" as const, ...api.schema }).map(
    ([name, field]) => [name, fieldOf(field)] as const,
  );
  const types = new Map<string, FieldType>(fields.map(([name, { type }]) => [name, type]));
  const partition = api.partitionKey.split("/").slice(1);
  const times = fields.flatMap(([name, { type }]) =>
    type === "timestamp" && name !== partition[0] ? [name] : [],
  );
  const { pageSize = PAGE_SIZE, sortBy = "id" } = listOf(api.routes);
  const schema = itemSchema(api);
  const idSchema = schema.properties?.["id"] ?? {};
  return {
    name: api.name,
    entityName: api.entityName,
    plural: api.entityNamePlural ?? `${api.entityName}s`,
    partition,
    partitionType: scalarType(types.get(partition[0] ?? "")),
    partitionedById: partition.join("/") === "id",
    schema,
    defaults: keptItem(
      { times },
      Object.fromEntries(
        fields.flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
      ),
    ),
    needsId: fields.some(([name, { required }]) => name === "id" && required === true),
    sortTypes: new Map(
      sortableFields(types, api.indexingPolicy).map((name) => [name, scalarType(types.get(name))]),
    ),
    sortBy,
    pageSize,
    hasUniqueKeys: (api.uniqueKeys ?? []).length > 0,
    authLevel: authLevelOf(api, DEFAULT_AUTH_LEVEL),
    check: itemCheckOf(schema),
    times,
    requiresIfMatch: api.requireIfMatch === true,
    isId: (id) => faultIn(idSchema, id) === undefined,
    authorize: api.authorize,
  };
}

function refuseUnsound(api: CrudApi): void {
  const faults: string[] = [];
  checkCrudApi(api, (path, message, fix) => faults.push(`${path}: ${message}; ${fix}`));
  if (faults.length > 0) throw new Error([`CRUD API "${api.name}" cannot be served`, ...faults].join("\n  "));
}

function listOf(routes: CrudRoutes | undefined): { readonly pageSize?: number; readonly sortBy?: string } {
  return typeof routes?.list === "object" ? routes.list : {};
}

/** Of a field of the schema; inside an object it is a string, and so is a time. */
function scalarType(type: FieldType | undefined): CrudModel["partitionType"] {
  return type === "number" || type === "boolean" ? type : "string";
}

/** The partition of an item that meets the schema. */
export function partitionOf({ partition }: CrudModel, item: Item): Scalar {
  return partition.reduce<Json>((value, name) => (value as Item)[name] ?? null, item) as Scalar;
}

/** The item as it is kept: times in UTC. */
export function keptItem({ times }: Pick<CrudModel, "times">, item: Item): Item {
  const kept = times.flatMap((name) => {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    const time = typeof value === "string" ? utcTime(value) : undefined;
    return time === undefined ? [] : [[name, time] as const];
  });
  return { ...item, ...Object.fromEntries(kept) };
}

/** The item as callers see it: the fields of the schema alone. */
export function shownItem({ schema }: CrudModel, item: Item): Item {
  const known = schema.properties ?? {};
  return Object.fromEntries(Object.entries(item).filter(([name]) => Object.hasOwn(known, name)));
}
