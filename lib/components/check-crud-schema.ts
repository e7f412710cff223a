import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { type ItemTraits, propertySchema, textRoleOf } from "./item-schema";
import { utcTime } from "./timestamps";
import { faultIn } from "./validation";
import { checkValidation } from "./check-field-validation";
import type { Json } from "./item";
import type { FieldSchema, FieldType } from "./define-crud-api";
import { SYSTEM_FIELDS } from "./system-fields";
import type { Fields, Report } from "./needs";
import { checkUnknownFields } from "./unknown-fields";

const FIELD_TYPES: Readonly<Record<FieldType, true>> = {
  string: true,
  number: true,
  boolean: true,
  timestamp: true,
  object: true,
  array: true,
};
const schemaFields: Fields<FieldSchema> = {
  type: true,
  required: true,
  description: true,
  default: true,
  validation: true,
};
/** An id of the kind that is made for items that come without one. */
const SAMPLE_ID = "3f2b8c1e-5d47-4a9b-8e60-1c7d9a2f4b35";

/** The names of a schema, and the types of those that have one. */
export interface CheckedSchema {
  readonly names: readonly string[];
  readonly types: ReadonlyMap<string, FieldType>;
}

/** Reports what no item could be made by; the schema may be anything. */
export function checkCrudSchema(schema: unknown, traits: ItemTraits, report: Report): CheckedSchema {
  const fields = isDataObject(schema) ? Object.entries(schema) : [];
  if (fields.length === 0)
    report(
      "schema",
      `must be an object with the fields of an item, got ${redacted(schema)}`,
      'add fields such as rating: "number"',
    );
  // Cosmos DB gives every item an id, declared or not.
  const types = new Map<string, FieldType>([["id", "string"]]);
  for (const [name, field] of fields) {
    const path = `schema.${name}`;
    checkFieldName(path, name, report);
    const type = typeOf(path, field, report);
    if (type === undefined) continue;
    types.set(name, type);
    if (name === "id" && type !== "string")
      report(path, `must be "string", got "${type}"`, 'set it to "string", or rename the field');
    else if (isDataObject(field)) checkField(path, name, { ...field, type }, traits, report);
  }
  return { names: [...new Set(["id", ...fields.map(([name]) => name)])], types };
}

function checkFieldName(path: string, name: string, report: Report): void {
  if (SYSTEM_FIELDS.includes(name)) report(path, "is a system field of Cosmos DB", "rename the field");
  if (name in {}) report(path, "is a property of every JavaScript object", "rename the field");
  if (name === "" || /\p{Surrogate}/u.test(name))
    report(path, "a field name must be valid Unicode", "give it one");
}

function typeOf(path: string, field: unknown, report: Report): FieldType | undefined {
  const type: unknown = isDataObject(field) ? field["type"] : field;
  if (isFieldType(type)) return type;
  const known = Object.keys(FIELD_TYPES);
  report(
    path,
    `must have a type of ${known.join(", ")}, got ${redacted(type)}${typeof type === "string" ? didYouMean(type, known) : ""}`,
    "use one of them",
  );
  return undefined;
}

function isFieldType(type: unknown): type is FieldType {
  return typeof type === "string" && Object.hasOwn(FIELD_TYPES, type);
}

function checkField(
  path: string,
  name: string,
  given: { readonly [key: string]: unknown; readonly type: FieldType },
  traits: ItemTraits,
  report: Report,
): void {
  checkUnknownFields(path, given, schemaFields, report);
  for (const [key, type] of [
    ["required", "boolean"],
    ["description", "string"],
  ] as const)
    if (given[key] !== undefined && typeof given[key] !== type)
      report(
        `${path}.${key}`,
        `must be ${type === "boolean" ? "true or false" : "a string"}, got ${redacted(given[key])}`,
        "correct or remove it",
      );
  const role = textRoleOf(name, given.type, traits.partition);
  const sound = checkValidation(`${path}.validation`, given.type, given["validation"], role, report);
  // A rule that is none cannot be held against a value.
  if (sound) checkValues(path, name, given, traits, report);
}

/** Values of the declaration itself: the field has to allow them. */
function checkValues(
  path: string,
  name: string,
  field: FieldSchema,
  traits: ItemTraits,
  report: Report,
): void {
  const { enum: values, ...others } = field.validation ?? {};
  const faultOf = (value: unknown, validation: FieldSchema["validation"]): string | undefined => {
    const schema = propertySchema(name, { type: field.type, ...(validation && { validation }) }, traits);
    const isTime = field.type === "timestamp" && name !== traits.partition[0] && typeof value === "string";
    return faultIn(schema, (isTime ? (utcTime(value) ?? value) : value) as Json);
  };
  for (const value of values ?? []) {
    const fault = faultOf(value, others);
    if (fault !== undefined)
      report(
        `${path}.validation.enum`,
        `contains ${redacted(value)}, but a value ${fault}`,
        "remove it from the list, or change the rule",
      );
  }
  const { default: value } = field as { readonly default?: unknown };
  if (name === "id") {
    checkId(path, value, field, (id) => faultOf(id, field.validation), report);
    return;
  }
  if (value === undefined) return;
  const fault = isScalar(value)
    ? faultOf(value, field.validation)
    : "must be a string, a number or a boolean";
  if (fault !== undefined)
    report(
      `${path}.default`,
      `${fault}, got ${redacted(value)}`,
      "set a default that the field allows, or remove it",
    );
}

function isScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean";
}

function checkId(
  path: string,
  value: unknown,
  { required }: FieldSchema,
  faultIn: (id: string) => string | undefined,
  report: Report,
): void {
  if (value !== undefined)
    report(
      `${path}.default`,
      `must not be set: an id is unique, and a default is the same for every item; got ${redacted(value)}`,
      "remove it: a missing id is generated",
    );
  const fault = required === true ? undefined : faultIn(SAMPLE_ID);
  if (fault !== undefined)
    report(
      `${path}.validation`,
      `refuses the UUIDs that are generated for items without an id: an id ${fault}`,
      "set required to true, or allow UUIDs",
    );
}
