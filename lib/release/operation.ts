import type { HttpResponse } from "../http/exchange";
import { NotUnderstood, checkAction, isJsonObject, jsonOf, objectOf } from "./answer";
import type { Requests } from "./requests";

/**
 * Follows an operation of Azure Resource Manager to its end:
 * learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 *
 * @param asked - the address that has begun it
 * @throws RequestFailure where it fails
 */
export async function finished(requests: Requests, asked: string, begun: HttpResponse): Promise<void> {
  const statusUrl = begun.headers["azure-asyncoperation"];
  const url = statusUrl ?? begun.headers["location"];
  if (url === undefined)
    throw new NotUnderstood(hostOf(asked), begun, "a header with the address of its progress");
  let answer = begun;
  do {
    await requests.pauseAfter(answer);
    answer = await requests.send("GET", url);
  } while (statusUrl === undefined ? goesOnAt(requests, url, answer) : goesOn(requests, url, answer));
}

/** By the body of what `Azure-AsyncOperation` names. */
function goesOn(requests: Requests, url: string, answer: HttpResponse): boolean {
  const { status } = objectOf(url, answer);
  if (typeof status !== "string") throw new NotUnderstood(hostOf(url), answer, 'a string "status"');
  if (status === "Failed" || status === "Canceled") throw requests.refusal(answer);
  return status !== "Succeeded";
}

/** By the status of what `Location` names. */
function goesOnAt(requests: Requests, url: string, answer: HttpResponse): boolean {
  if (answer.status === 202) return true;
  checkAction(url, answer);
  const given = jsonOf(answer);
  if (isJsonObject(given) && (given["status"] === "Failed" || given["status"] === "Canceled"))
    throw requests.refusal(answer);
  return false;
}

function hostOf(url: string): string {
  return new URL(url).host;
}
