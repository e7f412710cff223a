import type { EntitySchema, FieldSchema, FieldType } from "../components/define-crud-api";
import type { Scalar } from "./store";

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
}

/** What Cosmos DB takes for an id, and a path can carry. */
export const ID_RULES: JsonSchema = {
  minLength: 1,
  maxLength: 255,
  pattern: "^(?!\\.{1,2}$)[^/\\\\?#\\u0000-\\u001f\\u007f]*$",
};
/** Four bytes each at the most: Cosmos DB takes partition keys of 2048 bytes. */
const PARTITION_RULES: JsonSchema = { maxLength: 512 };

/** A field as an object, however it was declared. */
export function fieldOf(field: FieldType | FieldSchema): FieldSchema {
  return typeof field === "string" ? { type: field } : field;
}

/** The JSON Schema of an item before it is kept, defaults applied and with an id. */
export function itemSchema(schema: EntitySchema, partition: readonly string[]): JsonSchema {
  const declared = Object.entries({ id: "string" as const, ...schema });
  const properties = declared.map(([name, field]) => [name, propertySchema(name, fieldOf(field), partition)]);
  const always = declared.filter(([name, field]) => isAlways(name, fieldOf(field), partition));
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

function propertySchema(name: string, field: FieldSchema, [root, ...nested]: readonly string[]): JsonSchema {
  const schema = fieldJsonSchema(field);
  if (name === "id") return { ...schema, allOf: [ID_RULES] };
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

/** One field's schema, with no regard to what it is used for. */
export function fieldJsonSchema({
  type,
  description,
  default: value,
  validation = {},
}: FieldSchema): JsonSchema {
  return {
    ...(type === "timestamp" ? { type: "string", format: "date-time" } : { type }),
    ...(description !== undefined && { description }),
    ...(value !== undefined && { default: value }),
    ...(validation.enum !== undefined && { enum: validation.enum }),
    ...(validation.pattern !== undefined && { pattern: validation.pattern }),
    ...bounds(type, validation),
  };
}

function bounds(type: FieldType, { min, max }: NonNullable<FieldSchema["validation"]>): JsonSchema {
  switch (type) {
    case "number":
      return { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
    case "string":
    case "timestamp":
      return { ...(min !== undefined && { minLength: min }), ...(max !== undefined && { maxLength: max }) };
    case "array":
      return { ...(min !== undefined && { minItems: min }), ...(max !== undefined && { maxItems: max }) };
    case "boolean":
    case "object":
      return {};
  }
}
