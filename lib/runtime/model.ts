import type { CrudApi, CrudRoutes, FieldType } from "../components/define-crud-api";
import { SYSTEM_FIELDS } from "./cosmos-store";
import { type JsonSchema, fieldJsonSchema, fieldOf, itemSchema } from "./item-schema";
import type { Fault } from "./problem-details";
import type { Item, Json, Scalar } from "./store";
import { validatorOf } from "./validation";

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
  readonly sortable: readonly string[];
  readonly sortBy: string;
  readonly pageSize: number;
  readonly faultsIn: (item: Json) => readonly Fault[];
  readonly isId: (id: string) => boolean;
}

const PAGE_SIZE = 100;
export const LARGEST_PAGE = 1000;

/** @throws when the declaration cannot be served */
export function modelOf(api: CrudApi): CrudModel {
  const fail = (path: string, message: string): never => {
    throw new Error(`CRUD API "${api.name}": ${path} ${message}`);
  };
  const fields = Object.entries({ id: "string" as const, ...api.schema }).map(
    ([name, field]) => [name, fieldOf(field)] as const,
  );
  for (const [name, field] of fields) {
    if (SYSTEM_FIELDS.includes(name)) fail(`schema.${name}`, "is a field that Cosmos DB writes itself");
    if (name === "id" && field.type !== "string")
      fail("schema.id", `has to be "string", got "${field.type}"`);
    checkPattern(field.validation?.pattern, (message) => fail(`schema.${name}.validation.pattern`, message));
    const [fault] = field.default === undefined ? [] : validatorOf(fieldJsonSchema(field))(field.default);
    if (fault !== undefined) fail(`schema.${name}.default`, fault.detail);
  }

  const types = new Map<string, FieldType>(fields.map(([name, { type }]) => [name, type]));
  const partition = api.partitionKey.split("/").slice(1);
  const partitionType = partitionTypeOf(types, partition, (message) => fail("partitionKey", message));
  const sortable = [...types].flatMap(([name, type]) =>
    type === "object" || type === "array" ? [] : [name],
  );
  const { pageSize = PAGE_SIZE, sortBy = "id" } = listOf(api.routes);
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > LARGEST_PAGE)
    fail("routes.list.pageSize", `is a whole number from 1 to ${LARGEST_PAGE}, got ${pageSize}`);
  if (!sortable.includes(sortBy))
    fail("routes.list.sortBy", `is one of ${sortable.join(", ")}, got ${sortBy}`);

  const schema = itemSchema(api.schema, partition);
  const idFaults = validatorOf(schema.properties?.["id"] ?? {});
  return {
    name: api.name,
    entityName: api.entityName,
    plural: api.entityNamePlural ?? `${api.entityName}s`,
    partition,
    partitionType,
    partitionedById: partition.join("/") === "id",
    schema,
    defaults: Object.fromEntries(
      fields.flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
    ),
    needsId: fields.some(([name, { required }]) => name === "id" && required === true),
    sortable,
    sortBy,
    pageSize,
    faultsIn: validatorOf(schema),
    isId: (id) => idFaults(id).length === 0,
  };
}

function listOf(routes: CrudRoutes | undefined): { readonly pageSize?: number; readonly sortBy?: string } {
  return typeof routes?.list === "object" ? routes.list : {};
}

function checkPattern(pattern: string | undefined, fail: (message: string) => never): void {
  try {
    new RegExp(pattern ?? "", "u");
  } catch {
    fail(`is no regular expression of Unicode: ${String(pattern)}`);
  }
}

function partitionTypeOf(
  types: ReadonlyMap<string, FieldType>,
  [root = "", ...nested]: readonly string[],
  fail: (message: string) => never,
): CrudModel["partitionType"] {
  const type = types.get(root) ?? fail(`names no field of the schema: ${root}`);
  if (nested.length > 0) return type === "object" ? "string" : fail(`goes into ${root}, which is no object`);
  if (type === "timestamp") return "string";
  return type === "object" || type === "array" ? fail(`cannot be of type ${type}`) : type;
}

/** The partition of an item that meets the schema. */
export function partitionOf({ partition }: CrudModel, item: Item): Scalar {
  return partition.reduce<Json>((value, name) => (value as Item)[name] ?? null, item) as Scalar;
}

/** The item as callers see it: the fields of the schema alone. */
export function shownItem({ schema }: CrudModel, item: Item): Item {
  const known = schema.properties ?? {};
  return Object.fromEntries(Object.entries(item).filter(([name]) => Object.hasOwn(known, name)));
}
