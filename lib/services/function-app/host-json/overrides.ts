import { isDataObject } from "../../../settings/data";
import type { HostJsonSettings } from "./settings";

/** How app settings begin that override host.json: learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values */
const PREFIX = "AzureFunctionsJobHost";

/** An environment that leaves host.json as the package has it. */
export const NOTHING_OVERRIDDEN: HostJsonSettings = {
  concurrency: {},
  extensions: {
    http: { hsts: {} },
    queues: {},
    blobs: {},
    serviceBus: { clientRetryOptions: {} },
    eventHubs: { clientRetryOptions: {} },
    cosmosDB: {},
  },
  logging: { applicationInsights: { samplingSettings: {} } },
  healthMonitor: {},
  aggregator: {},
  singleton: {},
};

/** One value of host.json that an app setting overrides. */
export interface HostOverride {
  /** `["extensions", "queues", "batchSize"]` */
  readonly keys: readonly string[];
  /** `AzureFunctionsJobHost__extensions__queues__batchSize` */
  readonly setting: string;
  /** As the app setting has it: every value is text there. */
  readonly value: string;
}

/** What an environment overrides, in the order in which it is written. */
export function hostOverrides(settings: HostJsonSettings): readonly HostOverride[] {
  return hostValues(settings);
}

/** The values of a host.json, each as an app setting would have it. */
export function hostValues(hostJson: object): readonly HostOverride[] {
  return leaves(hostJson, []);
}

/** What an app setting has for a value of host.json; undefined where none overrides it. */
export function overridden(
  { settings }: { readonly settings: Readonly<Record<string, unknown>> },
  keys: readonly string[],
): string | undefined {
  const sought = comparableSetting([PREFIX, ...keys].join("__"));
  const found = Object.entries(settings).find(([name]) => comparableSetting(name) === sought);
  return typeof found?.[1] === "string" ? found[1] : undefined;
}

/** The app settings of it. */
export function hostJsonAppSettings(settings: HostJsonSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(hostOverrides(settings).map(({ setting, value }) => [setting, value]));
}

/** The same name for each spelling that the host takes for one value: it looks at neither case nor separator. */
export function comparableSetting(name: string): string {
  return name.toUpperCase().replaceAll(":", "__");
}

function leaves(value: object, keys: readonly string[]): readonly HostOverride[] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]): readonly HostOverride[] => {
    const path = [...keys, key];
    if (isDataObject(each)) return leaves(each, path);
    if (each === undefined) return [];
    const text = typeof each === "string" ? each : JSON.stringify(each);
    return [{ keys: path, setting: [PREFIX, ...path].join("__"), value: text }];
  });
}
