import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageQueue } from "@cdktf/provider-azurerm/lib/storage-queue";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import type { Construct } from "constructs";
import type { Place } from "../service";
import { buildTemplateDeployment } from "../template-deployment";
import type { StorageAccountPlan, StoragePlan } from "./plan";

/** The resources of `storage` in the platform stack. */
export interface StorageResources {
  readonly storage: StorageAccount;
  /** The Functions host's account: `storage` itself unless `storage.hostAccount` is `separate`. */
  readonly hostStorage: StorageAccount;
  /** By container name. */
  readonly storageContainers: Readonly<Record<string, StorageContainer>>;
  /** By queue name. */
  readonly storageQueues: Readonly<Record<string, StorageQueue>>;
}

export function buildStorageAccount(
  scope: Construct,
  id: string,
  place: Place,
  plan: StorageAccountPlan,
): StorageAccount {
  const days = plan.softDeleteRetentionInDays;
  return new StorageAccount(scope, id, {
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
    publicNetworkAccessEnabled: true,
    sasPolicy: { expirationPeriod: "01.00:00:00", expirationAction: "Log" },
    blobProperties: { deleteRetentionPolicy: { days }, containerDeleteRetentionPolicy: { days } },
  });
}

export function buildBlobContainer(
  scope: Construct,
  id: string,
  account: StorageAccount,
  { name, publicAccess }: StorageAccountPlan["containers"][number],
): StorageContainer {
  return new StorageContainer(scope, id, {
    name,
    storageAccountId: account.id,
    containerAccessType: publicAccess === "Blob" ? "blob" : "private",
  });
}

export function buildQueue(scope: Construct, account: StorageAccount, name: string): StorageQueue {
  return new StorageQueue(scope, `storage_queue_${name}`, { name, storageAccountId: account.id });
}

/** The provider makes tables with an account key only; ARM makes them with the deployer's identity. */
export function buildTable(
  scope: Construct,
  account: StorageAccount,
  accountName: string,
  name: string,
): ResourceGroupTemplateDeployment {
  return buildTemplateDeployment(scope, `storage_table_${name}`, {
    name: `table-${name}`,
    resourceGroupName: account.resourceGroupName,
    resource: {
      type: "Microsoft.Storage/storageAccounts/tableServices/tables",
      apiVersion: "2023-05-01",
      name: `${accountName}/default/${name}`,
      properties: {},
    },
    parents: [account],
  });
}

/** Gibibytes of a function app's content share: room for its code and logs. */
const CONTENT_SHARE_QUOTA = 100;

export function buildContentShare(scope: Construct, account: StorageAccount, name: string): StorageShare {
  return new StorageShare(scope, `content_share_${name}`, {
    name,
    storageAccountId: account.id,
    quota: CONTENT_SHARE_QUOTA,
  });
}

export function buildStorage(scope: Construct, place: Place, plan: StoragePlan): StorageResources {
  const account = buildStorageAccount(scope, "storage", place, plan.account);
  const containers = plan.account.containers.map(
    (container) =>
      [
        container.name,
        buildBlobContainer(scope, `storage_container_${container.name}`, account, container),
      ] as const,
  );
  const queues = plan.account.queues.map((queue) => [queue, buildQueue(scope, account, queue)] as const);
  for (const table of plan.account.tables) buildTable(scope, account, plan.account.name, table);
  for (const share of plan.account.shares) buildContentShare(scope, account, share);
  return {
    storage: account,
    hostStorage: plan.host === undefined ? account : buildHostStorage(scope, place, plan.host),
    storageContainers: Object.fromEntries(containers),
    storageQueues: Object.fromEntries(queues),
  };
}

function buildHostStorage(scope: Construct, place: Place, plan: StorageAccountPlan): StorageAccount {
  const account = buildStorageAccount(scope, "host_storage", place, plan);
  for (const container of plan.containers)
    buildBlobContainer(scope, `host_storage_container_${container.name}`, account, container);
  for (const share of plan.shares) buildContentShare(scope, account, share);
  return account;
}
