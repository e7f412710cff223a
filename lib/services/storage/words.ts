import type { ResourceGroupTemplateDeploymentConfig } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import type { StorageContainerConfig } from "@cdktf/provider-azurerm/lib/storage-container";
import type { StorageManagementPolicyConfig } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import type { StorageQueueConfig } from "@cdktf/provider-azurerm/lib/storage-queue";
import type { StorageShareConfig } from "@cdktf/provider-azurerm/lib/storage-share";
import type { External, ExternalStorage } from "../external-resources";
import type { StorageSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface StorageWords {
  readonly settings: StorageSettings;
  readonly configs: {
    readonly storage: StorageAccountConfig;
    readonly hostStorage: StorageAccountConfig;
    readonly packageStorage: StorageAccountConfig;
    readonly flowLogStorage: StorageAccountConfig;
    readonly storageContainers: StorageContainerConfig;
    readonly storageQueues: StorageQueueConfig;
    readonly storageTables: ResourceGroupTemplateDeploymentConfig;
    readonly storageShares: StorageShareConfig;
    readonly storageLifecycle: StorageManagementPolicyConfig;
  };
  readonly names: {
    readonly storage: "storageAccount";
    readonly hostStorage: "hostStorageAccount";
    readonly packageStorage: "packageStorageAccount";
    readonly flowLogStorage: "flowLogStorageAccount";
  };
  readonly givenNames: {
    readonly storageContainers: "storageContainer";
    readonly storageQueues: "storageQueue";
    readonly storageTables: "storageTable";
    readonly storageShares: "storageShare";
  };
  readonly external: {
    /** A storage account for data; and for the Functions host, unless `storage.hostAccount` is `separate`. */
    readonly storage?: External<ExternalStorage> | undefined;
  };
}
