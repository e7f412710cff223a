import { type JsonObject, type Json, isObject } from "../stand-in/json";

/** Terraform's own parser of HCL, built for JavaScript: an optional peer. */
export const HCL_PARSER = "@cdktn/hcl2json";

/** Reads HCL as Terraform's own parser does. */
export type ParseHcl = (text: string) => Promise<JsonObject>;

/**
 * The paths at which HCL differs from the JSON that it was made from. Empty where both are the same.
 *
 * Blocks that the JSON has as one object are lists of one in what is read back, and a reference stands between `${` and `}`.
 */
export async function differences(
  expected: JsonObject,
  hcl: string,
  parse: ParseHcl,
  blockNames: ReadonlySet<string>,
): Promise<readonly string[]> {
  const found: string[] = [];
  await compare(expected, await parse(hcl), "");
  return found;

  async function compare(one: Json | undefined, other: Json | undefined, path: string): Promise<void> {
    const read = await withoutFunctions(other, one, parse);
    if (Array.isArray(one) && Array.isArray(read)) return compareLists(one, read, path);
    if (isObject(one) && Array.isArray(read) && read.length === 1)
      return compare(one, (read as readonly Json[])[0], path);
    if (isObject(one) && isObject(read)) return compareObjects(one, read, path);
    if (trimmed(one, path) !== trimmed(read, path)) found.push(path);
  }

  async function compareLists(one: readonly Json[], other: readonly Json[], path: string): Promise<void> {
    if (one.length !== other.length) found.push(path);
    else for (const [index, each] of one.entries()) await compare(each, other[index], `${path}[${index}]`);
  }

  async function compareObjects(one: JsonObject, other: JsonObject, path: string): Promise<void> {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      if (!isAbsent(one[key], blockNames.has(key)) || !isAbsent(other[key], blockNames.has(key)))
        await compare(one[key], other[key], path === "" ? key : `${path}.${key}`);
  }
}

/** A null argument is none, and so is a block that the JSON has as an empty list. */
function isAbsent(value: Json | undefined, isBlock: boolean): boolean {
  return value === undefined || value === null || (isBlock && Array.isArray(value) && value.length === 0);
}

/** Arguments that take names without quotes, so that they are read back as expressions. */
const TAKES_NAMES =
  /(\.(depends_on|ignore_changes|replace_triggered_by)(\[\d+\])?|^(resource|data)\.[^.]+\.[^.]+\.provider|^(variable\.[^.]+\.type|moved.*\.(from|to)|import.*\.(to|provider)|removed.*\.from|module\.[^.]+\.providers\..+))$/;

/** An expression without the spaces around it. */
function trimmed(value: Json | undefined, path: string): Json | undefined {
  if (typeof value !== "string") return value;
  const expression = /^\$\{([^]*)\}$/.exec(value)?.[1];
  if (TAKES_NAMES.test(path.replace(/\[0\]/g, ""))) return (expression ?? value).trim();
  return expression === undefined ? value : `\${${expression.trim()}}`;
}

/** The text that `chomp` or `jsonencode` stands for; texts of JSON are compared as what they hold. */
async function withoutFunctions(
  read: Json | undefined,
  expected: Json | undefined,
  parse: ParseHcl,
): Promise<Json | undefined> {
  if (typeof read !== "string" || typeof expected !== "string") return read;
  const chomped = /^\$\{chomp\(([^]*)\)\}$/.exec(read)?.[1];
  if (chomped !== undefined && !expected.startsWith("${chomp(")) {
    const { text } = await parse(`text = ${chomped.trimEnd()}\n`);
    return typeof text === "string" ? text.replace(/\n+$/, "") : read;
  }
  const encoded = /^\$\{jsonencode\(([^]*)\)\}$/.exec(read)?.[1];
  if (encoded === undefined || expected.startsWith("${jsonencode(")) return read;
  const { value } = await parse(`value = ${encoded}\n`);
  return sameJson(value, JSON.parse(expected) as Json) ? expected : read;
}

function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return (
      one.length === other.length && one.every((each: Json, index) => sameJson(each, other[index] as Json))
    );
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => sameJson(one[key], other[key]));
  }
  return one === other;
}
