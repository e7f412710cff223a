import { didYouMean } from "../../settings/nearest";
import type { Draft } from "../contract/draft";
import { firstWith } from "../../provider/since";
import { type RegionName, regionNamed, regions } from "../../azure/regions";
import { checkSharedThroughput } from "./check-shared-throughput";
import { decideContainers } from "./container-decisions";
import { warnOfExpectedIndexes } from "./expected-indexes";

/** Every rule of Azure that a combination of `cosmos` options can break. */
export function decideCosmos(draft: Draft): void {
  decideContainers(draft);
  // An existing account is as it is.
  if (draft.existing.cosmos !== undefined) {
    if (!draft.existing.cosmos.createChildren) {
      warnOfExpectedIndexes(draft);
      return;
    }
    decideMode(draft);
    checkSharedThroughput(draft);
    return;
  }
  decideRegions(draft);
  decideMode(draft);
  checkSharedThroughput(draft);
  decideWrites(draft);
  decideBackup(draft);
  decideRetention(draft);
  decideKeys(draft);
  noteCapabilities(draft);
}

/** What azurerm adds to and removes from an account that exists: cosmosdb_account_resource.go, checkCapabilitiesCanBeUpdated. */
function noteCapabilities(draft: Draft): void {
  const path = "cosmos.capabilities";
  const replacing = (draft.settings.cosmos.capabilities ?? []).filter((name) =>
    name.startsWith("EnableNoSQL"),
  );
  if (replacing.length > 0)
    draft.warn(
      path,
      `${replacing.join(", ")}: azurerm replaces an account that exists without it, with its data. Turn it on with az cosmosdb update --capabilities before you deploy (docs/services/cosmos-db.md)`,
    );
}

/** Settles `regions`: what was chosen, else the location and, with `multiRegion`, its pair. */
function decideRegions(draft: Draft): void {
  const { regions: chosen } = draft.given.cosmos;
  const { multiRegion } = draft.settings.cosmos;
  if (chosen.length > 0) {
    checkChosenRegions(draft, chosen);
    return;
  }
  if (draft.location === undefined) return;

  const pair = draft.region?.pair as RegionName | undefined;
  if (multiRegion && pair === undefined) {
    const why = `${draft.location} has no paired region`;
    if (draft.chosen("cosmos.multiRegion"))
      draft.problem("cosmos.multiRegion", why, "set the regions in cosmos.regions", "location");
    else draft.adjust("cosmos.multiRegion", false, why);
  }
  if (multiRegion && pair !== undefined && !staysServerless(draft))
    draft.derive("cosmos.regions", [draft.location, pair], "the location and its paired region");
  else draft.derive("cosmos.regions", [draft.location], "the location");
}

function checkChosenRegions(draft: Draft, chosen: readonly string[]): void {
  for (const region of chosen) {
    if (regionNamed(region) === undefined)
      draft.problem(
        "cosmos.regions",
        `unknown Azure region "${region}"${didYouMean(region, Object.keys(regions))}`,
        "use the names that `az account list-locations` lists",
      );
  }
  if (new Set(chosen.map((region) => regionNamed(region) ?? region)).size < chosen.length)
    draft.problem("cosmos.regions", "a region is listed twice", "list each region once");
  const several = chosen.length > 1;
  if (draft.chosen("cosmos.multiRegion") && draft.settings.cosmos.multiRegion !== several)
    draft.problem(
      "cosmos.multiRegion",
      `means ${several ? "one region" : "several regions"}, but cosmos.regions has ${chosen.length}`,
      "remove cosmos.multiRegion: cosmos.regions is enough",
      "cosmos.regions",
    );
  else draft.derive("cosmos.multiRegion", several, `cosmos.regions has ${chosen.length}`);
}

/** Serverless is replaced for several regions only where the user asked for them and not for serverless. */
function staysServerless(draft: Draft): boolean {
  if (draft.given.cosmos.mode !== "Serverless") return false;
  return draft.chosen("cosmos.mode") || !draft.chosen("cosmos.multiRegion");
}

/** Serverless lives in one region and takes no throughput: learn.microsoft.com/azure/cosmos-db/throughput-serverless */
function decideMode(draft: Draft): void {
  if (draft.settings.cosmos.mode !== "Serverless") return;
  const { regions: settled } = draft.settings.cosmos;
  const against = [
    {
      path: "cosmos.regions" as const,
      what: "a serverless account has one region",
      when: draft.chosen("cosmos.regions") && settled.length > 1,
    },
    {
      path: "cosmos.multiRegion" as const,
      what: "a serverless account has one region",
      when: draft.settings.cosmos.multiRegion && draft.chosen("cosmos.multiRegion"),
    },
    {
      path: "cosmos.maxThroughput" as const,
      what: "a serverless account has no throughput setting",
      when: draft.chosen("cosmos.maxThroughput"),
    },
    ...Object.entries(draft.settings.cosmos.containers).map(([name, container]) => ({
      path: `cosmos.containers.${name}.maxThroughput` as const,
      what: "a container of a serverless account has no throughput setting",
      when: container !== false && container.maxThroughput !== undefined,
    })),
  ].filter(({ when }) => when);

  if (against.length === 0) {
    if (draft.settings.cosmos.multiRegion)
      draft.adjust("cosmos.multiRegion", false, "a serverless account has one region");
    return;
  }
  if (!draft.chosen("cosmos.mode")) {
    const reasons = [...new Set(against.map(({ what }) => what))].join(", and ");
    draft.adjust("cosmos.mode", "Autoscale", reasons);
    return;
  }
  for (const { path, what } of against)
    draft.problem(path, what, `set cosmos.mode to "Autoscale", or remove ${path}`, "cosmos.mode");
}

