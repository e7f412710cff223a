import { key } from "./resource-path";
import type { Resource, Store } from "./store";

export const BLOBS = ".blob.core.windows.net";
export const SITES = ".azurewebsites.net";

/** Which type of resource answers at names that end so. */
const HOSTS: Readonly<Record<string, string>> = {
  ".vault.azure.net": "Microsoft.KeyVault/vaults",
  ".documents.azure.com": "Microsoft.DocumentDB/databaseAccounts",
  [BLOBS]: "Microsoft.Storage/storageAccounts",
  ".queue.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".table.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".file.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".scm.azurewebsites.net": "Microsoft.Web/sites",
  [SITES]: "Microsoft.Web/sites",
};

export const dataPlaneSuffixes = Object.keys(HOSTS);

export function resourceAt(host: string, store: Store): Resource | undefined {
  const suffix = dataPlaneSuffixes.find((each) => host.endsWith(each));
  if (suffix === undefined) return undefined;
  const name = host.slice(0, -suffix.length);
  return store.ofType(HOSTS[suffix] ?? "").find((each) => key(each.name) === key(name));
}
