import type { Draft } from "../contract/draft";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import type { SettingPath } from "../option-path";
import { agesOf, containersOfData, lifecycleRules } from "./lifecycle";
import { PACKAGE_CONTAINER } from "./package-container";
import { publicContainers } from "./public-containers";
import type { BlobAges, LifecycleRuleSettings } from "./settings";

const LIFECYCLE = "storage.lifecycle";
// learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure
const MOST_RULES = 100;
const MOST_PREFIXES = 10;
const NAME = /^[A-Za-z0-9-]{1,256}$/;

/** What happens at each age, in a sentence. */
const DOES: Readonly<Record<keyof BlobAges, string>> = {
  coolAfterDays: "moves blobs to the cool tier",
  coldAfterDays: "moves blobs to the cold tier",
  archiveAfterDays: "moves blobs to the archive tier",
  deleteAfterDays: "deletes blobs",
};

/** Every rule of Azure that `storage.lifecycle` can break, and what would harm the backend itself. */
export function decideLifecycle(draft: Draft): void {
  const rules = lifecycleRules(draft.settings.storage);
  if (rules.length > MOST_RULES)
    draft.problem(
      LIFECYCLE,
      `an account has at most ${MOST_RULES} rules, got ${rules.length}`,
      "put several prefixes into one rule",
    );
  for (const [name, rule] of rules) {
    const path = `${LIFECYCLE}.${name}` as const;
    if (!NAME.test(name))
      draft.problem(
        path,
        `the name of a rule must have 1 to 256 letters, digits and hyphens, got ${redacted(name)}`,
        "choose another name",
      );
    checkAges(draft, path, rule);
    checkPrefixes(draft, path, rule);
    checkTypes(draft, path, rule);
  }
  reportNamesDifferingInCase(draft, (name) => `${LIFECYCLE}.${name}`, Object.fromEntries(rules));
  decideVersions(draft, rules);
}

const groupsOf = (
  path: SettingPath,
  rule: LifecycleRuleSettings,
): readonly (readonly [SettingPath, BlobAges | undefined])[] => [
  [path, rule],
  [`${path}.versions` as SettingPath, rule.versions],
  [`${path}.snapshots` as SettingPath, rule.snapshots],
];

function checkAges(draft: Draft, path: SettingPath, rule: LifecycleRuleSettings): void {
  const groups = groupsOf(path, rule);
  if (groups.every(([, group]) => agesOf(group).length === 0) && !draft.refusedWithin(path))
    draft.problem(
      path,
      "the rule does nothing",
      "set coolAfterDays, coldAfterDays, archiveAfterDays or deleteAfterDays, for blobs, versions or snapshots",
    );
  for (const [at, group] of groups) {
    const ages = agesOf(group);
    ages.forEach(([age, days], index) => {
      const [earlier, least] = ages[index - 1] ?? [];
      if (earlier !== undefined && least !== undefined && days <= least)
        draft.problem(
          `${at}.${age}` as SettingPath,
          `${DOES[age]} after ${days} days, which leaves ${earlier} (${least}) without effect`,
          `set it to more than ${least}, or remove ${at}.${earlier}`,
          `${at}.${earlier}` as SettingPath,
        );
    });
    if (group?.archiveAfterDays !== undefined) checkArchive(draft, `${at}.archiveAfterDays` as SettingPath);
  }
}

/** learn.microsoft.com/azure/storage/blobs/access-tiers-overview#archive-access-tier */
function checkArchive(draft: Draft, path: SettingPath): void {
  const { name } = draft.settings.storage.sku;
  if (name.endsWith("ZRS"))
    draft.problem(
      path,
      `${name} has no archive tier: LRS, GRS and RAGRS have one`,
      'use coldAfterDays, or set storage.sku.name to "Standard_GRS", which replaces an account that exists',
      "storage.sku.name",
    );
}

