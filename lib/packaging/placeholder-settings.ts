import type { Components } from "../components/component";
import { APP_SETTING, appOf } from "../components/component-app";
import { derivedSettings, ownSettings, requirementsOf } from "../components/requirements";
import type { BackendPlan } from "../decide/backend-plan";
import type { SettingValue } from "../components/setting-value";
import type { ServiceName } from "../services/words";

/** App settings as code may find them when a package is loaded: names as on Azure, values of the right form that lead nowhere. */
export interface PlaceholderSettings {
  /** The environment that has them; undefined where none is known. */
  readonly environment?: string;
  /** The app in `functionApp.apps` that has them; undefined for the first. */
  readonly app?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Those of each environment; environments with the same names once. */
export function settingsOfPlans(plans: readonly BackendPlan[]): readonly PlaceholderSettings[] {
  const all = new Map<string, PlaceholderSettings>();
  for (const { environment, appSettings, furtherAppSettings = {} } of plans) {
    const further = Object.entries(furtherAppSettings).map(([app, settings]) => ({ app, settings }));
    for (const { app, settings } of [{ app: undefined, settings: appSettings }, ...further]) {
      const names = [app ?? "", ...Object.keys(settings).sort()].join();
      if (!all.has(names))
        all.set(names, { environment, ...(app !== undefined && { app }), values: placeholders(settings) });
    }
  }
  return [...all.values()];
}

/**
 * Those that follow from the components alone, whether queues are in the storage account or in Service Bus: of the first app, and of each
 * that a component names.
 */
export function settingsOfComponents(components: Components): readonly PlaceholderSettings[] {
  const apps = new Set(Object.values(components).map((component) => appOf(component)));
  const values = valuesOf(components);
  return [...new Set([undefined, ...apps])].map((app) =>
    app === undefined ? { values } : { app, values: { ...values, [APP_SETTING]: app } },
  );
}

function valuesOf(components: Components): Readonly<Record<string, string>> {
  const facts = { project: "project", environment: "environment", cosmosDatabase: "database" };
  const required = (["serviceBus", "storage"] as const).flatMap(
    (home) => requirementsOf(components, home).components,
  );
  const settings = required.map((each) => ({
    ...derivedSettings(each, facts.cosmosDatabase),
    ...ownSettings(each, facts),
  }));
  const keyVault: SettingValue = [{ service: "keyVault", output: "uri" }];
  return placeholders(Object.assign({ KEY_VAULT_URI: keyVault }, ...settings) as SettingValues);
}

type SettingValues = Readonly<Record<string, SettingValue>>;

/** What the host itself has in each app. */
const OF_THE_HOST = {
  FUNCTIONS_WORKER_RUNTIME: "node",
  FUNCTIONS_EXTENSION_VERSION: "~4",
  WEBSITE_SITE_NAME: "placeholder",
};

function placeholders(settings: SettingValues): Readonly<Record<string, string>> {
  const values = Object.entries(settings).map(([name, value]) => [name, placeholder(value)]);
  return { ...OF_THE_HOST, ...(Object.fromEntries(values) as Readonly<Record<string, string>>) };
}

function placeholder(value: SettingValue): string {
  const parts = typeof value === "string" ? [value] : value;
  // The host puts the secret itself in the place of such a reference.
  if (typeof parts[0] === "string" && parts[0].startsWith("@Microsoft.KeyVault("))
    return "placeholder-secret";
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      return "fact" in part ? "00000000-0000-0000-0000-000000000000" : outputOf(part.service, part.output);
    })
    .join("");
}

const DOMAINS: Readonly<Partial<Record<ServiceName, string>>> = {
  cosmos: "documents.azure.com",
  keyVault: "vault.azure.net",
  serviceBus: "servicebus.windows.net",
  eventHubs: "servicebus.windows.net",
  redis: "redis.azure.net",
  cdn: "azurefd.net",
};

/** Below .invalid nothing is ever found: RFC 2606. */
function outputOf(service: ServiceName, output: string): string {
  const [, storage] = /(blob|queue|table)Endpoint$/i.exec(output) ?? [];
  const domain =
    storage === undefined ? (DOMAINS[service] ?? "azure.com") : `${storage.toLowerCase()}.core.windows.net`;
  const host = `placeholder.${domain}.invalid`;
  if (/endpoint$|uri$|url$/i.test(output)) return `https://${host}/`;
  return /host|namespace/i.test(output) ? host : "placeholder";
}
