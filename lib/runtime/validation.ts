import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import { below } from "./body";
import type { JsonSchema } from "./item-schema";
import type { Fault } from "./problem-details";
import type { Json } from "./store";

/** Says what is wrong with a value; nothing is compiled, so that it runs wherever code from text is forbidden. */
export function validatorOf(schema: JsonSchema): (value: Json) => readonly Fault[] {
  // A copy: the validator marks the schema that it is given.
  const validator = new Validator(structuredClone(schema) as Schema, "2020-12", false);
  return (value) => {
    const { errors } = validator.validate(value);
    const faults = errors.flatMap((error) => faultsOf(error, schema));
    return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
  };
}

/** Keywords that only say that something below them is wrong. */
const ABOVE = ["properties", "additionalProperties", "allOf"];

function faultsOf(error: OutputUnit, schema: JsonSchema): readonly Fault[] {
  const { keyword, keywordLocation, instanceLocation: pointer } = error;
  if (ABOVE.includes(keyword)) return [];
  if (keyword === "false") return [{ pointer, detail: "is no field of this item" }];
  if (keyword === "required") return [{ pointer: below(pointer, missingIn(error)), detail: "is required" }];
  return [{ pointer, detail: detailOf(keyword, saidAt(schema, keywordLocation)) }];
}

/** The validator tells the name in its message alone. */
function missingIn({ error }: OutputUnit): string {
  return /"([\s\S]*)"/.exec(error)?.[1] ?? "";
}

function saidAt(schema: JsonSchema, location: string): unknown {
  return location
    .split("/")
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], schema);
}

const DETAILS: Readonly<Record<string, (says: string) => string>> = {
  type: (says) => `has to be of type ${says}`,
  format: () => "has to be a date and time such as 2026-01-31T09:30:00Z",
  enum: (says) => `has to be one of ${says}`,
  minimum: (says) => `has to be at least ${says}`,
  maximum: (says) => `has to be at most ${says}`,
  minLength: (says) => `has to have at least ${says} characters`,
  maxLength: (says) => `has to have at most ${says} characters`,
  minItems: (says) => `has to have at least ${says} entries`,
  maxItems: (says) => `has to have at most ${says} entries`,
  pattern: (says) => `has to match ${says}`,
  not: () => "cannot be that value",
};

function detailOf(keyword: string, says: unknown): string {
  const text = Array.isArray(says) ? says.join(", ") : String(says);
  return DETAILS[keyword]?.(text) ?? `does not meet ${keyword}`;
}
