import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import { FaultList, type Way } from "./fault-list";
import type { JsonSchema } from "./item-schema";
import type { Item, Json } from "./item";
import { utcTime } from "./timestamps";

/** Finds what is wrong with the value that a way leads to. */
export type Check = (value: Json, way: Way, found: FaultList) => void;

/**
 * What is wrong with an item: fields that it lacks or should not have, and of each field the first rule that it breaks.
 * Every field is looked at by itself, so that the pass can end when the list is full.
 */
export function itemCheckOf({
  properties = {},
  required = [],
}: JsonSchema): (item: Item, found: FaultList) => void {
  const fields = Object.entries(properties).map(([name, schema]) => [name, checkOf(schema)] as const);
  const known = new Set(Object.keys(properties));
  return (item, found) => {
    for (const name of required) if (!Object.hasOwn(item, name)) found.add([name], "is required");
    for (const [name, check] of fields) {
      const value = Object.hasOwn(item, name) ? item[name] : undefined;
      if (value !== undefined) check(value, [name], found);
    }
    for (const name in item) {
      if (!known.has(name)) found.add([name], "is not a field of this item");
      if (found.full) return;
    }
  };
}

/**
 * The rules of one value, in steps: what breaks one step is not held against the next. A length stands before a pattern,
 * which may take long with a long text. Nothing is compiled, so that it runs wherever code from text is forbidden.
 */
export function checkOf(schema: JsonSchema): Check {
  const steps = stepsOf(schema).map(stepCheck);
  return (value, way, found) => {
    for (const step of steps) if (step(value, way, found)) return;
  };
}

/** The first thing that is wrong with a value. */
export function faultIn(schema: JsonSchema, value: Json): string | undefined {
  const found = new FaultList();
  checkOf(schema)(value, [], found);
  return found.faults[0]?.detail;
}

function stepsOf({ pattern, format, allOf = [], ...rest }: JsonSchema): readonly JsonSchema[] {
  const own: readonly JsonSchema[] = pattern === undefined ? [] : [{ pattern }];
  const [shapes, patterns] = [
    allOf.map(({ pattern: _, ...shape }) => shape),
    allOf.map((each) => each.pattern),
  ];
  return [
    rest,
    ...shapes,
    ...(format === undefined ? [] : [{ format }]),
    ...patterns.flatMap((each) => (each === undefined ? [] : [{ pattern: each }])),
    ...own,
  ];
}

/** @returns a check that says whether it found anything */
function stepCheck(schema: JsonSchema): (value: Json, way: Way, found: FaultList) => boolean {
  if (schema.format !== undefined) return timeCheck;
  // A copy: the validator marks the schema that it is given.
  const validator = new Validator(structuredClone(schema) as Schema, "2020-12", true);
  return (value, way, found) => {
    const { valid, errors } = validator.validate(value);
    if (!valid) for (const error of errors) tell(error, schema, way, found);
    return !valid;
  };
}

/** RFC 3339, more exactly than the validator does. */
function timeCheck(value: Json, way: Way, found: FaultList): boolean {
  if (typeof value !== "string" || utcTime(value) !== undefined) return false;
  found.add(
    way,
    "must be a date and time such as 2026-01-31T09:30:00Z, with at most seven decimal places in the seconds",
  );
  return true;
}

/** Keywords that only say that something below them is wrong. */
const ABOVE = ["properties", "allOf"];

function tell(error: OutputUnit, schema: JsonSchema, way: Way, found: FaultList): void {
  const { keyword, keywordLocation, instanceLocation } = error;
  if (ABOVE.includes(keyword)) return;
  const inner = [...way, ...namesIn(instanceLocation)];
  if (keyword === "required") found.add([...inner, missingIn(error)], "is required");
  else found.add(inner, detailOf(keyword, saidAt(schema, keywordLocation)));
}

/** The validator tells the name in its message alone. */
function missingIn({ error }: OutputUnit): string {
  return /"([\s\S]*)"/.exec(error)?.[1] ?? "";
}

function saidAt(schema: JsonSchema, location: string): unknown {
  return namesIn(location).reduce<unknown>(
    (value, key) => (value as Readonly<Record<string, unknown>>)[key],
    schema,
  );
}

/** The steps of a JSON Pointer in a URI's fragment. */
function namesIn(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

const DETAILS: Readonly<Record<string, (says: string) => string>> = {
  type: (says) => `must be of type ${says}`,
  enum: (says) => `must be one of ${says}`,
  minimum: (says) => `must be at least ${says}`,
  maximum: (says) => `must be at most ${says}`,
  minLength: (says) => `must have at least ${says} characters`,
  maxLength: (says) => `must have at most ${says} characters`,
  minItems: (says) => `must have at least ${says} entries`,
  maxItems: (says) => `must have at most ${says} entries`,
  pattern: (says) => `must match ${says}`,
  not: () => "must not have this value",
};

function detailOf(keyword: string, says: unknown): string {
  const text = Array.isArray(says) ? says.join(", ") : String(says);
  return DETAILS[keyword]?.(text) ?? `does not meet ${keyword}`;
}
