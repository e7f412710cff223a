import type {
  StorageManagementPolicyConfig,
  StorageManagementPolicyRule,
  StorageManagementPolicyRuleActionsBaseBlob,
} from "@cdktf/provider-azurerm/lib/storage-management-policy";
import type { LifecycleRulePlan } from "./lifecycle";
import type { BlobAges } from "./settings";

/** The lifecycle policy of an account. */
export function lifecycleConfig(
  storageAccountId: string,
  rules: readonly LifecycleRulePlan[],
): StorageManagementPolicyConfig {
  return { storageAccountId, rule: rules.map(ruleConfig) };
}

function ruleConfig({
  name,
  prefixes,
  blobTypes,
  since,
  blobs,
  versions,
  snapshots,
}: LifecycleRulePlan): StorageManagementPolicyRule {
  return {
    name,
    enabled: true,
    filters: { blobTypes: [...blobTypes], ...(prefixes.length === 0 ? {} : { prefixMatch: [...prefixes] }) },
    actions: {
      ...(blobs === undefined ? {} : { baseBlob: baseBlob(blobs, since) }),
      ...(versions === undefined
        ? {}
        : {
            version: {
              ...tiers(versions),
              ...given("deleteAfterDaysSinceCreation", versions.deleteAfterDays),
            },
          }),
      ...(snapshots === undefined
        ? {}
        : {
            snapshot: {
              ...tiers(snapshots),
              ...given("deleteAfterDaysSinceCreationGreaterThan", snapshots.deleteAfterDays),
            },
          }),
    },
  };
}

function baseBlob(
  { coolAfterDays, coldAfterDays, archiveAfterDays, deleteAfterDays }: BlobAges,
  since: LifecycleRulePlan["since"],
): StorageManagementPolicyRuleActionsBaseBlob {
  if (since === "creation")
    return {
      ...given("tierToCoolAfterDaysSinceCreationGreaterThan", coolAfterDays),
      ...given("tierToColdAfterDaysSinceCreationGreaterThan", coldAfterDays),
      ...given("tierToArchiveAfterDaysSinceCreationGreaterThan", archiveAfterDays),
      ...given("deleteAfterDaysSinceCreationGreaterThan", deleteAfterDays),
    };
  return {
    ...given("tierToCoolAfterDaysSinceModificationGreaterThan", coolAfterDays),
    ...given("tierToColdAfterDaysSinceModificationGreaterThan", coldAfterDays),
    ...given("tierToArchiveAfterDaysSinceModificationGreaterThan", archiveAfterDays),
    ...given("deleteAfterDaysSinceModificationGreaterThan", deleteAfterDays),
  };
}

/** Of versions and snapshots, which never change: their age is that since their creation. */
function tiers({ coolAfterDays, coldAfterDays, archiveAfterDays }: BlobAges) {
  return {
    ...given("changeTierToCoolAfterDaysSinceCreation", coolAfterDays),
    ...given("tierToColdAfterDaysSinceCreationGreaterThan", coldAfterDays),
    ...given("changeTierToArchiveAfterDaysSinceCreation", archiveAfterDays),
  };
}

function given<Name extends string>(name: Name, days: number | undefined): Partial<Record<Name, number>> {
  return (days === undefined ? {} : { [name]: days }) as Partial<Record<Name, number>>;
}
