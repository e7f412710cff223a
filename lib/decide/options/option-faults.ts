import type { Schema } from "@cfworker/json-schema";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { KNOWN_AT_SYNTH, isTerraformValue } from "../../settings/terraform-value";
import { insteadOf, optionNamed, renamedValues, unsupportedValues } from "./aliases";
import { optionRules } from "./option-rules";
import { requiredServices } from "./required-services";
import type { OptionRule } from "../../services/contract/option-rule";
import { type Data, type DataObject, isDataObject } from "../../settings/merge";
import { isWithin, pathOf } from "../../settings/option-path";
import { type Violation, typesOf, violationsIn } from "./violations";

/** What is wrong with one option as it was written, before anything is merged. */
export interface OptionFault {
  readonly keys: readonly string[];
  readonly message: string;
  readonly fix: string;
}

/**
 * Every unknown option in `options`, and every value that an option cannot have.
 *
 * @param beside - further names that stand where these options stand, and are checked elsewhere
 */
export function optionFaults(options: DataObject, beside: readonly string[]): readonly OptionFault[] {
  return violationsIn(options).map((violation) => faultOf(violation, beside));
}

function faultOf(violation: Violation, beside: readonly string[]): OptionFault {
  const { keyword, keys, says, data } = violation;
  const required = keys.length === 1 && data === false ? essentialNamed(keys[0] ?? "") : undefined;
  if (required !== undefined)
    return { keys, message: `cannot be turned off: ${required.why}`, fix: required.instead };
  if (keyword === "additionalProperties") return unknownOption(violation, beside);
  if (keyword === "required")
    return { keys, message: `${String(says)} is missing`, fix: `add ${String(says)}` };
  if (isTerraformValue(data)) return { keys, ...KNOWN_AT_SYNTH };
  if (isOwnSecret(keys, data)) return { keys, ...SECRET_IN_SETTINGS };
  const value = mayBeSecret(keys) ? "something else" : redacted(data);
  const { must, fix } = requirementOf(violation);
  return { keys, message: `must be ${must}, got ${value}${hintOf(violation)}`, fix: fixFor(data, fix) };
}

/** What a value has to be, and what to do about one that is not. */
export function requirementOf({ keyword, says, parent }: Violation): {
  readonly must: string;
  readonly fix: string;
} {
  switch (keyword) {
    case "enum":
      return oneOf(says as readonly unknown[]);
    case "const":
      return oneOf([says]);
    case "anyOf": {
      const must = alternatives((says as readonly Schema[]).flatMap(describedAll));
      return { must, fix: `give ${must}` };
    }
    case "type": {
      const must = described({ type: says as Schema["type"] & string });
      return { must, fix: `give ${must}` };
    }
    case "pattern":
      return {
        must: (parent as { readonly form?: string }).form ?? "in another format",
        fix: "correct the value",
      };
    case "multipleOf":
      return { must: `a multiple of ${String(says)}`, fix: "use a multiple of it" };
    case "minLength":
      return { must: `at least ${String(says)} characters long`, fix: "use a longer value" };
    default:
      return { must: `${BOUNDS[keyword] ?? keyword} ${String(says)}`, fix: "use a value in this range" };
  }
}

/** The usual fix for one kind of wrong value. */
function fixFor(data: unknown, fix: string): string {
  if (data === null) return `${fix}, or remove it`;
  if (fix === "give a number" || fix === "give a whole number")
    return typeof data === "string"
      ? `${fix}: Number(process.env.NAME) converts an environment variable`
      : fix;
  if (fix === "give true or false" && (data === "true" || data === "false"))
    return `${fix}: process.env.NAME === "true" converts an environment variable`;
  return fix;
}

/** Another value that was probably meant, or why there is none. */
function hintOf({ keyword, keys, says, data }: Violation): string {
  if (typeof data !== "string" || (keyword !== "enum" && keyword !== "const")) return "";
  const path = pathOf(keys);
  // An element of a list is known by the list.
  const list = path.replace(/(\.\d+|\[\d+\])$/, "");
  const unsupported = unsupportedValues.find(({ option, values }) => option === list && values.test(data));
  if (unsupported !== undefined) return `: ${unsupported.why}`;
  const renamed = renamedValues[path]?.[data.toLowerCase().replaceAll(/[^a-z0-9]/g, "")];
  if (renamed !== undefined) return `. Did you mean ${redacted(renamed)}?`;
  const allowed: readonly unknown[] = keyword === "enum" ? (says as readonly unknown[]) : [says];
  return didYouMean(
    data,
    allowed.filter((each) => typeof each === "string"),
  );
}

