import { madeOutputsOf, outputsOf } from "../contract/outputs";
import type { Service } from "../contract/service";
import type { Endpoint } from "../contract/endpoint";
import type * as Build from "./build";
import { type StorageUsage, storageCost } from "./cost";
import { decideStorage } from "./decisions";
import { PACKAGE_CONTAINER, needsPackageEndpoint } from "./package-container";
import { type StorageScope, storageGrants } from "./grants";
import { keptInStorage } from "./kept-resources";
import { storageNeeds } from "./network";
import { type StoragePlan, planStorage } from "./plan";
import { storagePolicyNotes } from "./policy-notes";
import { storageReachable } from "./reachable";
import { storageResources } from "./resources";
import { existingStorage } from "./external";
import type { StorageWords } from "./words";

export { storageAccountConfig } from "./account-config";
export { contentShareName } from "./content-share";
export { flowLogsOf, makesFlowLogAccount } from "./flow-log-account";
export { redundancyOf } from "./cost";
export { BLOB_CONTAINERS, STORAGE_QUEUES } from "./grants";
export { PACKAGE_CONTAINER, keepsPackagesApart } from "./package-container";
export { publicContainers } from "./public-containers";
export { redundancyFault } from "./redundancy";
export { storageAccountChecks, storageContainerChecks } from "./policy-notes";
export { STORAGE_ACCOUNT_NAME, storageAccount, storageContainer } from "./resources";

// The engine takes longer to load than all else: a command that reads plans needs no builder.
const build = () => require("./build") as typeof Build;

/** The types of this service: its plan, its resources, its outputs. */
export interface StorageShape extends StorageWords {
  plan: StoragePlan;
  usage: StorageUsage;
  network: object;
  platform: Build.StorageResources;
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
    readonly packagesId: string;
    readonly packagesBlobEndpoint: string;
  };
  scopes: StorageScope;
  targets: StorageTarget;
}

