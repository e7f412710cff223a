import {
  type AcceptedChecks,
  CUSTOMER_KEYS,
  type Cause,
  type JudgedResource,
  OPEN,
  type PolicyNotes,
  always,
  isOpen,
  policyNotes,
} from "../contract/policy-note";
import type { StorageAccountPlan, StoragePlan } from "./plan";
import { containerConstructId, hostContainerConstructId, packageContainerConstructId } from "./resources";
import type { StorageWords } from "./words";

const DIAGNOSTICS: Cause = {
  when: "always",
  reason: "the check looks for classic logging: diagnostic settings send the same logs to the workspace",
};
const PUBLIC: Cause = {
  when: 'a container has `publicAccess: "Blob"`',
  reason: "`storage.containers.<name>.publicAccess` lets everyone read the blobs of a container",
};
const KEYS: Cause = {
  when: "keys of the account are on",
  reason: "`storage.allowSharedKeyAccess`, `keyVault.connectionStrings` or a content share needs them",
};
const RELEASES: Cause = {
  when: '`storage.packageAccount` is `"internet"`',
  reason: "releases come from outside of the network: `storage.packageAccount` `private` closes it",
};
const ONE_REGION: Cause = {
  when: "`storage.sku` is LRS or ZRS",
  reason: "all copies are in one region, with LRS in one datacenter: set `storage.sku` to GRS or GZRS",
};

type AccountFacts = Pick<
  StorageAccountPlan,
  | "closed"
  | "alsoPrivate"
  | "allowSharedKeyAccess"
  | "allowPublicBlobs"
  | "replication"
  | "containers"
  | "queues"
>;
type ContainerFacts = StorageAccountPlan["containers"][number];

/**
 * What any storage account fails.
 *
 * @param open - why the internet reaches it
 * @param anonymous - why its blobs may be public
 */
export function storageAccountChecks(open: Cause, anonymous: Cause): readonly AcceptedChecks<AccountFacts>[] {
  return [
    {
      cause: CUSTOMER_KEYS,
      fails: always,
      checks: [["CKV2_AZURE_1", "storage encrypted with a customer's key"]],
    },
    {
      cause: CUSTOMER_KEYS,
      fails: ({ containers }) => containers.length > 0,
      checks: [["AZU-0060", "storage encrypted with a customer's key"]],
    },
    {
      cause: DIAGNOSTICS,
      fails: always,
      checks: [
        ["CKV_AZURE_33", "queue logging"],
        ["AZU-0057", "storage logging"],
      ],
    },
    {
      cause: DIAGNOSTICS,
      fails: ({ queues }) => queues.length > 0,
      checks: [["AZU-0009", "queue logging"]],
    },
    {
      cause: open,
      fails: isOpen,
      checks: [
        ["CKV_AZURE_59", "storage closed to the internet"],
        ["CKV_AZURE_35", "storage denies by default"],
        ["AZU-0012", "storage denies by default"],
      ],
    },
    {
      cause: open,
      fails: (account) => isOpen(account) && account.alsoPrivate !== true,
      checks: [["CKV2_AZURE_33", "storage with a private endpoint"]],
    },
    {
      cause: anonymous,
      fails: ({ allowPublicBlobs }) => allowPublicBlobs,
      checks: [
        ["CKV_AZURE_190", "storage without public blobs"],
        ["CKV2_AZURE_47", "storage without anonymous reading"],
      ],
    },
    {
      cause: KEYS,
      fails: ({ allowSharedKeyAccess }) => allowSharedKeyAccess,
      checks: [["CKV2_AZURE_40", "storage without keys"]],
    },
    {
      cause: ONE_REGION,
      fails: ({ replication }) => !replication.includes("G"),
      checks: [
        ["CKV_AZURE_206", "replicated storage"],
        ["AZU-0058", "geo-redundant storage"],
      ],
    },
  ];
}

/**
 * What any blob container fails.
 *
 * @param anonymous - why its blobs may be public
 */
export function storageContainerChecks(anonymous: Cause): readonly AcceptedChecks<ContainerFacts>[] {
  return [
    { cause: DIAGNOSTICS, fails: always, checks: [["CKV2_AZURE_21", "blob read logging"]] },
    {
      cause: anonymous,
      fails: ({ publicAccess }) => publicAccess === "Blob",
      checks: [
        ["CKV_AZURE_34", "container private"],
        ["AZU-0007", "container private"],
      ],
    },
  ];
}

function judgedAccount(account: StorageAccountPlan | undefined): readonly JudgedResource<AccountFacts>[] {
  return account === undefined ? [] : [{ facts: account }];
}

/** Those that are made, in an existing account too. */
function judgedContainers({
  children,
  host,
  packages,
}: StoragePlan): readonly JudgedResource<ContainerFacts>[] {
  return [
    ...children.containers.map((each) => ({ facts: each, id: containerConstructId(each.name) })),
    ...(host?.containers ?? []).map((each) => ({ facts: each, id: hostContainerConstructId(each.name) })),
    ...(packages?.containers ?? []).map((each) => ({
      facts: each,
      id: packageContainerConstructId(each.name),
    })),
  ];
}

const FLOW_KEYS: Cause = {
  when: "for the account of `networking.flowLogs`",
  reason: "Network Watcher writes flow logs with the keys of the account: `networking.flowLogs`",
};
const FLOW_ENDPOINT: Cause = {
  when: "for the account of `networking.flowLogs`",
  reason:
    "Network Watcher writes it as a trusted service, and nothing else reaches it: `networking.flowLogs`",
};

const accountChecks = storageAccountChecks(OPEN, PUBLIC);

/** It is closed without a private endpoint, and has keys. */
function flowLogAccountChecks(): readonly AcceptedChecks<AccountFacts>[] {
  return [
    ...storageAccountChecks(OPEN, PUBLIC).map((each) =>
      each.cause === KEYS ? { ...each, cause: FLOW_KEYS } : each,
    ),
    {
      cause: FLOW_ENDPOINT,
      fails: always,
      checks: [["CKV2_AZURE_33", "storage with a private endpoint"]],
    },
  ];
}

/** What scanners report on purpose of each resource. */
export const storagePolicyNotes = {
  storage: policyNotes(({ account }: StoragePlan) => judgedAccount(account), accountChecks),
  hostStorage: policyNotes(({ host }: StoragePlan) => judgedAccount(host), accountChecks),
  packageStorage: policyNotes(
    ({ packages }: StoragePlan) => judgedAccount(packages),
    storageAccountChecks(RELEASES, PUBLIC),
  ),
  flowLogStorage: policyNotes(({ flowLogs }: StoragePlan) => judgedAccount(flowLogs), flowLogAccountChecks()),
  storageContainers: policyNotes(judgedContainers, storageContainerChecks(PUBLIC)),
} satisfies PolicyNotes<StorageWords, StoragePlan>;
