import { type JsonObject, type Json, isObject } from "../stand-in/json";
import { templateParts, writtenPart } from "./template";

/** The stack of one environment; those that belong together have the same role in the same project. */
export interface EnvironmentStack {
  readonly environment: string;
  readonly stack: JsonObject;
}

/** A stack whose values that differ between environments are variables, with their values here. */
export interface VariedStack extends EnvironmentStack {
  readonly values: JsonObject;
  /** The declaration of each variable. */
  readonly declarations: JsonObject;
}

/** Blocks whose arguments can be variables: backends, sources of modules and imports have to be literal. */
const VARIED = ["resource", "data", "output"];

/** Arguments in which Terraform takes no variables. */
const LITERAL = ["lifecycle", "depends_on", "provider", "provisioner", "connection", "backend"];

/** The value at one place, by the index of each stack that has the place. */
type Values<Value = Json> = ReadonlyMap<number, Value>;

/**
 * Puts a variable wherever the same argument of the same resource has another value in another environment. Strings that
 * differ by the name of the environment alone have `var.environment` in its place; equal differences share a variable.
 *
 * @returns the stacks in the same order, unchanged where there is one
 */
export function withVariables(stacks: readonly EnvironmentStack[]): readonly VariedStack[] {
  const own = new Set(stacks.flatMap(({ stack }) => Object.keys((stack["variable"] ?? {}) as JsonObject)));
  const name = numbered("environment", (candidate) => !own.has(candidate));
  const environments = stacks.map(({ environment }) => ({ [name]: environment }));
  // Names of resources are parts of other strings, which come before them.
  const first = new Differences(environments, own, new Map([[name, "The name of the environment."]]));
  const names = varied(stacks, first).map(({ values }, index) => ({
    ...Object.fromEntries(Object.entries(values).filter(([each]) => each.endsWith("_name"))),
    ...environments[index],
  }));
  return varied(stacks, new Differences(names, own, first.descriptions));
}

function varied(stacks: readonly EnvironmentStack[], differences: Differences): readonly VariedStack[] {
  const parts = VARIED.map((type) => {
    const at = new Map(
      stacks.flatMap(({ stack: { [type]: part } }, index) => (part === undefined ? [] : [[index, part]])),
    );
    return [type, differences.varied(at, type === "resource" ? [] : [type])] as const;
  });
  return stacks.map(({ environment, stack }, index) => ({
    environment,
    stack: {
      ...stack,
      ...Object.fromEntries(
        parts.flatMap(([type, at]) => (at.has(index) ? [[type, at.get(index) ?? null]] : [])),
      ),
    },
    values: differences.valuesOf(index),
    declarations: differences.declarationsOf(index),
  }));
}

/** What differs between the stacks, and the variables that stand for it. */
class Differences {
  private readonly values: readonly Map<string, Json>[];
  /** The variable of each difference: the values of all environments. */
  private readonly names = new Map<string, string>();

  /**
   * @param known - variables by name, in each stack, that strings may be composed of
   * @param own - names of variables that the stacks have themselves
   * @param descriptions - of variables: the argument that each was made for
   */
  constructor(
    private readonly known: readonly JsonObject[],
    private readonly own: ReadonlySet<string>,
    readonly descriptions: Map<string, string>,
  ) {
    this.values = known.map(() => new Map<string, Json>());
  }

