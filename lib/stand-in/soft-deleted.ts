import { Refusal, type Request, type Response, ok } from "./exchange";
import { at, textAt } from "./json";
import type { Operations } from "./operations";
import type { Store } from "./store";

/** Types whose deleted resources are asked for by name. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  deletedvaults: "Microsoft.KeyVault/vaults",
  deletedservices: "Microsoft.ApiManagement/service",
};

/**
 * What is asked of a resource that was deleted, and is kept by its name; undefined for anything else.
 *
 * @param pending - polls that a purge stays in progress for
 */
export function answerSoftDeleted(
  { method, path }: Request,
  store: Store,
  operations: Operations,
  pending: number,
): Response | undefined {
  const [, collection = "", name = ""] =
    /\/locations\/[^/]+\/(deletedvaults|deletedservices)\/([^/]+)(?:\/purge)?$/.exec(path.toLowerCase()) ??
    [];
  const type = COLLECTIONS[collection];
  if (type === undefined) return undefined;
  const found = store.softDeleted(type, name);
  if (found === undefined)
    return {
      status: 404,
      body: { error: { code: "DeletedResourceNotFound", message: `no deleted ${name}` } },
    };
  if (method === "POST" || method === "DELETE") {
    // learn.microsoft.com/azure/key-vault/general/soft-delete-overview
    if (at(found.body, "properties.enablePurgeProtection") === true)
      throw new Refusal(403, "PurgeProtected", `${name} is protected from being purged`);
    store.purge(type, name);
    // learn.microsoft.com/rest/api/keyvault/keyvault/vaults/purge-deleted: it is accepted, and goes on.
    const [, subscriptionId = ""] = /^\/subscriptions\/([^/]+)\//i.exec(path) ?? [];
    if (method === "POST") return operations.begin({ status: 202 }, { subscriptionId }, pending);
  }
  const location = textAt(found.body, "location");
  return ok({ name: found.name, location, properties: { vaultId: found.id, serviceId: found.id, location } });
}
