import { type Request, type Response } from "./exchange";
import { at, textAt } from "./json";
import { key } from "./resource-path";
import type { Resource, Store } from "./store";

/** Which type of resource answers at names that end so. */
const HOSTS: Readonly<Record<string, string>> = {
  ".vault.azure.net": "Microsoft.KeyVault/vaults",
  ".documents.azure.com": "Microsoft.DocumentDB/databaseAccounts",
  ".blob.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".queue.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".table.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".file.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".scm.azurewebsites.net": "Microsoft.Web/sites",
  ".azurewebsites.net": "Microsoft.Web/sites",
};

export const dataPlaneSuffixes = Object.keys(HOSTS);

/**
 * What a service itself answers. Whoever stands outside of a closed one is turned away; an open one answers, and lets
 * nobody in, since no role of the stand-in's reaches data.
 */
export function answerDataPlane({ host, path }: Request, store: Store): Response {
  const resource = resourceAt(host, store);
  if (resource === undefined) return { status: 404, body: { error: { code: "NotFound", message: host } } };
  if (isClosed(resource))
    return {
      status: 403,
      body: {
        error: {
          code: "Forbidden",
          message: `Public network access is disabled, or its firewall denies it: ${resource.id}`,
        },
      },
    };
  // A vault that is open says that it has no contacts; anything else needs a role.
  if (path === "/certificates/contacts")
    return { status: 404, body: { error: { code: "ContactsNotFound", message: "Contacts not found" } } };
  return { status: 401, body: { error: { code: "Unauthorized", message: "no role reaches data here" } } };
}

export function resourceAt(host: string, store: Store): Resource | undefined {
  const suffix = dataPlaneSuffixes.find((each) => host.endsWith(each));
  if (suffix === undefined) return undefined;
  const name = host.slice(0, -suffix.length);
  return store.ofType(HOSTS[suffix] ?? "").find((each) => key(each.name) === key(name));
}

/** Whether a service turns away who comes from the internet. */
export function isClosed({ body }: Resource): boolean {
  if (textAt(body, "properties.publicNetworkAccess") === "Disabled") return true;
  return ["properties.networkAcls.defaultAction", "properties.networkRuleSet.defaultAction"].some(
    (path) => at(body, path) === "Deny",
  );
}
