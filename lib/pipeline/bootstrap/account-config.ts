import type {
  StorageAccountBlobProperties,
  StorageAccountConfig,
} from "@cdktf/provider-azurerm/lib/storage-account";
import { storageAccountConfig } from "../../services/storage/account-config";
import type { Data, DataObject } from "../../settings/data";
import { objectIn, objectsIn, textIn } from "../../settings/json-parts";
import { type BootstrapPlan, RESTORE_DAYS } from "./bootstrap-plan";
import type { Existing } from "./find-existing";

/** What an existing account keeps: who reaches it, where its copies are, and what Azure changes by a new account only. */
const KEPT = [
  "access_tier",
  "account_kind",
  "account_replication_type",
  "account_tier",
  "azure_files_authentication",
  "customer_managed_key",
  "dns_endpoint_type",
  "edge_zone",
  "identity",
  "immutability_policy",
  "infrastructure_encryption_enabled",
  "is_hns_enabled",
  "large_file_share_enabled",
  "location",
  "network_rules",
  "nfsv3_enabled",
  "public_network_access_enabled",
  "queue_encryption_key_type",
  "routing",
  "sftp_enabled",
  "share_properties",
  "table_encryption_key_type",
];

/** The account as Azure recommends it for state: no keys, nothing public, and everything can be restored for a while. */
export function accountConfig(
  { account, location }: BootstrapPlan,
  { account: there, blobService }: Pick<Existing, "account" | "blobService">,
  resourceGroupName: string,
): StorageAccountConfig {
  const config = storageAccountConfig(
    { resourceGroupName, location },
    {
      name: account.name,
      replication: account.replication,
      accessTier: "Hot",
      softDeleteRetentionInDays: RESTORE_DAYS,
      allowSharedKeyAccess: false,
      allowPublicBlobs: false,
      closed: false,
    },
  );
  const properties = objectIn(there?.["properties"]);
  return {
    ...config,
    ...(properties["minimumTlsVersion"] === "TLS1_3" ? { minTlsVersion: "TLS1_3" } : {}),
    blobProperties: blobProperties(objectIn(blobService?.["properties"])),
    tags: there === undefined ? account.tags : tagsOf(there),
    lifecycle: { preventDestroy: true, ignoreChanges: KEPT },
  };
}

/** Tags of what exists already. */
export function tagsOf(resource: DataObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(objectIn(resource["tags"])).map(([name, value]) => [name, textIn(value)]),
  );
}

/** Terraform writes the settings of blobs as a whole: what somebody has switched on besides stays on. */
function blobProperties(given: DataObject): StorageAccountBlobProperties {
  const { changeFeed, restorePolicy, lastAccessTimeTrackingPolicy, cors, defaultServiceVersion } = given;
  const feed = objectIn(changeFeed);
  const restore = objectIn(restorePolicy);
  const deleted = objectIn(given["deleteRetentionPolicy"]);
  const rules = objectsIn(objectIn(cors)["corsRules"]);
  return {
    versioningEnabled: true,
    deleteRetentionPolicy: {
      days: atLeast(deleted),
      ...(deleted["allowPermanentDelete"] === true ? { permanentDeleteEnabled: true } : {}),
    },
    containerDeleteRetentionPolicy: { days: atLeast(objectIn(given["containerDeleteRetentionPolicy"])) },
    ...(feed["enabled"] === true ? { changeFeedEnabled: true } : {}),
    ...(typeof feed["retentionInDays"] === "number"
      ? { changeFeedRetentionInDays: feed["retentionInDays"] }
      : {}),
    ...(restore["enabled"] === true ? { restorePolicy: { days: Number(restore["days"]) } } : {}),
    ...(objectIn(lastAccessTimeTrackingPolicy)["enable"] === true ? { lastAccessTimeEnabled: true } : {}),
    ...(typeof defaultServiceVersion === "string" ? { defaultServiceVersion } : {}),
    ...(rules.length === 0 ? {} : { corsRule: rules.map(corsRule) }),
  };
}

function atLeast({ enabled, days }: DataObject): number {
  return enabled === true && typeof days === "number" ? Math.max(days, RESTORE_DAYS) : RESTORE_DAYS;
}

function corsRule(rule: DataObject) {
  const texts = (value: Data): string[] => (Array.isArray(value) ? value.map(textIn) : []);
  return {
    allowedHeaders: texts(rule["allowedHeaders"]),
    allowedMethods: texts(rule["allowedMethods"]),
    allowedOrigins: texts(rule["allowedOrigins"]),
    exposedHeaders: texts(rule["exposedHeaders"]),
    maxAgeInSeconds: Number(rule["maxAgeInSeconds"]),
  };
}
