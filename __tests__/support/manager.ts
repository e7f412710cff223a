import { Refusal, type Response } from "../../lib/stand-in/exchange";
import type { Json, JsonObject } from "../../lib/stand-in/json";
import { identity } from "../../lib/stand-in/login";
import { ResourceManager } from "../../lib/stand-in/resource-manager";
import { rules } from "../../lib/stand-in/rules";
import { types } from "../../lib/stand-in/types";

export const GROUP = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg`;

/** The id of something in the group of these tests, `Microsoft.Web/sites/app`. */
export function inGroup(path: string): string {
  return `${GROUP}/providers/${path}`;
}

/** What Azure Resource Manager would answer, without a server. */
export class Manager {
  readonly manager = new ResourceManager(types, rules);

  /** @param registered - namespaces, or types of them. @default - those of all types, and of what subnets are delegated to */
  constructor(registered: readonly string[] = [...types.map(({ type }) => type), "Microsoft.App"]) {
    for (const each of registered) this.manager.registrations.complete(identity.subscriptionId, each);
    this.put(GROUP, { location: "eastus2" });
  }

  send(method: string, path: string, body?: Json): Response {
    const [plain = "", query] = path.split("?");
    return this.manager.answer(
      {
        method,
        host: "management.azure.com",
        path: plain,
        query: new URLSearchParams(query),
        headers: {},
        body,
      },
      undefined,
    );
  }

  put(path: string, body: JsonObject): JsonObject {
    return this.send("PUT", path, body).body as JsonObject;
  }

  get(path: string): JsonObject {
    return this.send("GET", path).body as JsonObject;
  }

  /** Why Azure would not: `<status> <code>: <message>`; undefined where it would. */
  refusal(method: string, path: string, body?: Json): string | undefined {
    try {
      this.send(method, path, body);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return `${error.status} ${error.code}: ${error.message}`;
      throw error;
    }
  }
}
