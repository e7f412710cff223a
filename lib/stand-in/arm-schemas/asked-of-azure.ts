import type { Exchange } from "../exchange";
import { type JsonObject, isObject } from "../json";
import { key, parseResourcePath } from "../resource-path";

/** What Azure Resource Manager is asked to make of one resource. */
export interface AskedResource {
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly body: JsonObject;
  /** A PATCH: what it leaves out stays as it is. */
  readonly partial: boolean;
}

const MANAGEMENT = "management.azure.com";

/** Every PUT and PATCH of a resource among what was asked; what has no body asks for nothing that a type could hold. */
export function askedOfAzure(exchanges: readonly Exchange[]): readonly AskedResource[] {
  return exchanges
    .filter(({ host, method }) => host === MANAGEMENT && (method === "PUT" || method === "PATCH"))
    .flatMap(({ method, path, query, body }): readonly AskedResource[] => {
      const resource = parseResourcePath(path);
      if (resource?.name === undefined || !isObject(body)) return [];
      const { type, name } = resource;
      return [
        {
          type,
          name,
          apiVersion: query.get("api-version") ?? "",
          body: withoutEcho(body, { type, name, id: resource.id }),
          partial: method === "PATCH",
        },
      ];
    });
}

/**
 * A body may repeat the id, type and name that the URL has, and is read with the URL's name, which its type describes:
 * github.com/cloud-and-ai-microsoft/resource-provider-contract, v1.0/resource-api-reference.md
 */
export function withoutEcho(
  body: JsonObject,
  { type, name, id }: { readonly type: string; readonly name: string; readonly id: string },
): JsonObject {
  const said = { type, name, id };
  const kept = Object.entries(body).filter(([property, value]) => {
    const own = Object.entries(said).find(([each]) => each === property)?.[1];
    return own === undefined || typeof value !== "string" || key(value) !== key(own);
  });
  return { name, ...Object.fromEntries(kept) };
}
