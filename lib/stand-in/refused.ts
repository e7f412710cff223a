import type { Response } from "./exchange";

/** The code stands in a header too: an answer to HEAD has no body. */
export function refused(status: number, code: string, message = code): Response {
  return { status, body: { error: { code, message } }, headers: { "x-ms-error-code": code } };
}