/** A secret of the library in an app setting of all functions, which would give it to each of them. */
function isOwnSecret(keys: readonly string[], data: unknown): boolean {
  return (
    hasRule(keys, ({ isOfEveryFunction }) => isOfEveryFunction === true) &&
    isDataObject(data) &&
    data["kind"] === "secret"
  );
}

const SECRET_IN_SETTINGS = {
  message: "must be a string, got a secret: secrets belong to components",
  fix: "move it to the environment of each component that needs it",
};

function essentialNamed(name: string) {
  return Object.entries(requiredServices).find(([required]) => required === name)?.[1];
}

const BOUNDS: Readonly<Record<string, string>> = {
  minimum: ">=",
  maximum: "<=",
  exclusiveMinimum: ">",
  exclusiveMaximum: "<",
};

/** Where people put secrets, by mistake or not: such values are never printed. */
function mayBeSecret(keys: readonly string[]): boolean {
  return hasRule(keys, ({ mayBeSecret: isSecret }) => isSecret === true);
}

/** True where a service has such a rule for an option, or for what it is part of. */
function hasRule(keys: readonly string[], isSuch: (rule: OptionRule) => boolean): boolean {
  const path = pathOf(keys);
  return optionRules.some(({ option, rule }) => isSuch(rule) && isWithin(path, pathOf(option)));
}

function unknownOption({ keys, data, parent }: Violation, beside: readonly string[]): OptionFault {
  const name = keys.at(-1) ?? "";
  const group = pathOf(keys.slice(0, -1));
  // `$schema` is for editors: no name that somebody looked for.
  const known = [...(keys.length === 1 ? beside : []), ...Object.keys(parent.properties ?? {})].filter(
    (each) => each !== "$schema",
  );
  const message = `unknown option${unknownValue(keys, data as Data)}`;
  const instead = insteadOf(group, name);
  if (instead !== undefined) return { keys, message, fix: `use ${instead}` };
  const option = optionNamed(group, name);
  const hint = option === undefined ? didYouMean(name, known) : `. Did you mean "${option}"?`;
  return {
    keys,
    message: `${message}${hint}`,
    fix: known.length > 0 ? `use one of ${known.join(", ")}` : "remove it",
  };
}

/** What was meant is not known, so that an object may hold anything. */
function unknownValue(keys: readonly string[], value: Data): string {
  if (typeof value === "object" && value !== null) return ", got an object";
  return mayBeSecret(keys) ? "" : `, got ${redacted(value)}`;
}

function oneOf(allowed: readonly unknown[]): { readonly must: string; readonly fix: string } {
  const list = allowed.map(redacted).join(", ");
  return allowed.length === 1
    ? { must: list, fix: `use ${list}` }
    : { must: `one of ${list}`, fix: `use one of ${list}` };
}

function alternatives(all: readonly string[]): string {
  const different = [...new Set(all)];
  const last = different.pop() ?? "";
  return different.length === 0 ? last : `${different.join(", ")} or ${last}`;
}

/** Each alternative of a schema in words, those of its alternatives among them. */
function describedAll(branch: Schema): readonly string[] {
  if (branch.anyOf !== undefined) return branch.anyOf.flatMap(describedAll);
  return branch.enum === undefined ? [described(branch)] : branch.enum.map(redacted);
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  string: "a string",
};

/** A schema in words. */
export function described(branch: Schema): string {
  if (branch.const !== undefined) return redacted(branch.const);
  if (branch.enum !== undefined) return branch.enum.map(redacted).join(", ");
  if (branch.type !== "object") return TYPES[String(branch.type)] ?? String(branch.type);
  const types = typesOf(branch);
  if (types.length > 0) return types.map((type) => `{ type: ${redacted(type)} }`).join(", ");
  const properties = Object.keys(branch.properties ?? {});
  return properties.length === 0 ? "an object" : `{ ${properties.join(", ")} }`;
}
