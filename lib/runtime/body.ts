import type { HttpRequest } from "@azure/functions";
import { FaultList } from "./fault-list";
import { findUnkeepable } from "./json-text";
import { refuse } from "./problem-details";
import type { Item, Json } from "./store";

/** In bytes; Cosmos DB takes items of twice that. */
export const LARGEST_BODY = 1024 * 1024;

/** The request's body: a JSON object of what can be kept as it is. */
export async function bodyOf(request: Pick<HttpRequest, "headers" | "text">): Promise<Item> {
  if (Number(request.headers.get("content-length")) > LARGEST_BODY) tooLarge();
  const text = await request.text();
  if (Buffer.byteLength(text) > LARGEST_BODY) tooLarge();
  const value = parsed(text);
  if (!isObject(value)) refuse(400, "The body has to be a JSON object.");
  const found = new FaultList();
  findUnkeepable(text, found);
  refuseFaults("The body holds what cannot be kept.", found);
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

/** Refuses a body that has any. */
export function refuseFaults(sentence: string, found: FaultList): void {
  if (found.faults.length > 0) refuse(400, `${sentence}${found.remark}`, found.faults);
}
