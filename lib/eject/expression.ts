import { type Json, type JsonObject, isObject } from "../stand-in/json";
import { templateParts, wholeExpression, writtenPart } from "./template";

/** The HCL of a value: strings become templates, or the expression that is the whole string. */
export function hclExpression(value: Json): string {
  if (typeof value === "string") return hclString(value);
  if (Array.isArray(value)) return hclList(value as readonly Json[]);
  if (isObject(value)) return hclObject(value);
  return JSON.stringify(value);
}

function hclString(value: string): string {
  const expression = wholeExpression(value)?.trim();
  // A line break ends an argument, unless it is within parentheses.
  if (expression !== undefined) return expression.includes("\n") ? `(${expression})` : expression;
  return heredoc(value) ?? hclQuoted(value);
}

/** A template in quotes: only its text is escaped, expressions stay as they are. */
export function hclQuoted(value: string): string {
  const parts = templateParts(value).map((part) => writtenPart(part, escaped));
  return `"${parts.join("")}"`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escaped(text: string): string {
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- HCL refuses control characters in strings
    /["\\\u0000-\u001f\u007f]/g,
    (character) =>
      ESCAPES[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Several lines as a heredoc. It ends with a line break, which `chomp` takes off again where the text has none.
 *
 * @returns undefined for a text that a heredoc would change, or that is no easier to read as one
 */
function heredoc(value: string): string | undefined {
  const lines = value.split("\n");
  if (lines.length < 3) return undefined;
  // What needs an escape there, a heredoc cannot say.
  const others = value.replaceAll(/["\\\t\n]/g, "");
  if (escaped(others) !== others) return undefined;
  if (lines.some((line) => line.trim() === MARK)) return undefined;
  const body = `<<${MARK}\n${value}${value.endsWith("\n") ? "" : "\n"}${MARK}`;
  // chomp takes off every line break at the end: here it is the one of the heredoc.
  return value.endsWith("\n") ? body : `chomp(${body}\n)`;
}

const MARK = "EOT";

function hclList(values: readonly Json[]): string {
  if (values.length === 0) return "[]";
  const items = values.map(hclExpression);
  const short = `[${items.join(", ")}]`;
  return short.length <= 80 && !short.includes("\n") ? short : `[\n${items.join(",\n")},\n]`;
}

function hclObject(value: JsonObject): string {
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  return `{\n${entries.map(([key, each]) => `${hclKey(key)} = ${hclExpression(each)}`).join("\n")}\n}`;
}

/** Of an object: bare where HCL reads a name as a string. */
function hclKey(key: string): string {
  const isName = /^[A-Za-z_][\w-]*$/.test(key) && !["null", "true", "false", "for", "if", "in"].includes(key);
  if (isName) return key;
  const expression = wholeExpression(key);
  return expression === undefined ? hclQuoted(key) : `(${expression})`;
}

/** `jsonencode` of a text that is JSON, for an argument that the provider compares as JSON; undefined for any other text. */
export function hclJson(value: string): string | undefined {
  try {
    const parsed = JSON.parse(value) as Json;
    return typeof parsed === "object" && parsed !== null ? `jsonencode(${hclExpression(parsed)})` : undefined;
  } catch {
    return undefined;
  }
}
