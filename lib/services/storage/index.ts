import type { Service } from "../contract/service";
import type { Endpoint } from "../contract/endpoint";
import { type StorageResources, buildStorage, fileShares } from "./build";
import { type StorageUsage, storageCost } from "./cost";
import { decideStorage } from "./decisions";
import { PACKAGE_CONTAINER } from "./package-container";
import { storageGrants } from "./grants";
import { type StoragePlan, planStorage } from "./plan";
import { storageResources } from "./resources";
import { existingStorage } from "./external";
import type { StorageWords } from "./words";

/** What tells this service from the others. */
export interface StorageShape extends StorageWords {
  plan: StoragePlan;
  usage: StorageUsage;
  network: object;
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
    versioning: false,
    allowSharedKeyAccess: false,
    hostAccount: "shared",
  },

  decide: decideStorage,
  plan: planStorage,
  cost: storageCost,
  grants: storageGrants,
  resourceProviders: () => ({ platform: ["Microsoft.Storage"], workloads: ["Microsoft.Storage"] }),

  endpoints({ existing, settings }) {
    const share = settings.functionApp.package === "content-share" ? ["file"] : [];
    const separate = settings.storage.hostAccount === "separate";
    return [
      ...(existing.storage === undefined
        ? endpointsOf("storage", ["blob", "queue", "table", ...(separate ? [] : share)])
        : []),
      ...(separate ? endpointsOf("host_storage", ["blob", "queue", "table", ...share]) : []),
    ];
  },

  external: { storage: existingStorage },

  resources: storageResources,

  parts: fileShares,

  network: () => ({}),
  platform: ({ scope, place, plan, transformed, reference }) =>
    buildStorage(scope, place, plan, transformed, reference),
  workloads: () => ({}),

  privateLinkTargets: ({ storage: account, hostStorage }) => ({
    ...(account === undefined ? {} : { storage: account }),
    ...(hostStorage === undefined ? {} : { host_storage: hostStorage }),
  }),

  publishedBy: "platform",

  publish: ({ storage: account, hostStorage }) => ({
    ...(account === undefined
      ? {}
      : {
          id: account.id,
          name: account.name,
          blobEndpoint: account.primaryBlobEndpoint,
          queueEndpoint: account.primaryQueueEndpoint,
          tableEndpoint: account.primaryTableEndpoint,
        }),
    ...(hostStorage === undefined
      ? {}
      : {
          hostId: hostStorage.id,
          hostName: hostStorage.name,
          hostBlobEndpoint: hostStorage.primaryBlobEndpoint,
        }),
  }),

  foresee: ({ account, host = account }, { resourceGroupId }) => {
    const id = (name: string): string =>
      `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${name}`;
    return {
      ...(account === undefined
        ? {}
        : {
            id: id(account.name),
            name: account.name,
            blobEndpoint: endpointOf(account.name, "blob"),
            queueEndpoint: endpointOf(account.name, "queue"),
            tableEndpoint: endpointOf(account.name, "table"),
          }),
      ...(host === undefined
        ? {}
        : { hostId: id(host.name), hostName: host.name, hostBlobEndpoint: endpointOf(host.name, "blob") }),
    };
  },

  connect({ existing, host }, resolve) {
    if (existing === undefined) return {};
    const { id, name } = resolve(existing);
    const {
      primaryBlobEndpoint: blobEndpoint = endpointOf(name, "blob"),
      primaryQueueEndpoint: queueEndpoint = endpointOf(name, "queue"),
      primaryTableEndpoint: tableEndpoint = endpointOf(name, "table"),
    } = existing.endpoints;
    return {
      id,
      name,
      blobEndpoint,
      queueEndpoint,
      tableEndpoint,
      ...(host === undefined ? { hostId: id, hostName: name, hostBlobEndpoint: blobEndpoint } : {}),
    };
  },

  scopes: ({ shared }) => ({ data: shared(storage).id, host: shared(storage).hostId }),
};

function endpointsOf(on: "storage" | "host_storage", subresources: readonly string[]): readonly Endpoint[] {
  return subresources.map((subresource) => ({
    id: `${on}_${subresource}`,
    stack: "platform",
    on,
    subresource,
  }));
}

/** Of Azure's public cloud, with the slash that Azure ends it with. */
function endpointOf(account: string, service: string): string {
  return `https://${account}.${service}.core.windows.net/`;
}
