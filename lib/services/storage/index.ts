import type { Service } from "../service";
import { type StorageResources, buildStorage } from "./build";
import { PACKAGE_CONTAINER, decideStorage } from "./decisions";
import { storageGrants } from "./grants";
import { type StoragePlan, planStorage } from "./plan";
import type { StorageSettings } from "./settings";

interface StorageShape {
  settings: StorageSettings;
  plan: StoragePlan;
  platform: StorageResources;
  workloads: object;
  shared: {
    readonly id: string;
    readonly name: string;
    readonly blob_endpoint: string;
    readonly queue_endpoint: string;
    readonly table_endpoint: string;
    readonly host_id: string;
    readonly host_name: string;
    readonly host_blob_endpoint: string;
  };
}

export const storage: Service<StorageShape> = {
  defaults: {
    sku: { name: "Standard_LRS" },
    accessTier: "Hot",
    containers: { [PACKAGE_CONTAINER]: {}, uploads: {}, assets: {} },
    queues: { tasks: true, notifications: true, deadletter: true },
    tables: { logs: true, sessions: true },
    softDeleteRetentionInDays: 7,
    allowSharedKeyAccess: false,
    hostAccount: "shared",
  },

  decide: decideStorage,
  plan: planStorage,
  grants: storageGrants,
  resourceProviders: { platform: ["Microsoft.Storage"], workloads: ["Microsoft.Storage"] },
  platform: ({ scope, place, plan }) => buildStorage(scope, place, plan),
  workloads: () => ({}),

  publish: ({ storage: account, hostStorage }) => ({
    id: account.id,
    name: account.name,
    blob_endpoint: account.primaryBlobEndpoint,
    queue_endpoint: account.primaryQueueEndpoint,
    table_endpoint: account.primaryTableEndpoint,
    host_id: hostStorage.id,
    host_name: hostStorage.name,
    host_blob_endpoint: hostStorage.primaryBlobEndpoint,
  }),

  foresee: ({ account, host = account }, { resourceGroupId }) => {
    const id = (name: string): string =>
      `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${name}`;
    const endpoint = (name: string, service: string): string =>
      `https://${name}.${service}.core.windows.net/`;
    return {
      id: id(account.name),
      name: account.name,
      blob_endpoint: endpoint(account.name, "blob"),
      queue_endpoint: endpoint(account.name, "queue"),
      table_endpoint: endpoint(account.name, "table"),
      host_id: id(host.name),
      host_name: host.name,
      host_blob_endpoint: endpoint(host.name, "blob"),
    };
  },

  scopes: ({ shared }) => ({ data: shared(storage).id, host: shared(storage).host_id }),
};
