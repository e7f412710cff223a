import type { Schema } from "@cfworker/json-schema";
import type { ImpossibleValue } from "../../settings/impossible-values";
import { type DataObject, isDataObject } from "../../settings/merge";
import optionsSchema from "./options.schema.json";

/** An option that says who or where carries what leaving it out does: that is never what an unset variable meant. */
type TaggedSchema = Schema & { readonly leftOut?: string };

/** A schema that says nothing but what leaving its option out does. */
function tagged(leftOut: string): TaggedSchema {
  return { leftOut };
}

const TEXTS: Schema = { type: "string", additionalProperties: { type: "string" } };
/** What is checked elsewhere, beside the options of the schema. */
const BESIDE: TaggedSchema = {
  properties: {
    project: tagged("use the project of cdktf.json"),
    environment: tagged("use BACKEND_ENVIRONMENT, or dev"),
    importFrom: { additionalProperties: TEXTS },
    state: { properties: { config: TEXTS } },
  },
};

/**
 * Options that are there and have no value, where that would deploy to another place or drop what was said: who and
 * where, and entries of records of strings such as tags. Of all other options `undefined` means "not said".
 */
export function unsetValues(options: DataObject): readonly ImpossibleValue[] {
  const found = [BESIDE, optionsSchema as unknown as TaggedSchema].flatMap((schema) =>
    unsetIn(options, schema, []),
  );
  return [...new Map(found.map((each) => [each.keys.join("\n"), each])).values()];
}

function unsetIn(value: unknown, schema: TaggedSchema, keys: readonly string[]): readonly ImpossibleValue[] {
  if (isUnset(value))
    return schema.leftOut === undefined
      ? []
      : [unset(keys, value, `set it, or remove it to ${schema.leftOut}`)];
  const alternatives = (schema.anyOf ?? []).flatMap((branch) => unsetIn(value, branch, keys));
  if (!isDataObject(value)) return alternatives;
  const { properties = {}, additionalProperties: others } = schema;
  const below = Object.keys(value).flatMap((key) => {
    const path = [...keys, key];
    if (Object.hasOwn(properties, key)) return unsetIn(value[key], properties[key] as TaggedSchema, path);
    if (typeof others !== "object") return [];
    if (others.type === "string" && isUnset(value[key]))
      return [unset(path, value[key], "give a string, or remove the entry")];
    return unsetIn(value[key], others, path);
  });
  return [...alternatives, ...below];
}

function isUnset(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function unset(keys: readonly string[], value: null | undefined, fix: string): ImpossibleValue {
  return { keys, message: `is ${String(value)}: is an environment variable missing?`, fix };
}
