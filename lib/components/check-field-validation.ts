import { isDataObject } from "../settings/merge";
import { redacted } from "../settings/redacted";
import { type TextRole, textLimits } from "./item-schema";
import type { FieldSchema, FieldType } from "./define-crud-api";
import { hasAmbiguousLoop } from "./pattern-loops";
import type { Fields, Report } from "./needs";
import { checkUnknownFields } from "./unknown-fields";

type Validation = NonNullable<FieldSchema["validation"]>;
const validationFields: Fields<Validation> = { min: true, max: true, pattern: true, enum: true };

/** What `validation` can say about a field of each type. */
const RULES_OF: Readonly<Record<FieldType, readonly (keyof Validation)[]>> = {
  string: ["min", "max", "pattern", "enum"],
  timestamp: ["min", "max", "pattern", "enum"],
  number: ["min", "max", "enum"],
  array: ["min", "max"],
  boolean: [],
  object: [],
};

/**
 * Reports rules that are none, say nothing, or leave no value.
 *
 * @param given - `validation` of a field, which may be anything
 * @returns whether values can be held against it
 */
export function checkValidation(
  path: string,
  type: FieldType,
  given: unknown,
  role: TextRole,
  report: Report,
): boolean {
  if (given === undefined) return true;
  if (!isDataObject(given)) {
    report(path, `must be an object, got ${redacted(given)}`, "write it like { min: 1, max: 5 }");
    return false;
  }
  checkUnknownFields(path, given, validationFields, report);
  const foreign = Object.keys(validationFields).filter(
    (rule) => given[rule] !== undefined && !(RULES_OF[type] as readonly string[]).includes(rule),
  );
  const faults: Parameters<Report>[] = foreign.map((rule) => [
    rule,
    `does not apply to a field of type ${type}, got ${redacted(given[rule])}`,
    "remove it",
  ]);
  const refuse: Report = (...fault) => faults.push(fault);
  if (faults.length === 0) {
    checkBounds(type, given, role, refuse);
    checkPattern(given["pattern"], refuse);
    checkEnum(given["enum"], refuse);
  }
  for (const [rule, message, fix] of faults) report(`${path}.${rule}`, message, fix);
  return faults.length === 0;
}

function checkBounds(
  type: FieldType,
  given: Readonly<Partial<Record<string, unknown>>>,
  role: TextRole,
  refuse: Report,
): void {
  const counts = type !== "number";
  for (const bound of ["min", "max"] as const) {
    const value = given[bound];
    const isBound = counts ? Number.isInteger(value) && Number(value) >= 0 : Number.isFinite(value);
    if (value !== undefined && !isBound)
      refuse(
        bound,
        `must be ${counts ? "a whole number of 0 or more" : "a number"}, got ${redacted(value)}`,
        "correct or remove it",
      );
  }
  const [min, max] = [given["min"], given["max"]].map((value) =>
    value === undefined ? undefined : Number(value),
  );
  if (min !== undefined && max !== undefined && min > max)
    refuse("min", `is greater than max, so no value is valid: ${min} and ${max}`, "swap min and max");
  const { what, shortest, longest } = textLimits(role);
  if (min !== undefined && longest !== undefined && min > longest)
    refuse(
      "min",
      `no value is valid: ${what} has at most ${longest} characters, got ${min}`,
      `set it to ${longest} or less`,
    );
  if (max !== undefined && shortest !== undefined && max < shortest)
    refuse(
      "max",
      `no value is valid: ${what} has at least ${shortest} characters, got ${max}`,
      `set it to ${shortest} or more`,
    );
}

function checkPattern(pattern: unknown, refuse: Report): void {
  if (pattern === undefined) return;
  try {
    if (typeof pattern === "string") {
      new RegExp(pattern, "u");
      if (hasAmbiguousLoop(pattern))
        refuse(
          "pattern",
          `can take minutes on a short string (catastrophic backtracking): a repetition matches the same string in several ways; got ${redacted(pattern)}`,
          "avoid nested repetitions: ^[a-z]+$ for ^([a-z]+)*$, ^[a-z]+(-[a-z]+)*$ for ^([a-z]+-?)*$",
        );
      return;
    }
  } catch {
    // Told below, like what is no text.
  }
  refuse(
    "pattern",
    `must be a Unicode regular expression, got ${redacted(pattern)}`,
    'write one such as "^[A-Z]{3}$"',
  );
}

function checkEnum(values: unknown, refuse: Report): void {
  if (values === undefined) return;
  const isList = Array.isArray(values) && values.length > 0;
  if (!isList) {
    refuse(
      "enum",
      `must be a list of the values allowed, got ${redacted(values)}`,
      "list at least one value",
    );
    return;
  }
  if (new Set(values).size < values.length)
    refuse("enum", `lists a value twice, got ${redacted(values)}`, "list each value once");
}
