import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import { StorageQueue } from "@cdktf/provider-azurerm/lib/storage-queue";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { PartsByResource } from "../../azure/diagnostic-categories";
import type { Resolve, ResourceReference } from "../contract/reference";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { apiVersionOf } from "../../azure/api-versions";
import { type DeploymentTarget, buildTemplateDeployment } from "../../kit/template-deployment";
import { storageAccountConfig } from "./account-config";
import type { LifecycleRulePlan } from "./lifecycle";
import { lifecycleConfig } from "./lifecycle-config";
import type { StorageAccountPlan, StoragePlan } from "./plan";
import {
  accountConstructIds,
  containerConstructId,
  hostContainerConstructId,
  packageContainerConstructId,
  queueConstructId,
} from "./resources";

/** The resources of `storage` in the platform stack. */
export interface StorageResources {
  /** Undefined where an existing one is used. */
  readonly storage: StorageAccount | undefined;
  /** The Functions host's account: `storage` itself unless `storage.hostAccount` is `separate`. */
  readonly hostStorage: StorageAccount | undefined;
  /** The account of packages; undefined where they are in another one. */
  readonly packageStorage: StorageAccount | undefined;
  /** The account of flow logs; undefined where there are none, or an existing one is used. */
  readonly flowLogStorage: StorageAccount | undefined;
  /** By container name. */
  readonly storageContainers: Readonly<Record<string, StorageContainer>>;
  /** By queue name. */
  readonly storageQueues: Readonly<Record<string, StorageQueue>>;
  /** Undefined where `storage.lifecycle` has no rules. */
  readonly storageLifecycle?: StorageManagementPolicy;
}

/** The Functions host's own account, that of packages, or the one for everything else. */
export type StorageAccountId = keyof typeof accountConstructIds;

/** The accounts that have a file share: the file service of any other account has nothing to log. */
export function fileShares({ account, children, host }: StoragePlan): PartsByResource {
  return {
    ...(account !== undefined && children.shares.length > 0
      ? { [accountConstructIds.storage]: ["file shares"] }
      : {}),
    ...(host !== undefined && host.shares.length > 0
      ? { [accountConstructIds.hostStorage]: ["file shares"] }
      : {}),
  };
}

export function buildStorageAccount(
  scope: Construct,
  which: StorageAccountId,
  place: Place,
  plan: StorageAccountPlan,
  transformed: Transformed,
): StorageAccount {
  const id = accountConstructIds[which];
  return new StorageAccount(scope, id, transformed(which, id, storageAccountConfig(place, plan)));
}

export function buildBlobContainer(
  scope: Construct,
  id: string,
  accountId: string,
  { name, publicAccess }: StorageAccountPlan["containers"][number],
  transformed: Transformed,
): StorageContainer {
  return new StorageContainer(
    scope,
    id,
    transformed("storageContainers", id, {
      name,
      storageAccountId: accountId,
      containerAccessType: publicAccess === "Blob" ? "blob" : "private",
    }),
  );
}

export function buildQueue(
  scope: Construct,
  accountId: string,
  name: string,
  transformed: Transformed,
): StorageQueue {
  const id = queueConstructId(name);
  return new StorageQueue(scope, id, transformed("storageQueues", id, { name, storageAccountId: accountId }));
}

/** The provider makes tables with an account key only; ARM makes them with the deployer's identity. */
export function buildTable(
  scope: Construct,
  account: DeploymentTarget,
  name: string,
  parents: readonly TerraformResource[],
  transformed: Transformed,
): ResourceGroupTemplateDeployment {
  return buildTemplateDeployment(
    scope,
    `storage_table_${name}`,
    {
      name: `${account.deploymentPrefix ?? ""}table-${name}`,
      resourceGroupName: account.resourceGroupName,
      resource: {
        type: "Microsoft.Storage/storageAccounts/tableServices/tables",
        apiVersion: apiVersionOf("Microsoft.Storage"),
        name: `${account.name}/default/${name}`,
        properties: {},
      },
      parents,
    },
    (id, config) => transformed("storageTables", id, config),
  );
}

/** Gibibytes of a function app's content share: room for its code and logs. */
const CONTENT_SHARE_QUOTA = 100;

export function buildContentShare(
  scope: Construct,
  accountId: string,
  name: string,
  transformed: Transformed,
): StorageShare {
  const id = `content_share_${name}`;
  return new StorageShare(
    scope,
    id,
    transformed("storageShares", id, { name, storageAccountId: accountId, quota: CONTENT_SHARE_QUOTA }),
  );
}

/** An account has one policy, with every rule in it. */
export function buildLifecycle(
  scope: Construct,
  accountId: string,
  rules: readonly LifecycleRulePlan[],
  transformed: Transformed,
): StorageManagementPolicy {
  const id = "storage_lifecycle";
  return new StorageManagementPolicy(
    scope,
    id,
    transformed("storageLifecycle", id, lifecycleConfig(accountId, rules)),
  );
}

export function buildStorage(
  scope: Construct,
  place: Place,
  plan: StoragePlan,
  transformed: Transformed,
  reference: Resolve,
): StorageResources {
  const account = plan.account && buildStorageAccount(scope, "storage", place, plan.account, transformed);
  const target = accountReference();
  const { containers, queues, tables, shares } = plan.children;
  const builtContainers = containers.map((container) => {
    const id = containerConstructId(container.name);
    return [container.name, buildBlobContainer(scope, id, target.id, container, transformed)] as const;
  });
  const builtQueues = queues.map(
    (queue) => [queue, buildQueue(scope, target.id, queue, transformed)] as const,
  );
  const parents = account === undefined ? [] : [account];
  const deployments = { ...target, deploymentPrefix: plan.deploymentPrefix };
  for (const table of tables) buildTable(scope, deployments, table, parents, transformed);
  for (const share of shares) buildContentShare(scope, target.id, share, transformed);
  const storageLifecycle = plan.lifecycle && buildLifecycle(scope, target.id, plan.lifecycle, transformed);
  return {
    storage: account,
    hostStorage:
      plan.host === undefined
        ? account
        : buildSeparateAccount(scope, "hostStorage", place, plan.host, hostContainerConstructId, transformed),
    packageStorage:
      plan.packages &&
      buildSeparateAccount(
        scope,
        "packageStorage",
        place,
        plan.packages,
        packageContainerConstructId,
        transformed,
      ),
    flowLogStorage:
      plan.flowLogs && buildStorageAccount(scope, "flowLogStorage", place, plan.flowLogs, transformed),
    storageContainers: Object.fromEntries(builtContainers),
    storageQueues: Object.fromEntries(builtQueues),
    ...(storageLifecycle === undefined ? {} : { storageLifecycle }),
  };

  function accountReference(): ResourceReference {
    if (account !== undefined && plan.account !== undefined)
      return { id: account.id, name: plan.account.name, resourceGroupName: account.resourceGroupName };
    if (plan.existing === undefined)
      throw new Error("there is neither a storage account of the backend nor an existing one");
    return reference(plan.existing);
  }
}

/** An account of its own for the host or for packages, with its containers and shares. */
function buildSeparateAccount(
  scope: Construct,
  which: StorageAccountId,
  place: Place,
  plan: StorageAccountPlan,
  containerId: (name: string) => string,
  transformed: Transformed,
): StorageAccount {
  const account = buildStorageAccount(scope, which, place, plan, transformed);
  for (const container of plan.containers)
    buildBlobContainer(scope, containerId(container.name), account.id, container, transformed);
  for (const share of plan.shares) buildContentShare(scope, account.id, share, transformed);
  return account;
}