/** Strong with several writing regions is impossible: learn.microsoft.com/azure/cosmos-db/consistency-levels */
function decideWrites(draft: Draft): void {
  const path = "cosmos.enableMultipleWriteLocations";
  const { regions: settled, consistencyLevel } = draft.settings.cosmos;
  const alone = settled.length < 2;
  if (draft.settings.cosmos.enableMultipleWriteLocations && (alone || consistencyLevel === "Strong")) {
    const why = alone ? "the account has one region" : 'consistency "Strong" allows one write region';
    if (!draft.chosen(path)) draft.adjust(path, false, why);
    else
      draft.problem(
        path,
        why,
        alone
          ? `set cosmos.multiRegion or cosmos.regions, or ${path} to false`
          : `set ${path} to false, or another cosmos.consistencyLevel`,
        alone ? "cosmos.regions" : "cosmos.consistencyLevel",
      );
  }
  if (alone && draft.settings.cosmos.enableAutomaticFailover) {
    const why = "there is no second region for a failover";
    if (!draft.chosen("cosmos.enableAutomaticFailover"))
      draft.adjust("cosmos.enableAutomaticFailover", false, why);
    else
      draft.problem(
        "cosmos.enableAutomaticFailover",
        why,
        "set cosmos.multiRegion or cosmos.regions, or cosmos.enableAutomaticFailover to false",
        "cosmos.regions",
      );
  }
  decideZones(draft, settled);
}

/** Azure changes the zones of a region by removing and adding it: learn.microsoft.com/azure/reliability/reliability-cosmos-db-nosql */
function decideZones(draft: Draft, settled: readonly string[]): void {
  const path = "cosmos.zoneRedundant";
  if (draft.chosen(path) && !draft.providerCan("cosmosZoneChanges"))
    draft.note(
      path,
      `set when the account is created: on an existing account, azurerm before ${firstWith("cosmosZoneChanges")} plans ` +
        "no change (hashicorp/terraform-provider-azurerm#32620)",
    );
  if (draft.settings.cosmos.zoneRedundant) {
    draft.note(
      path,
      "is set when a region is added: on an existing account, Azure changes it only if the region is removed and added again",
    );
    for (const region of settled) {
      const known = regionNamed(region);
      if (known === undefined || regions[known].zones) continue;
      draft.problem(
        path,
        `${region} has no availability zones`,
        "set cosmos.zoneRedundant to false, or choose other regions",
        "cosmos.regions",
      );
    }
  }
}

/** The options that only one kind of backup has. */
const BACKUP_OPTIONS = {
  Periodic: ["backupIntervalInMinutes", "backupRetentionInHours"],
  Continuous: ["backupTier"],
} as const;

/** Azure keeps two copies at least: learn.microsoft.com/azure/cosmos-db/periodic-backup-modify-interval-retention */
function decideRetention(draft: Draft): void {
  const { backup, backupIntervalInMinutes, backupRetentionInHours } = draft.settings.cosmos;
  const least = Math.ceil((2 * backupIntervalInMinutes) / 60);
  if (backup !== "Periodic" || backupRetentionInHours >= least) return;
  const why = `backups every ${backupIntervalInMinutes} minutes must be kept for at least ${least} hours`;
  if (!draft.chosen("cosmos.backupRetentionInHours")) {
    draft.adjust("cosmos.backupRetentionInHours", least, why);
    return;
  }
  draft.problem(
    "cosmos.backupRetentionInHours",
    why,
    `set it to ${least} or more, or make backups more frequent`,
    "cosmos.backupIntervalInMinutes",
  );
}

function decideBackup(draft: Draft): void {
  const { backup } = draft.settings.cosmos;
  const other = backup === "Continuous" ? "Periodic" : "Continuous";
  const ofThis = BACKUP_OPTIONS[backup].filter((option) => draft.chosen(`cosmos.${option}`));
  const ofTheOther = BACKUP_OPTIONS[other].filter((option) => draft.chosen(`cosmos.${option}`));
  if (ofTheOther.length === 0) return;
  if (!draft.chosen("cosmos.backup") && ofThis.length === 0) {
    draft.adjust("cosmos.backup", other, `cosmos.${ofTheOther[0]} is set`);
    return;
  }
  for (const option of ofTheOther)
    draft.problem(
      `cosmos.${option}`,
      `applies only to ${other} backups`,
      `set cosmos.backup to "${other}", or remove cosmos.${option}`,
      "cosmos.backup",
    );
}

function decideKeys(draft: Draft): void {
  if (!draft.settings.keyVault.connectionStrings || !draft.settings.cosmos.disableLocalAuth) return;
  if (!draft.chosen("cosmos.disableLocalAuth")) {
    draft.adjust(
      "cosmos.disableLocalAuth",
      false,
      "keyVault.connectionStrings needs the keys of the account",
    );
    return;
  }
  draft.problem(
    "cosmos.disableLocalAuth",
    "a connection string needs the keys of the account",
    "set keyVault.connectionStrings or cosmos.disableLocalAuth to false",
    "keyVault.connectionStrings",
  );
}
