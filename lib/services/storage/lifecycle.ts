import { keptEntries } from "../../settings/kept-entries";
import { publicContainers } from "./public-containers";
import { PACKAGE_CONTAINER } from "./package-container";
import type { BlobAges, BlobType, LifecycleRuleSettings, StorageSettings } from "./settings";
import type { Requirements } from "../../components/requirements";
import type { AllSettings } from "../words";

/** One rule of the account's lifecycle policy. */
export interface LifecycleRulePlan {
  readonly name: string;
  /** What names begin with, the container first; none for all blobs of the account. */
  readonly prefixes: readonly string[];
  readonly blobTypes: readonly BlobType[];
  readonly since: "modification" | "creation";
  /** What happens to blobs as they are now. */
  readonly blobs?: BlobAges;
  readonly versions?: BlobAges;
  readonly snapshots?: BlobAges;
}

/** The order in which blobs can only become older, and cheaper to keep. */
const AGES = ["coolAfterDays", "coldAfterDays", "archiveAfterDays", "deleteAfterDays"] as const;

/** The ages of one group of blobs that are set, the mildest first. */
export function agesOf(group: BlobAges | undefined): readonly (readonly [keyof BlobAges, number])[] {
  return AGES.flatMap((age) => {
    const days = group?.[age];
    return days === undefined ? [] : [[age, days] as const];
  });
}

/** The rules that are on, by name. */
export function lifecycleRules({
  lifecycle = {},
}: Pick<StorageSettings, "lifecycle">): readonly (readonly [string, LifecycleRuleSettings])[] {
  return keptEntries(lifecycle);
}

/** Containers of the data account that rules may name, sorted. */
export function containersOfData(
  settings: AllSettings,
  { blobContainers }: Pick<Requirements, "blobContainers">,
): readonly string[] {
  const elsewhere = publicContainers(settings);
  const own = Object.entries(settings.storage.containers).flatMap(([name, on]) =>
    on === false ? [] : [name],
  );
  const all = new Set([...own, ...blobContainers.map(({ name }) => name)]);
  return [...all].filter((name) => name !== PACKAGE_CONTAINER && !elsewhere.has(name)).sort();
}

/** Without the slash, `logs` would be `logs-of-last-year` too. */
function wholePrefix(prefix: string): string {
  return prefix.includes("/") ? prefix : `${prefix}/`;
}

export function planLifecycle(settings: Pick<StorageSettings, "lifecycle">): readonly LifecycleRulePlan[] {
  return lifecycleRules(settings).map(([name, rule]) => {
    const { prefixes = [], blobTypes = ["blockBlob"], since = "modification", versions, snapshots } = rule;
    const blobs = Object.fromEntries(agesOf(rule)) as BlobAges;
    return {
      name,
      prefixes: prefixes.map(wholePrefix),
      blobTypes,
      since,
      ...(agesOf(blobs).length === 0 ? {} : { blobs }),
      ...(versions === undefined ? {} : { versions }),
      ...(snapshots === undefined ? {} : { snapshots }),
    };
  });
}
