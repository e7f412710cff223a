import type { HttpResponse } from "../http/exchange";

/** What answered is not what Azure is known to answer: a proxy's page, half an answer, another interface. */
export class NotUnderstood extends Error {
  /**
   * @param host - which was asked
   * @param expected - what is missing, `an object "properties"`
   */
  constructor(
    readonly host: string,
    readonly response: HttpResponse,
    readonly expected: string,
  ) {
    const { status, headers, body } = response;
    const beginning = beginningOf(body);
    super(
      `${host} did not return ${expected}: status ${status}, content type ${headers["content-type"] ?? "none"}, ` +
        (beginning === "" ? "no body" : `the body begins ${beginning}`),
    );
    this.name = "NotUnderstood";
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

/** @throws NotUnderstood where the answer is not one JSON object */
export function objectOf(url: string, answer: HttpResponse): JsonObject {
  const value = jsonOf(answer);
  if (isJsonObject(value)) return value;
  throw new NotUnderstood(new URL(url).host, answer, "a JSON object");
}

/** @throws NotUnderstood where the answer to an action is neither empty nor an object that says something */
export function checkAction(url: string, answer: HttpResponse): void {
  if (answer.body.trim() === "") return;
  const given = objectOf(url, answer);
  if (Object.keys(given).length === 0 || "error" in given)
    throw new NotUnderstood(new URL(url).host, answer, "a confirmation");
}

/** Undefined where the body is no JSON. */
export function jsonOf({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const SHOWN = 200;
/** Strings, whole or cut off; then what is no punctuation. */
const TOKEN = /("(?:\\[^]|[^"\\])*(?:"|$))(\s*:)?|[^\s"{}[\],:]+/g;

/**
 * The beginning of a body, for a message: of JSON only names and structure, since its values may be secrets; of anything else the
 * text, without what looks like a key or a token.
 */
export function beginningOf(body: string): string {
  const text = body.trim();
  const redacted = text.startsWith("<") ? withoutTokens(text) : structureOf(text);
  return redacted.length > SHOWN ? `${redacted.slice(0, SHOWN)}…` : redacted;
}

function structureOf(text: string): string {
  // A page of words has no structure, and no values either.
  if (!/[{["]/.test(text)) return withoutTokens(text);
  return text.replaceAll(TOKEN, (_token, string: string | undefined, colon: string | undefined) =>
    string !== undefined && colon !== undefined ? string + colon : "…",
  );
}

function withoutTokens(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\w+/=.~-]{24,}/g, "…")
    .replaceAll(/\b(Bearer|key|sig|code|token|password)\b(\s*[:= ]\s*)\S+/gi, "$1$2…");
}