function checkPrefixes(draft: Draft, path: SettingPath, rule: LifecycleRuleSettings): void {
  const at = `${path}.prefixes` as SettingPath;
  const { prefixes = [] } = rule;
  if (prefixes.length > MOST_PREFIXES)
    draft.problem(
      at,
      `a rule has at most ${MOST_PREFIXES} prefixes, got ${prefixes.length}`,
      "make several rules",
    );
  const changesBlobs = agesOf(rule).length > 0;
  if (changesBlobs && prefixes.length === 0 && !draft.refusedWithin(at))
    draft.missing(
      at,
      "the rule would reach every blob of the account: those of the Functions host and the code of the app may be among them",
      'name the containers: prefixes: ["uploads"]',
      path,
    );
  const containers = containersOfData(draft.settings, draft.requirements);
  for (const prefix of prefixes) {
    const [container = ""] = prefix.split("/");
    const fault = containerFault(draft, container, containers, changesBlobs);
    if (fault !== undefined) draft.problem(at, `${redacted(prefix)}: ${fault.why}`, fault.fix);
  }
}

function containerFault(
  { settings }: Draft,
  container: string,
  containers: readonly string[],
  changesBlobs: boolean,
): { readonly why: string; readonly fix: string } | undefined {
  if (containers.includes(container)) return undefined;
  if (container === PACKAGE_CONTAINER || container.startsWith("azure-webjobs-"))
    return changesBlobs
      ? {
          why:
            container === PACKAGE_CONTAINER
              ? "the code of the app is in this container, however old it is"
              : "the keys and locks of the Functions host are in this container",
          fix: "remove the prefix",
        }
      : undefined;
  if (publicContainers(settings).has(container))
    return {
      why: "the container is in the account of public assets, which has no rules",
      fix: "remove the prefix",
    };
  return {
    why: `a prefix begins with a container of the account, and there is no ${redacted(container)}${didYouMean(container, containers)}`,
    fix: `use one of ${containers.join(", ") || "the containers that you add"}, or add the container to storage.containers`,
  };
}

function checkTypes(draft: Draft, path: SettingPath, rule: LifecycleRuleSettings): void {
  const { blobTypes } = rule;
  const at = `${path}.blobTypes` as SettingPath;
  if (blobTypes?.length === 0)
    draft.problem(at, "a rule needs a type of blobs", 'add "blockBlob", or remove the option');
  if (blobTypes?.includes("appendBlob") !== true) return;
  const tier = groupsOf(path, rule)
    .flatMap(([group, ages]) => agesOf(ages).map(([age]) => [group, age] as const))
    .find(([, age]) => age !== "deleteAfterDays");
  if (tier !== undefined)
    draft.problem(
      at,
      "append blobs have no tiers: a rule can only delete them",
      `make a rule of its own for "appendBlob", or remove ${tier.join(".")}`,
      tier.join(".") as SettingPath,
    );
}

const VERSIONING = "storage.versioning";

/** A rule about versions means that there are some; one that deletes blobs leaves their versions behind. */
function decideVersions(draft: Draft, rules: readonly (readonly [string, LifecycleRuleSettings])[]): void {
  const about = rules.find(([, { versions }]) => agesOf(versions).length > 0);
  if (about !== undefined && !draft.settings.storage.versioning) {
    const path = `${LIFECYCLE}.${about[0]}.versions` as const;
    if (draft.chosen(VERSIONING))
      draft.problem(
        path,
        "the account keeps no versions of blobs",
        `set ${VERSIONING} to true, or remove ${path}`,
        VERSIONING,
      );
    else draft.adjust(VERSIONING, true, `${path} is about earlier versions of blobs`);
  }
  if (!draft.settings.storage.versioning) return;
  const deletesVersions = rules.some(([, { versions }]) => versions?.deleteAfterDays !== undefined);
  for (const [name, { deleteAfterDays }] of rules)
    if (deleteAfterDays !== undefined && !deletesVersions)
      draft.warn(
        `${LIFECYCLE}.${name}.deleteAfterDays`,
        `${VERSIONING} is on: a deleted blob stays as an earlier version, which is paid for until a rule has versions.deleteAfterDays`,
      );
}
