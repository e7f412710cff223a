import type { Layer } from "../../settings/merge";
import { type Data, type DataObject, isDataObject } from "../../settings/data";
import { type Keys, isWithin, pathOf, valueAt, without } from "../../settings/option-path";

/** A setting of an environment of the user's that an environment of a pull request does without. */
export interface NotTakenOver {
  /** `your environment "test"` */
  readonly layer: string;
  readonly keys: Keys;
  /** As it was written there: an alias keeps its own name. */
  readonly path: string;
  readonly value: Data;
}

/** What costs by the hour, protects what is thrown away soon, or belongs to one environment alone. `*` is any name. */
const LEFT_OUT: readonly string[] = [
  "expires",
  "names",
  "importFrom",
  "provider.deployedWith",
  "external.apim",
  "external.servicePlan",
  "external.vnet",
  "external.*.createChildren",
  "external.privateDnsZones",
  "external.resourceGroups",
  "functionApp.plan",
  "functionApp.alwaysOn",
  "functionApp.slots",
  "functionApp.openSlots",
  "functionApp.slotSettings",
  "functionApp.zoneRedundant",
  "functionApp.publicNetworkAccess",
  "functionApp.customDomains",
  "cosmos.mode",
  "cosmos.maxThroughput",
  "cosmos.multiRegion",
  "cosmos.regions",
  "cosmos.zoneRedundant",
  "cosmos.enableAutomaticFailover",
  "cosmos.enableMultipleWriteLocations",
  "cosmos.backup",
  "cosmos.backupTier",
  "cosmos.backupIntervalInMinutes",
  "cosmos.backupRetentionInHours",
  "cosmos.containers.*.maxThroughput",
  "storage.sku",
  "storage.softDeleteRetentionInDays",
  "storage.versioning",
  "storage.hostAccount",
  "keyVault.softDeleteRetentionInDays",
  "keyVault.enablePurgeProtection",
  "logs.retentionInDays",
  "networking",
  "optional.apim",
  "optional.b2c",
  "optional.cdn",
  "optional.containerRegistry.sku",
  "optional.containerRegistry.networkRuleSet",
  "optional.containerRegistry.publicNetworkAccess",
  "optional.containerRegistry.retentionPolicyInDays",
  "optional.containerRegistry.exportPolicyEnabled",
  "optional.redis.sku",
  "optional.redis.highAvailability",
  "optional.serviceBus.sku",
  "optional.eventHubs.sku",
  "monitoring.alerts",
  "monitoring.metricAlerts",
  "monitoring.availabilityTest",
  "monitoring.savedQueries",
  "monitoring.workbook",
  "safeguards",
];

/** Costs nothing while nobody calls it, as Y1 does, and packages differ from those of other plans. */
const KEPT_PLAN = "FC1";

/** A layer of an environment, as far as an environment of a pull request takes it over. */
export function takenOver(layer: Layer): {
  readonly layer: Layer;
  readonly notTakenOver: readonly NotTakenOver[];
} {
  const found = LEFT_OUT.flatMap((path) => matching(layer.value, path.split("."), [])).filter(
    (keys) => valueAt(layer.value, keys) !== KEPT_PLAN,
  );
  return {
    layer: { ...layer, value: found.reduce<DataObject>((value, keys) => without(value, keys), layer.value) },
    notTakenOver: found
      .flatMap((keys) => leavesAt(layer.value, keys))
      .map((keys) => ({
        layer: layer.name,
        keys,
        path: layer.saidAs?.[pathOf(keys)] ?? pathOf(keys),
        value: valueAt(layer.value, keys) as Data,
      })),
  };
}

function matching(value: Data, [key, ...rest]: Keys, before: Keys): readonly Keys[] {
  if (key === undefined) return value === undefined ? [] : [before];
  if (!isDataObject(value)) return [];
  const names = key === "*" ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return names.flatMap((name) => matching(value[name], rest, [...before, name]));
}

/** What is no data, and what may be secret, is one value. */
const WHOLE: readonly string[] = ["external", "importFrom", "names", "functionApp.slotSettings"];

function leavesAt(value: DataObject, keys: Keys): readonly Keys[] {
  const there = valueAt(value, keys) as Data;
  if (!isDataObject(there) || WHOLE.some((path) => isWithin(pathOf(keys), path))) return [keys];
  return Object.keys(there).flatMap((name) => leavesAt(value, [...keys, name]));
}
