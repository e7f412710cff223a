import { key } from "./resource-path";
import type { Resource, Store } from "./store";

export const BLOBS = ".blob.core.windows.net";
export const VAULTS = ".vault.azure.net";
/** What every app and slot answers at; its deployment site has a longer one. */
export const SITE_HOSTS = ".azurewebsites.net";

/** Which type of resource answers at names that end so. */
const HOSTS: Readonly<Record<string, string>> = {
  [VAULTS]: "Microsoft.KeyVault/vaults",
  ".documents.azure.com": "Microsoft.DocumentDB/databaseAccounts",
  [BLOBS]: "Microsoft.Storage/storageAccounts",
  ".queue.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".table.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".file.core.windows.net": "Microsoft.Storage/storageAccounts",
  ".scm.azurewebsites.net": "Microsoft.Web/sites",
  [SITE_HOSTS]: "Microsoft.Web/sites",
};

export const dataPlaneSuffixes = Object.keys(HOSTS);

const DEPLOYMENT_SITE = ".scm.azurewebsites.net";
const SITES = "Microsoft.Web/sites";

/** Whether it is the name of the deployment site of an app or a slot. */
export function isDeploymentSite(host: string): boolean {
  return host.endsWith(DEPLOYMENT_SITE);
}

export function resourceAt(host: string, store: Store): Resource | undefined {
  const suffix = dataPlaneSuffixes.find((each) => host.endsWith(each));
  if (suffix === undefined) return undefined;
  const name = key(host.slice(0, -suffix.length));
  const type = HOSTS[suffix] ?? "";
  const slots = type === SITES ? store.ofType(`${SITES}/slots`) : [];
  return (
    store.ofType(type).find((each) => key(each.name) === name) ??
    slots.find(({ id }) => key(siteName(id)) === name)
  );
}

/** `<app>-<slot>`: learn.microsoft.com/azure/app-service/deploy-staging-slots */
function siteName(id: string): string {
  return (id.split(/\/sites\//i)[1] ?? "").replace(/\/slots\//i, "-");
}
