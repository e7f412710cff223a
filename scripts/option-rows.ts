import type { Schema as JsonSchema } from "@cfworker/json-schema";
import { defineCrudApi, planBackend } from "../lib";
import { described } from "../lib/decide/options/option-faults";

/** The part of a JSON schema that the reference shows. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}

/** An option as the pages show it. */
export interface OptionRow {
  readonly path: string;
  readonly values: string;
  /** The service's default. */
  readonly default: string;
  /** What the environment decides; empty where that is the service's default. */
  readonly dev: string;
  readonly prod: string;
  readonly description: string;
}

/** Every option of a group (`cosmos`, `optional.apim`), options of options below it. */
export function optionRows(group: string, schemaText: string): readonly OptionRow[] {
  const all = JSON.parse(schemaText) as Schema;
  const schema = group.split(".").reduce<Schema | undefined>((at, key) => at?.properties?.[key], all);
  return schema === undefined ? [] : rowsOf(group, schema).map(shown);
}

/** Every option that the schema has, of all groups. */
export function allOptionRows(schemaText: string): readonly OptionRow[] {
  const { properties = {} } = JSON.parse(schemaText) as Schema;
  return Object.entries(properties).flatMap(([name, schema]) => rowsOf(name, schema).map(shown));
}

const inDev = settingsOf("dev");
const inProd = settingsOf("prod");

/** The cells of an option. */
export function shown({ path, schema }: Row): OptionRow {
  return {
    path,
    values: values(schema),
    default: defaultOf(schema),
    dev: inEnvironment(inDev, path),
    prod: inEnvironment(inProd, path),
    description: schema.description ?? "",
  };
}

function inEnvironment(settings: Settings, path: string): string {
  return path in settings ? json(settings[path]) : "";
}

type Settings = Readonly<Record<string, unknown>>;

/** What an environment decides, by path, where it is not the service's default. */
function settingsOf(environment: string): Settings {
  const api = defineCrudApi({
    name: "any",
    entityName: "Any",
    partitionKey: "/id",
    schema: { id: "string" },
  });
  const { settings, origins } = planBackend({ api }, { project: "any", environment, location: "eastus2" });
  const decided = Object.entries(origins).filter(([, { layer }]) => layer !== "service defaults");
  return Object.fromEntries(
    decided.map(([path]) => [
      path,
      path.split(".").reduce<unknown>((at, key) => (at as Settings)[key], settings),
    ]),
  );
}

/** A pattern goes with its meaning in words, which the tag `@form` gives. */
type Tagged = Schema & { readonly form?: string };

export interface Row {
  readonly path: string;
  readonly schema: Schema;
}

/** One row for each option, options of options below it. */
export function rowsOf(path: string, schema: Schema): readonly Row[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, option]) =>
    rowsOf(`${path}.${key}`, option),
  );
  const items = [schema, ...(schema.anyOf ?? [])].flatMap(({ additionalProperties }) =>
    typeof additionalProperties === "object" ? [additionalProperties] : [],
  );
  const shapes = items.flatMap((item) => [item, ...(item.anyOf ?? [])]);
  const ofItems = shapes.flatMap((shape) =>
    Object.entries(shape.properties ?? {}).flatMap(([key, option]) =>
      rowsOf(`${path}.<name>.${key}`, option),
    ),
  );
  const ofChoices = (schema.anyOf ?? []).flatMap((choice) =>
    Object.entries(choice.properties ?? {})
      .filter(([key]) => key !== "type")
      .flatMap(([key, option]) => rowsOf(`${path}.${key}`, option)),
  );
  const isGroup = schema.properties !== undefined && schema.default === undefined;
  return [...(isGroup ? [] : [{ path, schema }]), ...below, ...ofItems, ...ofChoices];
}

function values(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(json).join(", ");
  if (schema.anyOf !== undefined) return schema.anyOf.map(values).join(", ");
  if (schema.const !== undefined) return json(schema.const);
  if (schema.type === "array")
    return `a list${schema.items === undefined ? "" : ` of ${values(schema.items)}`}`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `\`{ <name>: … }\` of ${values(schema.additionalProperties)}`;
  return `${described(schema as JsonSchema)}${range(schema)}${schema.pattern === undefined ? "" : `: ${(schema as Tagged).form ?? ""}`}`;
}

function range({ minimum, exclusiveMinimum, maximum, multipleOf }: Schema): string {
  const bounds = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
    ...(multipleOf === undefined ? [] : [`in steps of ${multipleOf}`]),
  ];
  return bounds.length === 0 ? "" : ` ${bounds.join(" ")}`;
}

function defaultOf({ default: value }: Schema): string {
  if (value === undefined) return "";
  return typeof value === "string" && value.startsWith("- ") ? value.slice(2) : json(value);
}

function json(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
