import type { Action } from "../arm-type";
import { isClosed } from "../closed-services";
import { Refusal } from "../exchange";
import { type JsonObject, listAt, objectAt } from "../json";
import { key } from "../resource-path";
import type { Resource, Store } from "../store";
import { type Settings, settingsOf } from "./running-site";

const OVERRIDE = "WEBSITE_OVERRIDE_STICKY_DIAGNOSTICS_SETTINGS";

/**
 * What of `siteConfig` follows the code, beside app settings: language framework, platform, web sockets, handler mappings.
 * Everything else stays with its slot: identity, network, restrictions of addresses, scale, Always On, TLS, CORS.
 */
const SWAPPED = [
  "linuxFxVersion",
  "windowsFxVersion",
  "netFrameworkVersion",
  "nodeVersion",
  "powerShellVersion",
  "use32BitWorkerProcess",
  "webSocketsEnabled",
  "handlerMappings",
];

/** App settings that stay although nothing says so: those of diagnostic logs, and versions of extensions. */
const STAYS =
  /^(WEBSITE_HTTPLOGGING_RETENTION_DAYS|DIAGNOSTICS_AZUREBLOBRETENTIONDAYS|.*_EXTENSION_VERSION)$/i;

/** Swaps a slot with production: learn.microsoft.com/azure/azure-functions/functions-deployment-slots#swap-operations */
export const swap: Action = (slot, _body, { store }) => {
  const app = store.get(slot.id.replace(/\/slots\/[^/]+$/i, ""));
  if (app === undefined) throw new Error(`${slot.id} is a slot of no app`);
  const names = listAt(store.get(`${app.id}/config/slotconfignames`)?.body, "properties.appSettingNames").map(
    String,
  );
  const isSticky = (name: string): boolean => names.includes(name) || STAYS.test(name);
  checkStorage(app, slot, isSticky, store);
  store.put(withCodeOf(slot, app, isSticky));
  store.put(withCodeOf(app, slot, isSticky));
  return { status: 202 };
};

/** A site with what follows the code of another one. */
function withCodeOf(site: Resource, other: Resource, isSticky: (name: string) => boolean): Resource {
  const settings = exchanged(settingsOf(site), settingsOf(other), isSticky);
  const [own, others] = [site, other].map(({ body }) => objectAt(body, "properties.siteConfig"));
  const siteConfig: JsonObject = {
    ...without(own ?? {}, SWAPPED),
    ...Object.fromEntries(Object.entries(others ?? {}).filter(([name]) => SWAPPED.includes(name))),
    appSettings: Object.entries(settings).map(([name, value]) => ({ name, value })),
  };
  const properties = { ...objectAt(site.body, "properties"), siteConfig };
  return { ...site, body: { ...site.body, properties } };
}

function exchanged(own: Settings, others: Settings, isSticky: (name: string) => boolean): Settings {
  const kept = Object.entries(own).filter(([name]) => isSticky(name));
  const taken = Object.entries(others).filter(([name]) => !isSticky(name));
  return Object.fromEntries([...taken, ...kept]);
}

/**
 * Before a swap Azure looks at the host's storage for logs of an older feature, which it does from outside the network.
 * learn.microsoft.com/azure/azure-functions/functions-app-settings, github.com/Azure/azure-functions-host/issues/8448
 */
function checkStorage(
  app: Resource,
  slot: Resource,
  isSticky: (name: string) => boolean,
  store: Store,
): void {
  const closed = [app, slot]
    .map((site) => hostAccountOf(settingsOf(site), store))
    .find((account) => account && isClosed(account));
  if (closed === undefined) return;
  const isOff = (site: Resource): boolean => settingsOf(site)[OVERRIDE] === "0";
  if (isOff(app) && (isSticky(OVERRIDE) || isOff(slot))) return;
  throw new Refusal(
    409,
    "Conflict",
    `Cannot swap site slots for site '${app.name}': storage account ${closed.name} is network restricted, and ${OVERRIDE} is not 0`,
  );
}

/** The account that the host receives by name, or that has the share of its code. */
function hostAccountOf(settings: Settings, store: Store): Resource | undefined {
  const accounts = store.ofType("Microsoft.Storage/storageAccounts");
  const name = settings["AzureWebJobsStorage__accountName"] ?? "";
  const share = settings["WEBSITE_CONTENTSHARE"] ?? "";
  return accounts.find(
    (account) =>
      key(account.name) === key(name) ||
      (share !== "" && store.get(`${account.id}/fileServices/default/shares/${share}`) !== undefined),
  );
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
