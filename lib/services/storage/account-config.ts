import type { StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import type { Place } from "../contract/service";
import type { StorageAccountPlan } from "./plan";

/**
 * Left out, an earlier Deny would stay. Allow with AzureServices alone is what azurerm takes for nothing and never
 * reads back, so that each plan would show it; where everything is allowed, what else passes means nothing.
 */
function networkRules(closed: boolean): NonNullable<StorageAccountConfig["networkRules"]> {
  return closed
    ? { defaultAction: "Deny", bypass: ["AzureServices"] }
    : { defaultAction: "Allow", bypass: ["AzureServices", "Metrics"] };
}

/** What of an account its configuration follows from; what is in it does not matter. */
type AccountFacts = Omit<StorageAccountPlan, "containers" | "queues" | "tables" | "shares">;

/** Every storage account of a backend. */
export function storageAccountConfig(place: Place, plan: AccountFacts): StorageAccountConfig {
  const { softDeleteRetentionInDays: days, pointInTimeRestoreInDays: restoreDays } = plan;
  return {
    ...place,
    name: plan.name,
    accountKind: "StorageV2",
    accountTier: "Standard",
    accountReplicationType: plan.replication,
    accessTier: plan.accessTier,
    minTlsVersion: "TLS1_2",
    httpsTrafficOnlyEnabled: true,
    infrastructureEncryptionEnabled: true,
    allowNestedItemsToBePublic: plan.allowPublicBlobs,
    sharedAccessKeyEnabled: plan.allowSharedKeyAccess,
    defaultToOauthAuthentication: true,
    localUserEnabled: false,
    crossTenantReplicationEnabled: false,
    // Copies within the tenant alone: learn.microsoft.com/azure/storage/common/security-restrict-copy-operations
    allowedCopyScope: "AAD",
    publicNetworkAccessEnabled: !plan.closed,
    networkRules: networkRules(plan.closed),
    sasPolicy: { expirationPeriod: "01.00:00:00", expirationAction: "Log" },
    blobProperties: {
      deleteRetentionPolicy: { days },
      containerDeleteRetentionPolicy: { days },
      ...(plan.versioning ? { versioningEnabled: true } : {}),
      ...(restoreDays === undefined ? {} : { changeFeedEnabled: true, restorePolicy: { days: restoreDays } }),
    },
  };
}
