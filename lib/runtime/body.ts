import type { HttpRequest } from "@azure/functions";
import { type Fault, refuse } from "./problem-details";
import type { Item, Json } from "./store";

/** In bytes; Cosmos DB takes items of twice that. */
export const LARGEST_BODY = 1024 * 1024;

/** Cosmos DB takes items of twice that. */
const DEEPEST = 64;
/** Half of a pair of UTF-16 code units, which no text of Unicode has. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The request's body: a JSON object of what can be kept as it is. */
export async function bodyOf(request: Pick<HttpRequest, "headers" | "text">): Promise<Item> {
  if (Number(request.headers.get("content-length")) > LARGEST_BODY) tooLarge();
  const text = await request.text();
  if (Buffer.byteLength(text) > LARGEST_BODY) tooLarge();
  const value = parsed(text);
  if (!isObject(value)) refuse(400, "The body has to be a JSON object.");
  const faults = [...unkeepable(value, "#", 0)];
  if (faults.length > 0) refuse(400, "The body holds what cannot be kept.", faults);
  return value;
}

function tooLarge(): never {
  refuse(413, `A body has at most ${LARGEST_BODY} bytes.`);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    refuse(400, "The body has to be JSON.");
  }
}

export function isObject(value: unknown): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON that would not come back the same, or not at all. */
function* unkeepable(value: Json, pointer: string, depth: number): Generator<Fault> {
  if (typeof value === "number" && !Number.isFinite(value))
    yield { pointer, detail: "is too large for a number" };
  if (typeof value === "string" && LONE_SURROGATE.test(value))
    yield { pointer, detail: "has to be Unicode, and holds half a character" };
  if (typeof value !== "object" || value === null) return;
  if (depth > DEEPEST) {
    yield { pointer, detail: `is nested more than ${DEEPEST} deep` };
    return;
  }
  for (const [key, each] of Object.entries(value) as readonly [string, Json][])
    if (LONE_SURROGATE.test(key))
      yield { pointer, detail: "has a name that is not Unicode, and holds half a character" };
    else yield* unkeepable(each, below(pointer, key), depth + 1);
}

/** The pointer to a field of what `pointer` points to. */
export function below(pointer: string, key: string): string {
  return `${pointer}/${encodeURI(key.replaceAll("~", "~0").replaceAll("/", "~1")).replaceAll("#", "%23")}`;
}
