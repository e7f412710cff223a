import type { Schema } from "@cfworker/json-schema";
import { didYouMean } from "../plan/nearest";
import { shown } from "../plan/shown";
import { essentials } from "./essentials";
import { type Data, type DataObject, isWithin } from "./merge";
import { type Violation, typeConst, violationsIn } from "./violations";

/** What is wrong with one option as it was written, before anything is merged. */
export interface OptionFault {
  readonly keys: readonly string[];
  readonly message: string;
  readonly fix: string;
}

/**
 * Everything in `options` that is no option, or has no value that it can have.
 *
 * @param beside - further names that stand where these options stand, and are checked elsewhere
 */
export function optionFaults(options: DataObject, beside: readonly string[]): readonly OptionFault[] {
  return violationsIn(options).map((violation) => faultOf(violation, beside));
}

function faultOf(violation: Violation, beside: readonly string[]): OptionFault {
  const { keyword, keys, says, data } = violation;
  const essential = keys.length === 1 && data === false ? essentialNamed(keys[0] ?? "") : undefined;
  if (essential !== undefined)
    return { keys, message: `cannot be left out: ${essential.why}`, fix: essential.instead };
  const value = mayBeSecret(keys) ? "something else" : shown(data);
  switch (keyword) {
    case "additionalProperties":
      return unknownOption(violation, beside);
    case "required":
      return { keys, message: `lacks ${String(says)}`, fix: `add ${String(says)}` };
    case "enum":
      return oneOf(violation, value, says as readonly unknown[]);
    case "const":
      return oneOf(violation, value, [says]);
    case "anyOf": {
      const list = (says as readonly Schema[]).map(described).join(", ");
      return { keys, message: `is one of ${list}, got ${value}`, fix: `use one of ${list}` };
    }
    case "type": {
      const type = described({ type: says as Schema["type"] & string });
      return { keys, message: `takes ${type}, got ${value}`, fix: `give ${type}` };
    }
    case "pattern":
      return { keys, message: `has the form ${String(says)}, got ${value}`, fix: "give it that form" };
    case "multipleOf":
      return { keys, message: `is a multiple of ${String(says)}, got ${value}`, fix: "use a multiple of it" };
    default:
      return {
        keys,
        message: `${BOUNDS[keyword] ?? keyword} ${String(says)}, got ${value}`,
        fix: "choose a value in that range",
      };
  }
}

function essentialNamed(name: string) {
  return Object.entries(essentials).find(([essential]) => essential === name)?.[1];
}

const BOUNDS: Readonly<Record<string, string>> = {
  minimum: "must be >=",
  maximum: "must be <=",
  exclusiveMinimum: "must be >",
  exclusiveMaximum: "must be <",
  minLength: "has a length of at least",
};

/** Where people put secrets, by mistake or not: such values are never printed. */
function mayBeSecret(keys: readonly string[]): boolean {
  const path = keys.join(".");
  return ["keyVault.secrets", "functionApp.settings", "monitoring.actionGroups"].some((place) =>
    isWithin(path, place),
  );
}

function unknownOption({ keys, data, parent }: Violation, beside: readonly string[]): OptionFault {
  const name = keys.at(-1) ?? "";
  const known = [...(keys.length === 1 ? beside : []), ...Object.keys(parent.properties ?? {})];
  return {
    keys,
    message: `is no option${unknownValue(keys, data as Data)}${didYouMean(name, known)}`,
    fix: known.length > 0 ? `use one of ${known.join(", ")}` : "leave it out",
  };
}

/** What was meant is not known, so that an object may hold anything. */
function unknownValue(keys: readonly string[], value: Data): string {
  if (typeof value === "object" && value !== null) return ", got an object";
  return mayBeSecret(keys) ? "" : `, got ${shown(value)}`;
}

function oneOf({ keys, data }: Violation, value: string, allowed: readonly unknown[]): OptionFault {
  const list = allowed.map(shown).join(", ");
  const texts = allowed.filter((each) => typeof each === "string");
  const meant = typeof data === "string" ? didYouMean(data, texts) : "";
  return { keys, message: `is one of ${list}, got ${value}${meant}`, fix: `use one of ${list}` };
}

const TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  string: "a text",
};

/** A schema in words. */
export function described(branch: Schema): string {
  if (branch.const !== undefined) return shown(branch.const);
  if (branch.enum !== undefined) return branch.enum.map(shown).join(", ");
  if (branch.type !== "object") return TYPES[String(branch.type)] ?? String(branch.type);
  const constant = typeConst(branch);
  if (constant !== undefined) return `{ type: ${shown(constant)} }`;
  const properties = Object.keys(branch.properties ?? {});
  return properties.length === 0 ? "an object" : `{ ${properties.join(", ")} }`;
}
