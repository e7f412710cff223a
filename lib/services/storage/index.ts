import type { Service } from "../service";
import { type StorageResources, buildStorage } from "./build";
import { PACKAGE_CONTAINER, decideStorage } from "./decisions";
import { storageGrants } from "./grants";
import { type StoragePlan, planStorage } from "./plan";
import type { StorageSettings } from "./settings";

/** What tells this service from the others. */
export interface StorageShape {
  settings: StorageSettings;
  plan: StoragePlan;
  platform: StorageResources;
  workloads: object;
  shared: {
    readonly id: string;
    readonly name: string;
    readonly blobEndpoint: string;
    readonly queueEndpoint: string;
    readonly tableEndpoint: string;
    readonly hostId: string;
    readonly hostName: string;
    readonly hostBlobEndpoint: string;
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
    blobEndpoint: account.primaryBlobEndpoint,
    queueEndpoint: account.primaryQueueEndpoint,
    tableEndpoint: account.primaryTableEndpoint,
    hostId: hostStorage.id,
    hostName: hostStorage.name,
    hostBlobEndpoint: hostStorage.primaryBlobEndpoint,
  }),

  foresee: ({ account, host = account }, { resourceGroupId }) => {
    const id = (name: string): string =>
      `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${name}`;
    const endpoint = (name: string, service: string): string =>
      `https://${name}.${service}.core.windows.net/`;
    return {
      id: id(account.name),
      name: account.name,
      blobEndpoint: endpoint(account.name, "blob"),
      queueEndpoint: endpoint(account.name, "queue"),
      tableEndpoint: endpoint(account.name, "table"),
      hostId: id(host.name),
      hostName: host.name,
      hostBlobEndpoint: endpoint(host.name, "blob"),
    };
  },

  scopes: ({ shared }) => ({ data: shared(storage).id, host: shared(storage).hostId }),
};
