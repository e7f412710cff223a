import type { Json, JsonObject } from "./json";

/** One request, as Azure would get it. */
export interface Request {
  readonly method: string;
  readonly host: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Undefined where there is none; text where it is no JSON, a character for each byte of a blob. */
  readonly body: Json | undefined;
}

export interface Response {
  readonly status: number;
  readonly body?: Json;
  /** In place of `body`, what is no JSON. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request together with what was answered. */
export interface Exchange extends Request {
  readonly status: number;
}

/** How Azure Resource Manager says no. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get response(): Response {
    return { status: this.status, body: { error: { code: this.code, message: this.message } } };
  }
}

export function ok(body: Json, status = 200): Response {
  return { status, body };
}

export function bodyObject({ body }: Request): JsonObject {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as JsonObject;
  throw new Refusal(400, "InvalidRequestContent", "The request content was not an object.");
}
