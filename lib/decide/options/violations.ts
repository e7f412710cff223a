import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import { type DataObject, isDataObject } from "../../settings/merge";
import { valueAt } from "../../settings/option-path";
import optionsSchema from "./options.schema.json";

/** What of the schema of options a value does not meet: once for each value, names that are none first. */
export const violationsIn = violationsBy(optionsSchema as unknown as Schema);

/** Compares values with a schema that has no references. It is walked once, here. */
export function violationsBy(schema: Schema): (value: DataObject) => readonly Violation[] {
  const validator = new Validator(schema, "7", false);
  return (value) => {
    const { errors } = validator.validate(asJson(value));
    return foremost(relevant(errors.flatMap((error) => violationsOf(error, value, schema))));
  };
}

/** The validator knows what JSON knows; anything else has the wrong type wherever it stands. */
function asJson(value: unknown): unknown {
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol") return null;
  if (Array.isArray(value)) return value.map(asJson);
  if (!isDataObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asJson(each)]));
}

/** One keyword of the schema that a value does not meet. */
export interface Violation {
  readonly keyword: string;
  /** Where the keyword stands in the schema. */
  readonly at: string;
  /** What the keyword says, and the schema that it is part of. */
  readonly says: unknown;
  readonly parent: Schema;
  readonly keys: readonly string[];
  readonly data: unknown;
}

/** Errors that only say that something below them is wrong are left out. */
function violationsOf(
  { keyword, keywordLocation, instanceLocation }: OutputUnit,
  options: DataObject,
  schema: Schema,
): readonly Violation[] {
  if (keyword === "properties" || keyword === "items" || keyword === "false") return [];
  const parent = valueAt(schema, pointer(keywordLocation).slice(0, -1)) as Schema;
  const says: unknown = parent[keyword];
  const keys = pointer(instanceLocation);
  const data = valueAt(options, keys);
  const violation = { keyword, at: keywordLocation, says, parent, keys, data };
  if (keyword === "additionalProperties")
    return says === false
      ? unknownNames(data, parent).map((name) => ({
          ...violation,
          keys: [...keys, name],
          data: valueAt(data, [name]),
        }))
      : [];
  if (keyword === "required")
    return (says as readonly string[])
      .filter((name) => valueAt(data, [name]) === undefined)
      .map((name) => ({ ...violation, says: name }));
  return [violation];
}

function unknownNames(data: unknown, { properties = {} }: Schema): readonly string[] {
  return isDataObject(data) ? Object.keys(data).filter((name) => !Object.hasOwn(properties, name)) : [];
}

function pointer(location: string): readonly string[] {
  return location
    .split("/")
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Of the alternatives that a value may be, only the one that it was meant to be is worth talking about. */
function relevant(violations: readonly Violation[]): readonly Violation[] {
  const choices = violations.filter(({ keyword }) => keyword === "anyOf");
  return violations.filter((violation) => {
    if (violation.keyword === "anyOf" && branchMeant(violation) !== undefined) return false;
    return choices.every((choice) => {
      if (!violation.at.startsWith(`${choice.at}/`)) return true;
      const meant = branchMeant(choice);
      return meant !== undefined && violation.at.startsWith(`${choice.at}/${meant}/`);
    });
  });
}

/**
 * The index of the alternative that a value was meant to be, at whatever depth: by its `type`, or because no other takes
 * an object or a list. Of several the first.
 */
function branchMeant({ data, says }: Violation): number | undefined {
  const branches = says as readonly Schema[];
  if (Array.isArray(data)) return onlyOne(branches, ({ type }) => type === "array");
  if (!isDataObject(data)) return undefined;
  const typed = branches.findIndex((branch) => leaves(branch).some((leaf) => hasType(leaf, data)));
  return typed >= 0 ? typed : onlyOne(branches, ({ type }) => type === "object");
}

/** The alternatives of a schema, those of its alternatives among them. */
function leaves(branch: Schema): readonly Schema[] {
  return branch.anyOf === undefined ? [branch] : branch.anyOf.flatMap(leaves);
}

function hasType(branch: Schema, data: DataObject): boolean {
  return typesOf(branch).includes(data["type"]);
}

/** The one branch that has a leaf of a kind: undefined where it has several, of which none is meant more than another. */
function onlyOne(branches: readonly Schema[], isOfKind: (leaf: Schema) => boolean): number | undefined {
  const found = branches.flatMap((branch, index) =>
    leaves(branch)
      .filter(isOfKind)
      .map(() => index),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** The values of `type` that tell an alternative from the others. */
export function typesOf({ properties }: Schema): readonly unknown[] {
  const type = properties?.["type"] as Schema | undefined;
  return type?.const === undefined ? (type?.enum ?? []) : [type.const];
}

/** The keywords that say most about a value, first. */
const KEYWORDS = ["enum", "const", "anyOf", "type"];

/** One violation for each value, and one for each name that is missing; names that are none come first. */
function foremost(violations: readonly Violation[]): readonly Violation[] {
  const rank = ({ keyword }: Violation): number =>
    KEYWORDS.includes(keyword) ? KEYWORDS.indexOf(keyword) : KEYWORDS.length;
  const chosen = new Map<string, Violation>();
  for (const violation of violations) {
    const subject = JSON.stringify([violation.keys, violation.keyword === "required" ? violation.says : ""]);
    const other = chosen.get(subject);
    if (other === undefined || rank(violation) < rank(other)) chosen.set(subject, violation);
  }
  const isUnknown = ({ keyword }: Violation): boolean => keyword === "additionalProperties";
  const all = [...chosen.values()];
  return [...all.filter(isUnknown), ...all.filter((each) => !isUnknown(each))];
}
