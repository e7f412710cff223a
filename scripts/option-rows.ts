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

/** Every option of a group (`cosmos`, `optional.apim`), options of options below it, as short as a page of a service needs it. */
export function optionRows(group: string, schemaText: string): readonly OptionRow[] {
  const all = JSON.parse(schemaText) as Schema;
  const schema = group.split(".").reduce<Schema | undefined>((at, key) => at?.properties?.[key], all);
  return schema === undefined ? [] : merged(rowsOf(group, schema).map(inBrief));
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

/** The cells of an option on the page of its service: without the keys that have rows of their own, and without long lists. */
function inBrief({ path, schema }: Row): OptionRow {
  const usual = schema.default;
  const text = sentenceOf(usual);
  const [, dev = text, prod = text] = /^(.+) in dev, (.+) in prod$/.exec(text ?? "") ?? [];
  const cell = (settings: Settings, otherwise: string | undefined): string =>
    path in settings
      ? briefJson(settings[path])
      : (otherwise ?? (usual === undefined ? "" : briefJson(usual)));
  return {
    path,
    values: briefValues(schema),
    default: text ?? (usual === undefined ? "" : briefJson(usual)),
    dev: cell(inDev, dev),
    prod: cell(inProd, prod),
    description: schema.description ?? "",
  };
}

/** Options that are the same for each of several names, which one row tells of. */
const families: Readonly<Record<string, { readonly name: string; readonly description?: string }>> = {
  "logs.diagnostics": {
    name: "category",
    description:
      "One option for each category: [the list of categories](../reference/configuration.md#diagnostics).",
  },
  "monitoring.alerts": { name: "alert" },
  "networking.subnets": { name: "subnet" },
};

/** Rows of a family that differ in its name alone are one row, in the place of the last of them. */
function merged(rows: readonly OptionRow[]): readonly OptionRow[] {
  const membersOf = (parent: string): ReadonlySet<string> =>
    new Set(
      rows.flatMap((row) => {
        const at = memberOf(row);
        return at?.parent === parent ? [at.member] : [];
      }),
    );
  return rows.flatMap((row) => {
    const at = memberOf(row);
    if (at === undefined) return [row];
    const alike = rows.filter((other) => isAlike(row, other));
    if (alike.length === 1) return [row];
    if (alike.at(-1) !== row) return [];
    const { name, description = row.description } = at.family;
    const members = alike.flatMap((each) => memberOf(each)?.member ?? []);
    const isWhole = members.length === membersOf(at.parent).size;
    const scope = isWhole ? "" : ` For ${members.map((member) => `\`${member}\``).join(", ")}.`;
    return [
      { ...row, path: `${at.parent}.<${name}>${at.rest}`, description: `${description}${scope}`.trim() },
    ];
  });
}

function memberOf({ path }: OptionRow) {
  for (const [parent, family] of Object.entries(families)) {
    if (!path.startsWith(`${parent}.`)) continue;
    const [member = "", ...rest] = path.slice(parent.length + 1).split(".");
    return { parent, family, member, rest: rest.map((key) => `.${key}`).join("") };
  }
  return undefined;
}

function isAlike(one: OptionRow, other: OptionRow): boolean {
  const at = memberOf(one);
  const there = memberOf(other);
  return (
    at !== undefined &&
    at.parent === there?.parent &&
    at.rest === there.rest &&
    (["values", "dev", "prod", "description"] as const).every((cell) => one[cell] === other[cell])
  );
}

/** More values than these are shown by the first of them and the last. */
const MOST_VALUES = 8;

function briefValues(schema: Schema): string {
  if (schema.enum !== undefined) return briefList(schema.enum);
  if (schema.anyOf !== undefined) {
    const constants = schema.anyOf.flatMap((each) => (each.const === undefined ? [] : [each.const]));
    const others = schema.anyOf.filter((each) => each.const === undefined).map(briefValues);
    const all = [
      ...(constants.length > MOST_VALUES ? [briefList(constants)] : constants.map(json)),
      ...others,
    ];
    return [...new Set(all)].join(", ");
  }
  if (schema.type === "array" && schema.items !== undefined) return `list of ${plural(schema.items)}`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `\`{ <name>: … }\` of ${briefValues(schema.additionalProperties)}`;
  if (schema.type === "object" && schema.properties !== undefined) return "an object";
  return values(schema);
}

function briefList(all: readonly unknown[]): string {
  if (all.length <= MOST_VALUES) return all.map(json).join(", ");
  return `${all.slice(0, 3).map(json).join(", ")}, … ${json(all.at(-1))} (${all.length} values)`;
}

function plural(items: Schema): string {
  if (items.type === "string" && items.enum === undefined) return "strings";
  if (items.type === "array") return items.items === undefined ? "lists" : `lists of ${plural(items.items)}`;
  if (items.type === "object") return "objects";
  return briefValues(items);
}

/** Longer values are told of by their names. */
const LONGEST_VALUE = 60;

function briefJson(value: unknown): string {
  const whole = json(value);
  if (whole.length <= LONGEST_VALUE || typeof value !== "object" || value === null) return whole;
  const names: readonly unknown[] = Array.isArray(value) ? value : Object.keys(value);
  return names.map((name) => (typeof name === "string" ? `\`${name}\`` : json(name))).join(", ");
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
    return schema.items === undefined ? "a list" : `a list of ${many(schema.items)}`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return `\`{ <name>: … }\` of ${values(schema.additionalProperties)}`;
  return `${described(schema as JsonSchema)}${range(schema)}${schema.pattern === undefined ? "" : `: ${(schema as Tagged).form ?? ""}`}`;
}

/** What a list has, all of it. */
function many(items: Schema): string {
  if (items.type === "string" && items.enum === undefined) return "strings";
  return items.type === "array" && items.items !== undefined
    ? `lists of ${many(items.items)}`
    : values(items);
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

/** A default that is no value but a sentence, which begins with a dash. */
export function sentenceOf(value: unknown): string | undefined {
  return typeof value === "string" && value.startsWith("- ") ? value.slice(2) : undefined;
}

function defaultOf({ default: value }: Schema): string {
  return sentenceOf(value) ?? (value === undefined ? "" : json(value));
}

function json(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