  valuesOf(index: number): JsonObject {
    const values = [...(this.values[index] ?? [])];
    return Object.fromEntries(values.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  declarationsOf(index: number): JsonObject {
    return Object.fromEntries(
      Object.entries(this.valuesOf(index)).map(([name, value]) => [
        name,
        {
          type: typeof value === "boolean" ? "bool" : typeof value,
          description: this.descriptions.get(name) ?? name,
        },
      ]),
    );
  }

  varied(at: Values, path: readonly string[]): Values {
    const all = [...at.values()];
    if (all.length < 2) return at;
    if (all.every(isObject)) return this.variedObjects(at as Values<JsonObject>, path);
    if (all.every((each) => JSON.stringify(each) === JSON.stringify(all[0]))) return at;
    if (isSameLength(all)) return this.variedLists(at as Values<readonly Json[]>, path);
    if (!all.every(isScalar)) return at;
    return this.byKnown(at) ?? this.byVariable(at, path);
  }

  private variedObjects(at: Values<JsonObject>, path: readonly string[]): Values {
    const changed = new Map([...at].map(([index, each]) => [index, { ...each }]));
    const keys = new Set([...at.values()].flatMap((each) => Object.keys(each)));
    for (const key of [...keys].filter((each) => !LITERAL.includes(each))) {
      const below = new Map(
        [...at].flatMap(([index, { [key]: value }]) => (value === undefined ? [] : [[index, value]])),
      );
      for (const [index, value] of this.varied(below, [...path, key]))
        Object.assign(changed.get(index) ?? {}, { [key]: value });
    }
    return changed;
  }

  private variedLists(at: Values<readonly Json[]>, path: readonly string[]): Values {
    const changed = new Map([...at].map(([index, each]) => [index, [...each]]));
    const [first = []] = at.values();
    for (const place of first.keys()) {
      const below = new Map([...at].map(([index, each]) => [index, each[place] ?? null]));
      for (const [index, value] of this.varied(below, first.length === 1 ? path : [...path, String(place)]))
        changed.get(index)?.splice(place, 1, value);
    }
    return changed;
  }

  /** Strings that are the same once they are composed of known variables. */
  private byKnown(at: Values): Values | undefined {
    const composed = new Map(
      [...at].map(([index, each]) => [index, composedOf(each, this.known[index] ?? {})]),
    );
    const [first, ...others] = composed.values();
    if (first === undefined || others.some((each) => each?.text !== first.text)) return undefined;
    for (const index of at.keys())
      for (const name of first.names) this.values[index]?.set(name, this.known[index]?.[name] ?? null);
    return new Map([...at.keys()].map((index) => [index, first.text]));
  }

  private byVariable(at: Values, path: readonly string[]): Values {
    // An expression refers to what differs, and cannot be the value of a variable.
    if ([...at.values()].some((each) => typeof each === "string" && /[$%]\{/.test(each))) return at;
    const difference = JSON.stringify([...at]);
    const name = this.names.get(difference) ?? this.freeName(path, at);
    this.names.set(difference, name);
    this.descriptions.set(name, this.descriptions.get(name) ?? path.join("."));
    for (const [index, value] of at) this.values[index]?.set(name, value);
    return new Map([...at.keys()].map((index) => [index, `\${var.${name}}`]));
  }

  /** `storage_account_replication_type`: the resource and the argument, with a number where something else has the name. */
  private freeName(path: readonly string[], at: Values): string {
    const [, ...words] = path[0] === "data" ? path.slice(1) : path;
    const name = words
      .join("_")
      .toLowerCase()
      .replaceAll(/[^a-z0-9_]+/g, "_")
      .replace(/^(?=\d)/, "_");
    const taken = new Set(this.names.values());
    const isFree = (candidate: string): boolean =>
      !taken.has(candidate) &&
      !this.own.has(candidate) &&
      this.known.every(({ [candidate]: value }, index) => value === undefined || value === at.get(index));
    return numbered(name, isFree);
  }
}

/** A name, with a number where it is not free. */
function numbered(name: string, isFree: (candidate: string) => boolean): string {
  let candidate = name;
  for (let number = 2; !isFree(candidate); number += 1) candidate = `${name}_${number}`;
  return candidate;
}

function isScalar(value: Json): boolean {
  return value !== null && typeof value !== "object";
}

function isSameLength(all: readonly Json[]): boolean {
  return all.every((each) => Array.isArray(each) && each.length === (all[0] as readonly Json[]).length);
}

/** A string with variables for their values, each a word of its own outside of expressions; undefined where none is in it. */
function composedOf(
  value: Json,
  known: JsonObject,
): { readonly text: string; readonly names: readonly string[] } | undefined {
  if (typeof value !== "string") return undefined;
  const words = Object.entries(known).flatMap(([name, word]) =>
    typeof word === "string" ? [[name, word] as const] : [],
  );
  // The longest first: the name of an account has the environment's in it.
  const longestFirst = words.sort(([, one], [, other]) => other.length - one.length);
  let text = value;
  const names: string[] = [];
  for (const [name, word] of longestFirst) {
    const changed = withVariable(text, word, `\${var.${name}}`);
    if (changed !== text) names.push(name);
    text = changed;
  }
  return names.length === 0 ? undefined : { text, names };
}

function withVariable(text: string, word: string, variable: string): string {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, "g");
  const parts = templateParts(text).map((part) =>
    writtenPart(part, (plain) => plain.replaceAll(pattern, () => variable)),
  );
  return parts.join("");
}
