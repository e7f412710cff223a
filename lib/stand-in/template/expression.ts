import { type Json, asText, isObject } from "../json";

/** What the functions of an expression are given. */
export type TemplateFunction = (...values: readonly Json[]) => Json;

/** Finds a function by its name, without case. */
export type Functions = (name: string) => TemplateFunction | undefined;

/**
 * The value of an ARM template's text: `[concat('a', parameters('b').c)]` is an expression, `[[` begins a literal string.
 * learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
export function evaluate(text: string, functions: Functions): Json {
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  if (text.startsWith("[[")) return text.slice(1);
  const tokens = tokensOf(text.slice(1, -1));
  const value = readValue(tokens, functions);
  if (tokens.length > 0) throw new Error(`an expression ends too early: ${text}`);
  return value;
}

/** Everything below a value, evaluated. */
export function evaluateAll(value: Json, functions: Functions): Json {
  if (typeof value === "string") return evaluate(value, functions);
  if (Array.isArray(value)) return value.map((each: Json) => evaluateAll(each, functions));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, evaluateAll(each, functions)]),
  );
}

const TOKEN = /\s*('(?:[^']|'')*'|[A-Za-z_][\w]*|-?\d+|[()[\],.])/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`an expression is not understood from: ${text.slice(from)}`);
    tokens.push(token);
  }
  return tokens;
}

function readValue(tokens: string[], functions: Functions): Json {
  const first = tokens.shift() ?? "";
  let value: Json;
  if (first.startsWith("'")) value = first.slice(1, -1).replaceAll("''", "'");
  else if (/^-?\d/.test(first)) value = Number(first);
  else if (first === "true" || first === "false") value = first === "true";
  else value = call(first, tokens, functions);
  return readAccess(value, tokens, functions);
}

function call(name: string, tokens: string[], functions: Functions): Json {
  expect("(", tokens);
  const values: Json[] = [];
  while (tokens[0] !== ")") {
    values.push(readValue(tokens, functions));
    if (tokens[0] === ",") tokens.shift();
    else if (tokens[0] !== ")") throw new Error(`${name}(…) is not closed`);
  }
  expect(")", tokens);
  const known = functions(name.toLowerCase());
  if (known === undefined) throw new Error(`the stand-in knows no template function ${name}`);
  return known(...values);
}

function readAccess(value: Json, tokens: string[], functions: Functions): Json {
  if (tokens[0] === ".") {
    tokens.shift();
    return readAccess(member(value, tokens.shift() ?? ""), tokens, functions);
  }
  if (tokens[0] !== "[") return value;
  tokens.shift();
  const index = readValue(tokens, functions);
  expect("]", tokens);
  return readAccess(member(value, asText(index)), tokens, functions);
}

function member(value: Json, name: string): Json {
  const found = Array.isArray(value)
    ? (value as readonly Json[])[Number(name)]
    : isObject(value)
      ? value[name]
      : undefined;
  if (found === undefined) throw new Error(`an expression reads ${name}, which is not there`);
  return found;
}

function expect(token: string, tokens: string[]): void {
  const found = tokens.shift();
  if (found !== token) throw new Error(`an expression has ${found ?? "nothing"} where ${token} belongs`);
}
