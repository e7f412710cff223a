import Ajv, { type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv";
import { didYouMean } from "../plan/nearest";
import { shown } from "../plan/shown";
import { type Data, type DataObject, isDataObject, isWithin } from "./merge";
import { notLanded } from "./not-landed";
import schema from "./options.schema.json";

/** What is wrong with one option as it was written, before anything is merged. */
export interface OptionFault {
  readonly keys: readonly string[];
  readonly message: string;
  readonly fix: string;
}

/** Compiled when first needed; the schema itself is checked by a test, not on every run. */
let validate: ValidateFunction | undefined;

/**
 * Everything in `options` that is no option, or has no value that it can have.
 *
 * @param beside - further names that stand where these options stand, and are checked elsewhere
 */
export function optionFaults(options: DataObject, beside: readonly string[]): readonly OptionFault[] {
  validate ??= new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    meta: false,
    validateSchema: false,
  }).compile(schema);
  if (validate(options)) return [];
  const errors = foremost(relevant(validate.errors ?? []));
  return errors.map((error) => faultOf(error, beside));
}

/** The keywords that say most about a value, first. */
const KEYWORDS = ["enum", "const", "anyOf", "type"];

/** One error for each value, and one for each name that is too many or missing. */
function foremost(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const rank = ({ keyword }: ErrorObject): number =>
    KEYWORDS.includes(keyword) ? KEYWORDS.indexOf(keyword) : KEYWORDS.length;
  const subject = ({ instancePath, params }: ErrorObject): string =>
    `${instancePath} ${String(params["additionalProperty"])} ${String(params["missingProperty"])}`;
  const chosen = new Map<string, ErrorObject>();
  for (const error of errors) {
    const other = chosen.get(subject(error));
    if (other === undefined || rank(error) < rank(other)) chosen.set(subject(error), error);
  }
  return [...chosen.values()];
}

/** Of the alternatives that a value may be, only the one that it was meant to be is worth talking about. */
function relevant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.filter(
    (error) =>
      !errors.some((choice) => {
        if (choice.keyword !== "anyOf" || choice === error) return false;
        if (!error.schemaPath.startsWith(`${choice.schemaPath}/`)) return false;
        const meant = branchMeant(choice);
        return meant === undefined || !error.schemaPath.startsWith(`${choice.schemaPath}/${meant}/`);
      }) && !(error.keyword === "anyOf" && branchMeant(error) !== undefined),
  );
}

/** The index of the alternative that an object was meant to be: by its `type`, or because there is only one. */
function branchMeant({ data, schema: branches }: ErrorObject): number | undefined {
  const value = data as Data;
  if (!isDataObject(value) || !Array.isArray(branches)) return undefined;
  const objects = branches.flatMap((branch: AnySchemaObject, index) =>
    branch["type"] === "object" ? [index] : [],
  );
  if (objects.length === 1) return objects[0];
  return objects.find((index) => typeConst(branches[index] as AnySchemaObject) === value["type"]);
}

function typeConst(branch: AnySchemaObject): unknown {
  return (branch as { properties?: { type?: { const?: unknown } } }).properties?.type?.const;
}

function faultOf(error: ErrorObject, beside: readonly string[]): OptionFault {
  const keys = error.instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const value = mayBeSecret(keys) ? "something else" : shown(error.data);
  switch (error.keyword) {
    case "additionalProperties":
      return unknownOption(keys, error, beside);
    case "required": {
      const missing = String(error.params["missingProperty"]);
      return { keys, message: `lacks ${missing}`, fix: `add ${missing}` };
    }
    case "enum":
      return oneOf(keys, error.data, value, error.schema as readonly unknown[]);
    case "const":
      return oneOf(keys, error.data, value, [error.schema]);
    case "anyOf":
      return oneOfThese(keys, value, error);
    case "type":
      return {
        keys,
        message: `takes ${described({ type: String(error.schema) })}, got ${value}`,
        fix: `give ${described({ type: String(error.schema) })}`,
      };
    case "pattern":
      return {
        keys,
        message: `has the form ${String(error.schema)}, got ${value}`,
        fix: "give it that form",
      };
    case "multipleOf":
      return {
        keys,
        message: `is a multiple of ${String(error.schema)}, got ${value}`,
        fix: "use a multiple of it",
      };
    default:
      return {
        keys,
        message: `${error.message ?? "cannot be this"}, got ${value}`,
        fix: "choose a value in that range",
      };
  }
}

/** Where people put secrets, by mistake or not: such values are never printed. */
function mayBeSecret(keys: readonly string[]): boolean {
  const path = keys.join(".");
  return ["keyVault.secrets", "functionApp.settings"].some((place) => isWithin(path, place));
}

function unknownOption(keys: readonly string[], error: ErrorObject, beside: readonly string[]): OptionFault {
  const name = String(error.params["additionalProperty"]);
  const atTop = keys.length === 0;
  if (atTop && Object.hasOwn(notLanded, name))
    return {
      keys: [name],
      message: `is not there yet (${notLanded[name]}): it comes with a later release`,
      fix: `leave ${name} out`,
    };
  const known = [
    ...(atTop ? beside : []),
    ...Object.keys((error.parentSchema?.["properties"] ?? {}) as object),
  ];
  const value = (error.data as DataObject)[name];
  // What was meant is not known, so that an object or a long text may hold anything.
  const got =
    typeof value === "object" && value !== null ? "an object" : mayBeSecret(keys) ? "" : shown(value);
  return {
    keys: [...keys, name],
    message: `is no option${got === "" ? "" : `, got ${got}`}${didYouMean(name, [...known, ...(atTop ? Object.keys(notLanded) : [])])}`,
    fix: known.length > 0 ? `use one of ${known.join(", ")}` : "leave it out",
  };
}

function oneOf(
  keys: readonly string[],
  data: unknown,
  value: string,
  allowed: readonly unknown[],
): OptionFault {
  const list = allowed.map(shown).join(", ");
  const texts = allowed.filter((each) => typeof each === "string");
  const meant = typeof data === "string" ? didYouMean(data, texts) : "";
  return { keys, message: `is one of ${list}, got ${value}${meant}`, fix: `use one of ${list}` };
}

function oneOfThese(keys: readonly string[], value: string, error: ErrorObject): OptionFault {
  const branches = error.schema as readonly AnySchemaObject[];
  const list = branches.map(described).join(", ");
  return { keys, message: `is one of ${list}, got ${value}`, fix: `use one of ${list}` };
}

/** A schema in words. */
export function described(branch: AnySchemaObject): string {
  if (branch["const"] !== undefined) return shown(branch["const"]);
  if (branch["enum"] !== undefined) return (branch["enum"] as readonly unknown[]).map(shown).join(", ");
  switch (branch["type"]) {
    case "object": {
      const constant = typeConst(branch);
      const properties = Object.keys((branch["properties"] ?? {}) as object);
      if (constant !== undefined) return `{ type: ${shown(constant)} }`;
      return properties.length === 0 ? "an object" : `{ ${properties.join(", ")} }`;
    }
    case "array":
      return "a list";
    case "integer":
      return "a whole number";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "string":
      return "a text";
    default:
      return String(branch["type"]);
  }
}