const accountOutputs = outputsOf(
  {
    made: ({ account }: StoragePlan) => account,
    built: ({ storage: account }: Build.StorageResources) => account,
    existing: ({ existing }) => existing && { existing },
  },
  {
    id: {
      of: (account) => account.id,
      expected: ({ name }, { resourceGroupId }) => accountId(resourceGroupId, name),
      existing: ({ id }) => id,
    },
    name: {
      of: (account) => account.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    blobEndpoint: {
      of: (account) => account.primaryBlobEndpoint,
      expected: ({ name }) => endpointOf(name, "blob"),
      existing: ({ name }, { existing: { endpoints } }) =>
        endpoints["primaryBlobEndpoint"] ?? endpointOf(name, "blob"),
    },
    queueEndpoint: {
      of: (account) => account.primaryQueueEndpoint,
      expected: ({ name }) => endpointOf(name, "queue"),
      existing: ({ name }, { existing: { endpoints } }) =>
        endpoints["primaryQueueEndpoint"] ?? endpointOf(name, "queue"),
    },
    tableEndpoint: {
      of: (account) => account.primaryTableEndpoint,
      expected: ({ name }) => endpointOf(name, "table"),
      existing: ({ name }, { existing: { endpoints } }) =>
        endpoints["primaryTableEndpoint"] ?? endpointOf(name, "table"),
    },
  },
);

/** The account of the Functions host: the one for data unless it has one of its own. */
const hostOutputs = outputsOf(
  {
    made: ({ account, host = account }: StoragePlan) => host,
    built: ({ hostStorage }: Build.StorageResources) => hostStorage,
    existing: ({ existing, host }) =>
      host === undefined && existing !== undefined ? { existing } : undefined,
  },
  {
    hostId: {
      of: (account) => account.id,
      expected: ({ name }, { resourceGroupId }) => accountId(resourceGroupId, name),
      existing: ({ id }) => id,
    },
    hostName: {
      of: (account) => account.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    hostBlobEndpoint: {
      of: (account) => account.primaryBlobEndpoint,
      expected: ({ name }) => endpointOf(name, "blob"),
      existing: ({ name }, { existing: { endpoints } }) =>
        endpoints["primaryBlobEndpoint"] ?? endpointOf(name, "blob"),
    },
  },
);

/** Of the account of packages, where they are in one of their own. */
const packageOutputs = madeOutputsOf(
  {
    made: ({ packages }: StoragePlan) => packages,
    built: ({ packageStorage }: Build.StorageResources) => packageStorage,
  },
  {
    packagesId: {
      of: (account) => account.id,
      expected: ({ name }, { resourceGroupId }) => accountId(resourceGroupId, name),
    },
    packagesBlobEndpoint: {
      of: (account) => account.primaryBlobEndpoint,
      expected: ({ name }) => endpointOf(name, "blob"),
    },
  },
);

export const storage: Service<StorageShape> = {
  defaults: {
    sku: { name: "Standard_LRS" },
    accessTier: "Hot",
    containers: { [PACKAGE_CONTAINER]: {} },
    queues: {},
    tables: {},
    softDeleteRetentionInDays: 7,
    versioning: false,
    allowSharedKeyAccess: false,
    hostAccount: "shared",
    packageAccount: "shared",
  },

  samples: {
    containers: { uploads: {}, assets: {} },
    queues: { tasks: true, notifications: true, deadletter: true },
    tables: { logs: true, sessions: true },
  },

  decide: decideStorage,
  decidesAfter: ["networking"],
  required: {
    why: "the Functions host stores its keys, its locks and the package of the app in it",
    instead:
      "use an existing account with external.storage, and turn off single queues and tables with storage.queues and storage.tables",
  },
  plan: planStorage,
  cost: storageCost,
  grants: storageGrants,
  reachable: storageReachable,
  resourceProviders: () => ({ platform: ["Microsoft.Storage"], workloads: ["Microsoft.Storage"] }),

  endpoints({ existing, settings }) {
    const share = settings.functionApp.package === "content-share" ? ["file"] : [];
    const separate = settings.storage.hostAccount === "separate";
    return [
      ...(existing.storage === undefined
        ? endpointsOf("storage", ["blob", "queue", "table", ...(separate ? [] : share)])
        : []),
      ...(separate ? endpointsOf("host_storage", ["blob", "queue", "table", ...share]) : []),
      ...(needsPackageEndpoint(settings) ? endpointsOf("package_storage", ["blob"]) : []),
    ];
  },

  networkNeeds: storageNeeds,

  external: { storage: existingStorage },

  resources: storageResources,

  keeps: keptInStorage,

  parts: (plan) => build().fileShares(plan),

  stacks: {
    platform: {
      build: ({ scope, place, plan, transformed, reference }) =>
        build().buildStorage(scope, place, plan, transformed, reference),
      outputs: (plan) => ({ ...accountOutputs(plan), ...hostOutputs(plan), ...packageOutputs(plan) }),
      policyNotes: storagePolicyNotes,
    },
  },

  privateLinkTargets: ({ storage: account, hostStorage, packageStorage }) => ({
    storage: account,
    host_storage: hostStorage,
    package_storage: packageStorage,
  }),

  scopes: ({ shared }) => ({
    data: shared(storage).id,
    host: shared(storage).hostId,
    // Only a backend that has such an account has the output.
    get packages() {
      return shared(storage).packagesId;
    },
  }),
};

type StorageTarget = "storage" | "host_storage" | "package_storage";

function endpointsOf(on: StorageTarget, subresources: readonly string[]): readonly Endpoint<StorageTarget>[] {
  return subresources.map((subresource) => ({
    id: `${on}_${subresource}`,
    stack: "platform",
    on,
    subresource,
  }));
}

function accountId(resourceGroupId: string, name: string): string {
  return `${resourceGroupId}/providers/Microsoft.Storage/storageAccounts/${name}`;
}

/** Of Azure's public cloud, with the slash that Azure ends it with. */
function endpointOf(account: string, service: string): string {
  return `https://${account}.${service}.core.windows.net/`;
}
