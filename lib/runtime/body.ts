import type { HttpRequest } from "@azure/functions";
import { FaultList } from "../components/fault-list";
import { findUnkeepable } from "./json-text";
import { refuse } from "./problem-details";
import type { Item, Json } from "./store";

/** In bytes; Cosmos DB takes items of twice that. */
export const LARGEST_BODY = 1024 * 1024;

/** The request's body: a JSON object of what can be kept as it is. */
export async function bodyOf(request: Pick<HttpRequest, "headers" | "text">): Promise<Item> {
  checkType(request);
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

/** JSON and its kin, RFC 6839; UTF-8 alone, RFC 8259 section 8.1. */
const JSON_TYPE = /^application\/(?:json|[\w!#$&^.+-]+\+json)$/i;
const UTF_8 = /^charset="?utf-?8"?$/i;

/** What a page of another origin can send without being asked about it is refused: text, forms, no type at all. */
function checkType({ headers }: Pick<HttpRequest, "headers">): void {
  const [type = "", ...parameters] = (headers.get("content-type") ?? "")
    .split(";")
    .map((part) => part.trim());
  if (!JSON_TYPE.test(type)) refuse(415, "Content-Type has to be application/json.");
  const charset = parameters.find((each) => /^charset\s*=/i.test(each));
  if (charset !== undefined && !UTF_8.test(charset)) refuse(415, "The charset has to be utf-8.");
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity")
    refuse(415, "Content-Encoding has to be left out.");
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
