import { type JsonObject, type Json, isObject } from "../stand-in/json";
import { hclExpression, hclJson } from "./expression";
import type { BlockSchema } from "./provider-schema";
import { wholeExpression } from "./template";

/** How an argument whose value is no ordinary expression is written, by its name. */
type Argument = (value: Json) => string;

/** The form of a body: what is a block in it, and how its arguments are written. */
export interface BodyForm extends BlockSchema {
  readonly arguments?: Readonly<Record<string, Argument>>;
}

/** Names in the configuration: Terraform takes them without quotes. */
const references: Argument = (value) =>
  Array.isArray(value) ? `[${value.map(reference).join(", ")}]` : reference(value);

const reference: Argument = (value) => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return wholeExpression(text) ?? text;
};

const LIFECYCLE: BodyForm = {
  arguments: { ignore_changes: references, replace_triggered_by: references },
  block_types: {
    precondition: { nesting_mode: "list", block: {} },
    postcondition: { nesting_mode: "list", block: {} },
  },
};

/** What every resource and data source may have beside its provider's schema. */
const META: BodyForm = {
  arguments: { depends_on: references, provider: reference },
  block_types: {
    lifecycle: { nesting_mode: "single", block: LIFECYCLE },
    connection: { nesting_mode: "single", block: {} },
  },
};

/** Arguments that azurerm compares as JSON (`NormalizeJson`), by type: only there another order of keys is no change. */
const JSON_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  azurerm_resource_group_template_deployment: ["template_content", "parameters_content"],
};

/** The form of a resource or data source. */
export function resourceForm(type: string, schema: BlockSchema): BodyForm {
  const json = Object.fromEntries(
    (JSON_ARGUMENTS[type] ?? []).map((name): [string, Argument] => [name, jsonArgument]),
  );
  return {
    arguments: { ...json, ...META.arguments },
    block_types: { ...schema.block_types, ...META.block_types },
  };
}

const jsonArgument: Argument = (value) =>
  (typeof value === "string" ? hclJson(value) : undefined) ?? hclExpression(value);

/** The form of an output, a moved block, an import block and others that Terraform itself knows. */
export const forms = {
  output: {
    arguments: { depends_on: references },
    block_types: { precondition: { nesting_mode: "list", block: {} } },
  },
  variable: {
    arguments: { type: reference },
    block_types: { validation: { nesting_mode: "list", block: {} } },
  },
  module: { arguments: { depends_on: references, providers: referenceMap } },
  moved: { arguments: { from: reference, to: reference } },
  import: { arguments: { to: reference, provider: reference } },
  removed: {
    arguments: { from: reference },
    block_types: { lifecycle: { nesting_mode: "single", block: {} } },
  },
  check: { block_types: { assert: { nesting_mode: "list", block: {} } } },
  cloud: { block_types: { workspaces: { nesting_mode: "single", block: {} } } },
  plain: {},
} as const satisfies Readonly<Record<string, BodyForm>>;

function referenceMap(value: Json): string {
  if (!isObject(value)) return hclExpression(value);
  return `{\n${Object.entries(value)
    .map(([name, each]) => `${name} = ${reference(each)}`)
    .join("\n")}\n}`;
}

/** Arguments and blocks that come before and after all others, as in HashiCorp's style guide and azurerm's documentation. */
const FIRST = [
  "count",
  "for_each",
  "provider",
  "source",
  "version",
  "name",
  "resource_group_name",
  "location",
];
const LAST = ["tags", "timeouts", "lifecycle", "depends_on"];

/** A place in the order; names that have none keep the order of the JSON. */
function placeOf(name: string): number {
  if (FIRST.includes(name)) return FIRST.indexOf(name) - FIRST.length;
  return LAST.indexOf(name) + 1;
}

function byPlace([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return placeOf(one) - placeOf(other);
}

/** The lines between the braces of a block. */
export function hclBody(body: JsonObject, form: BodyForm): string {
  const entries = Object.entries(body)
    .filter(([name]) => name !== "//")
    .sort(byPlace);
  const isBlock = ([name]: readonly [string, unknown]): boolean =>
    name === "dynamic" || form.block_types?.[name] !== undefined;
  const isLast = ([name]: readonly [string, unknown]): boolean => name === "depends_on";
  const written = entries.filter((entry) => !isBlock(entry) && !isLast(entry));
  return [
    ...(written.length === 0 ? [] : [written.map(([name, value]) => argument(name, value, form)).join("\n")]),
    ...entries.filter(isBlock).flatMap(([name, value]) => nestedBlocks(name, value, form)),
    ...entries.filter(isLast).map(([name, value]) => argument(name, value, form)),
  ].join("\n\n");
}

function argument(name: string, value: Json, form: BodyForm): string {
  return `${name} = ${(form.arguments?.[name] ?? hclExpression)(value)}`;
}

/** JSON has one block as an object and several as a list; null is none. */
function nestedBlocks(name: string, value: Json, form: BodyForm): readonly string[] {
  if (name === "dynamic") return dynamicBlocks(value, form);
  const schema = form.block_types?.[name];
  if (schema === undefined) return [];
  if (schema.nesting_mode === "map" && isObject(value))
    return Object.entries(value).map(([label, each]) => hclBlock([name, label], asBody(each), schema.block));
  return listed(value).map((each) => hclBlock([name], each, schema.block));
}

function dynamicBlocks(value: Json, form: BodyForm): readonly string[] {
  return listed(value).flatMap((each) =>
    Object.entries(each).flatMap(([name, body]) =>
      listed(body).map((one) => {
        const content = form.block_types?.[name]?.block ?? {};
        return hclBlock(["dynamic", name], one, {
          block_types: { content: { nesting_mode: "single", block: content } },
        });
      }),
    ),
  );
}

/** The bodies of a block that JSON has as an object or as a list of them. */
export function listed(value: Json): readonly JsonObject[] {
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]).map(asBody) : [asBody(value)];
}

function asBody(value: Json): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`a block cannot be ${JSON.stringify(value)}`);
}

/** @param words - the type of the block, and its labels */
export function hclBlock(words: readonly string[], body: JsonObject, form: BodyForm): string {
  const [type = "", ...labels] = words;
  const head = [type, ...labels.map((label) => JSON.stringify(label))].join(" ");
  const inside = hclBody(body, form);
  return inside === "" ? `${head} {}` : `${head} {\n${inside}\n}`;
}
