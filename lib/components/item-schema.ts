import { LONGEST_TTL } from "../azure/cosmos-limits";
import type { CrudApi, FieldSchema, FieldType } from "./define-crud-api";
import type { Scalar } from "./item";
import { TIMESTAMP_LENGTH, utcTime } from "./timestamps";

/** The part of JSON Schema that a declaration comes to. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: Scalar;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: false;
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
}

const LONGEST_ID = 255;
/** Four bytes each at the most: Cosmos DB takes partition keys of 2048 bytes. */
const LONGEST_PARTITION = 512;

/** What a text is beside being a field, which limits its length. */
export type TextRole = "id" | "partition" | "timestamp" | "partition time" | "none";

/** In characters: a text with a pattern and no `max` has no more. Patterns can take the square of it, and more. */
export const LONGEST_MATCHED = 1000;

/** How many characters such a text has. */
export function textLimits(role: TextRole): {
  readonly what: string;
  readonly shortest?: number;
  readonly longest?: number;
} {
  switch (role) {
    case "id":
      return { what: "an id", shortest: 1, longest: LONGEST_ID };
    case "partition":
      return { what: "a partition key", longest: LONGEST_PARTITION };
    case "timestamp":
      return { what: "a timestamp", shortest: TIMESTAMP_LENGTH, longest: TIMESTAMP_LENGTH };
    case "partition time":
      return {
        what: "a timestamp",
        shortest: "2026-01-31T09:30:00Z".length,
        longest: LONGEST_PARTITION,
      };
    case "none":
      return { what: "a string" };
  }
}

/** What a field is to Cosmos DB; the way to a partition key inside an object is an object. */
export function textRoleOf(name: string, type: FieldType, [root, ...nested]: readonly string[]): TextRole {
  if (name === "id") return "id";
  if (type === "timestamp") return name === root ? "partition time" : "timestamp";
  return name === root && nested.length === 0 && type === "string" ? "partition" : "none";
}

/** What Cosmos DB takes for an id, and a path can carry. */
export const ID_RULES: JsonSchema = {
  minLength: 1,
  maxLength: LONGEST_ID,
  pattern: "^(?!\\.{1,2}$)[^/\\\\?#\\u0000-\\u001f\\u007f]*$",
};
const PARTITION_RULES: JsonSchema = { maxLength: LONGEST_PARTITION };

/** A field as an object, however it was declared. */
export function fieldOf(field: FieldType | FieldSchema): FieldSchema {
  return typeof field === "string" ? { type: field } : field;
}

/** What a container makes of the fields of its items. */
export interface ItemTraits {
  /** The path of the partition key, `["address", "city"]`. */
  readonly partition: readonly string[];
  /** Items expire, so that their `ttl` says when. */
  readonly expires: boolean;
}

/** What of a declaration says how items look. */
type DeclaredItem = Pick<CrudApi, "schema" | "partitionKey" | "defaultTtl">;

/** learn.microsoft.com/azure/cosmos-db/time-to-live: -1, or a whole number of seconds that is not 0. */
const TTL_RULES: readonly JsonSchema[] = [
  { type: "integer", minimum: -1, maximum: LONGEST_TTL },
  { not: { enum: [0] } },
];

/** The JSON Schema of an item before it is kept, defaults applied and with an id. */
export function itemSchema({ schema, partitionKey, defaultTtl }: DeclaredItem): JsonSchema {
  const traits = { partition: partitionKey.split("/").slice(1), expires: defaultTtl !== undefined };
  const declared = Object.entries({ id: "string" as const, ...schema });
  const properties = declared.map(([name, field]) => [name, propertySchema(name, fieldOf(field), traits)]);
  const always = declared.filter(([name, field]) => isAlways(name, fieldOf(field), traits.partition));
  return {
    type: "object",
    properties: Object.fromEntries(properties) as Readonly<Record<string, JsonSchema>>,
    required: always.map(([name]) => name),
    additionalProperties: false,
  };
}

/** Whether every item has the field. */
function isAlways(
  name: string,
  { required, default: value }: FieldSchema,
  [root]: readonly string[],
): boolean {
  return name === "id" || name === root || required === true || value !== undefined;
}

/** One field's schema, with what Cosmos DB asks of it where it is the id or the partition key. */
export function propertySchema(
  name: string,
  field: FieldSchema,
  { partition: [root, ...nested], expires }: ItemTraits,
): JsonSchema {
  const schema = fieldJsonSchema(name === root ? field : inUtc(field));
  if (name === "id") return { ...schema, allOf: [ID_RULES] };
  // Of any other field called ttl, Cosmos DB takes no notice.
  if (name === "ttl" && expires) return { ...schema, allOf: TTL_RULES };
  if (name !== root) return schema;
  if (nested.length > 0) return { ...schema, ...nestedPartition(nested) };
  return field.type === "string" || field.type === "timestamp"
    ? { ...schema, allOf: [PARTITION_RULES] }
    : schema;
}

/** The way to a partition key inside an object; it ends at a text. */
function nestedPartition([name, ...rest]: readonly string[]): JsonSchema {
  if (name === undefined) return { type: "string", ...PARTITION_RULES };
  const inner = rest.length > 0 ? { type: "object" } : {};
  return { properties: { [name]: { ...inner, ...nestedPartition(rest) } }, required: [name] };
}

/** A timestamp's own values, as they are kept. */
function inUtc(field: FieldSchema): FieldSchema {
  if (field.type !== "timestamp") return field;
  const kept = <Value>(value: Value): Value | string =>
    typeof value === "string" ? (utcTime(value) ?? value) : value;
  const { default: value, validation } = field;
  return {
    ...field,
    ...(value !== undefined && { default: kept(value) }),
    ...(validation?.enum !== undefined && { validation: { ...validation, enum: validation.enum.map(kept) } }),
  };
}

function fieldJsonSchema({ type, description, default: value, validation = {} }: FieldSchema): JsonSchema {
  return {
    ...(type === "timestamp" ? { type: "string", format: "date-time" } : { type }),
    ...(description !== undefined && { description }),
    ...(value !== undefined && { default: value }),
    ...(validation.enum !== undefined && { enum: validation.enum }),
    ...(validation.pattern !== undefined && { pattern: validation.pattern }),
    ...bounds(type, validation),
  };
}

function bounds(type: FieldType, { min, max, pattern }: NonNullable<FieldSchema["validation"]>): JsonSchema {
  switch (type) {
    case "number":
      return { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
    case "string":
    case "timestamp": {
      const longest = max ?? (pattern === undefined ? undefined : Math.max(LONGEST_MATCHED, min ?? 0));
      return {
        ...(min !== undefined && { minLength: min }),
        ...(longest !== undefined && { maxLength: longest }),
      };
    }
    case "array":
      return { ...(min !== undefined && { minItems: min }), ...(max !== undefined && { maxItems: max }) };
    case "boolean":
    case "object":
      return {};
  }
}
