import type { HttpResponse } from "../http/exchange";
import { NotUnderstood } from "./answer";

/** By which version of its interface storage is asked: a header of each request. */
export const STORAGE_VERSION = { "x-ms-version": "2023-11-03" };

/**
 * Storage says in each answer by which version it was given, and has no body for what is asked here:
 * learn.microsoft.com/rest/api/storageservices/put-blob#response-headers
 *
 * @throws NotUnderstood where something else has answered
 */
export function checkStorage(url: string, answer: HttpResponse, status: number): void {
  const { host } = new URL(url);
  if (answer.headers["x-ms-version"] === undefined)
    throw new NotUnderstood(host, answer, "a header x-ms-version, which each answer of Azure Storage has");
  if (answer.status !== status) throw new NotUnderstood(host, answer, `status ${status}`);
  if (answer.status < 300 && answer.body.trim() !== "")
    throw new NotUnderstood(host, answer, "an end of the answer after its headers");
}
