import { type Request, type Response, ok } from "./exchange";
import type { ResourcePath } from "./resource-path";

const PATH = "/providers/Microsoft.StandIn/operations/";

/** What goes on after an answer: a client polls until it is over. */
export class Operations {
  private readonly pending = new Map<string, number>();

  /** The response of a request whose work goes on for as many polls. */
  begin(
    response: Response,
    { subscriptionId }: Pick<ResourcePath, "subscriptionId">,
    pending: number,
  ): Response {
    const id = `operation-${this.pending.size + 1}`;
    this.pending.set(id, pending);
    const url = `https://management.azure.com/subscriptions/${subscriptionId}${PATH}${id}?api-version=2024-01-01`;
    // Without Retry-After clients wait ten seconds before they ask.
    return { ...response, headers: { "Azure-AsyncOperation": url, Location: url, "Retry-After": "0" } };
  }

  answer({ path }: Request): Response | undefined {
    const [, id] = path.split(PATH);
    if (id === undefined) return undefined;
    const left = this.pending.get(id) ?? 0;
    this.pending.set(id, left - 1);
    if (left <= 0) return ok({ name: id, status: "Succeeded" });
    return { ...ok({ name: id, status: "InProgress" }), headers: { "Retry-After": "0" } };
  }
}
