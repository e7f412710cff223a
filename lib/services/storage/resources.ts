import type { DiagnosticSource } from "../../azure/diagnostic-categories";
import { inGroup } from "../../azure/in-group";
import { nameRules } from "../../azure/names/azure-names";
import type { ResourceRecords, TerraformType } from "../contract/resource-record";
import { templateDeployment } from "../contract/shared-resources";
import type { StorageWords } from "./words";

// At the service's own scope Azure expands AllMetrics, and each plan would show it: they are named instead.
const STORAGE_METRICS = ["Transaction", "Capacity"] as const;
const storageService = (id: string): DiagnosticSource => ({
  id,
  path: `/${id}Services/default`,
  logs: ["StorageRead", "StorageWrite", "StorageDelete"],
  metrics: STORAGE_METRICS,
});

/** Any storage account: that for data, the Functions host's, and that of public assets. */
export const storageAccount: TerraformType = {
  type: "azurerm_storage_account",
  importId: inGroup("Microsoft.Storage/storageAccounts/{name}"),
  diagnostics: [
    { logs: [], metrics: STORAGE_METRICS },
    storageService("blob"),
    storageService("queue"),
    storageService("table"),
    { ...storageService("file"), onlyWith: "file shares" },
  ],
};

/** A blob container in any of them. */
export const storageContainer: TerraformType = {
  type: "azurerm_storage_container",
  importId: "{storage_account_id}/blobServices/default/containers/{name}",
};

/** The construct of each account. */
export const accountConstructIds = {
  storage: "storage",
  hostStorage: "host_storage",
  packageStorage: "package_storage",
  flowLogStorage: "flow_log_storage",
} as const;

/** The construct of a queue. */
export const queueConstructId = (queue: string): string => `storage_queue_${queue}`;

/** The construct of a container in the account for data. */
export const containerConstructId = (container: string): string => `storage_container_${container}`;

/** The construct of a container in the Functions host's own account. */
export const hostContainerConstructId = (container: string): string => `host_storage_container_${container}`;

/** The construct of a container in the account of packages. */
export const packageContainerConstructId = (container: string): string =>
  `package_storage_container_${container}`;

/** Of every storage account's name. */
export const STORAGE_ACCOUNT_NAME = {
  label: "storage account",
  min: 3,
  max: 24,
  pattern: /^[a-z0-9]+$/,
  characters: "lower-case letters and digits",
  scope: "global",
} as const;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const storageResources: ResourceRecords<StorageWords> = {
  storage: {
    ...storageAccount,
    keepsData: "account",
    names: { storageAccount: { ...STORAGE_ACCOUNT_NAME, prefix: "st" } },
  },
  hostStorage: {
    ...storageAccount,
    // The keys of the functions are there, and what the host remembers of blobs and timers.
    keepsData: "account",
    names: {
      hostStorageAccount: {
        ...STORAGE_ACCOUNT_NAME,
        when: "with `storage.hostAccount` `separate`",
        prefix: "sthost",
      },
    },
  },
  packageStorage: {
    ...storageAccount,
    // Production starts from what is in it.
    keepsData: "account",
    names: {
      packageStorageAccount: {
        ...STORAGE_ACCOUNT_NAME,
        when: "with `storage.packageAccount` `internet` or `private`",
        prefix: "stpkg",
      },
    },
  },
  flowLogStorage: {
    ...storageAccount,
    keepsData: "account",
    names: {
      flowLogStorageAccount: {
        ...STORAGE_ACCOUNT_NAME,
        when: "with `networking.flowLogs`",
        prefix: "stflow",
      },
    },
  },
  storageContainers: {
    ...storageContainer,
    keepsData: "part",
    namedBy: "storage.containers.{name}",
    names: { storageContainer: nameRules.storageContainer },
  },
  storageQueues: {
    type: "azurerm_storage_queue",
    importId: "{storage_account_id}/queueServices/default/queues/{name}",
    keepsData: "part",
    namedBy: "storage.queues.{name}",
    names: { storageQueue: nameRules.storageQueue },
  },
  storageTables: { ...templateDeployment, names: { storageTable: nameRules.storageTable } },
  storageLifecycle: {
    type: "azurerm_storage_management_policy",
    importId: "{storage_account_id}/managementPolicies/default",
  },
  storageShares: {
    type: "azurerm_storage_share",
    importId: "{storage_account_id}/fileServices/default/shares/{name}",
    names: {
      storageShare: {
        label: "file share",
        min: 3,
        max: 63,
        pattern: /^[a-z0-9](-?[a-z0-9])*$/,
        characters: "lower-case letters, digits and single hyphens, no hyphen at either end",
        scope: "parent",
      },
    },
  },
};
