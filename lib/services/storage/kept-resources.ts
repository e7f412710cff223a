import type { IdPart, KeptResource } from "../contract/kept-resource";
import type { StoragePlan } from "./plan";
import {
  accountConstructIds,
  containerConstructId,
  hostContainerConstructId,
  packageContainerConstructId,
  queueConstructId,
} from "./resources";
import type { StorageWords } from "./words";

type Kept = KeptResource<keyof StorageWords["configs"]>;

/** The accounts, their blob containers and their queues. */
export function keptInStorage(plan: StoragePlan): readonly Kept[] {
  const { account, existing, children, host, packages, flowLogs } = plan;
  const made = account && accountOf("storage", account.name);
  const ofHost = host && accountOf("hostStorage", host.name);
  const ofPackages = packages && accountOf("packageStorage", packages.name);
  return [
    ...(made === undefined ? [] : [made]),
    ...containersIn(made ?? existing, children.containers, containerConstructId),
    ...children.queues.map((name): Kept => ({
      resource: "storageQueues",
      constructId: queueConstructId(name),
      name,
      within: { storage_account_id: made ?? existing },
    })),
    ...(ofHost === undefined ? [] : [ofHost]),
    ...containersIn(ofHost, host?.containers ?? [], hostContainerConstructId),
    ...(ofPackages === undefined ? [] : [ofPackages]),
    ...containersIn(ofPackages, packages?.containers ?? [], packageContainerConstructId),
    ...(flowLogs === undefined ? [] : [accountOf("flowLogStorage", flowLogs.name)]),
  ];
}

function accountOf(resource: keyof typeof accountConstructIds, name: string): Kept {
  return { resource, constructId: accountConstructIds[resource], name };
}

function containersIn(
  account: IdPart,
  containers: readonly { readonly name: string }[],
  constructId: (container: string) => string,
): readonly Kept[] {
  return containers.map(({ name }) => ({
    resource: "storageContainers",
    constructId: constructId(name),
    name,
    within: { storage_account_id: account },
  }));
}
