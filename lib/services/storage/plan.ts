import type { ExistingResource } from "../contract/existing-resource";
import { contentShareNames } from "./content-share";
import { makesFlowLogAccount, planFlowLogAccount } from "./flow-log-account";
import { type LifecycleRulePlan, planLifecycle } from "./lifecycle";
import { publicContainers } from "./public-containers";
import { type PlanContext, deploymentPrefix } from "../contract/service";
import { PACKAGE_CONTAINER, keepsCodeWithHost, needsPackageEndpoint } from "./package-container";
import type { StorageSettings } from "./settings";

/** One storage account that will be built. */
export interface StorageAccountPlan {
  readonly name: string;
  /** `LRS`, `GZRS`, … */
  readonly replication: string;
  readonly accessTier: StorageSettings["accessTier"];
  readonly softDeleteRetentionInDays: number;
  /** Blobs keep what they were before they were written over. */
  readonly versioning?: boolean;
  /** How far back all of its block blobs can be restored. */
  readonly pointInTimeRestoreInDays?: number;
  readonly allowSharedKeyAccess: boolean;
  readonly allowPublicBlobs: boolean;
  readonly containers: readonly { readonly name: string; readonly publicAccess: "None" | "Blob" }[];
  readonly queues: readonly string[];
  readonly tables: readonly string[];
  readonly shares: readonly string[];
  /** Reached through private endpoints only. */
  readonly closed: boolean;
  /** Reached through a private endpoint too, while it is open. */
  readonly alsoPrivate?: true;
}

/** What is made inside an account. */
export type StorageChildrenPlan = Pick<StorageAccountPlan, "containers" | "queues" | "tables" | "shares">;

/** What will be built of `storage`. */
export interface StoragePlan {
  /** The account for data that will be made, unless an existing one is used. */
  readonly account?: StorageAccountPlan;
  readonly existing?: ExistingResource;
  /** Rules of that account, where there are any. */
  readonly lifecycle?: readonly LifecycleRulePlan[];
  /** What the account for data holds; empty where an existing one is expected to hold it. */
  readonly children: StorageChildrenPlan;
  /** Begins the names of the deployments that make tables. */
  readonly deploymentPrefix: string;
  /** The Functions host's own account; the same one when the host shares. */
  readonly host?: StorageAccountPlan;
  /** The account of packages; undefined where they are in another one. */
  readonly packages?: StorageAccountPlan;
  /** The account of flow logs; undefined where there are none, or an existing one is used. */
  readonly flowLogs?: StorageAccountPlan;
}

export function planStorage(context: PlanContext): StoragePlan {
  const { settings, existing, name, checkName, problem } = context;
  const separate = settings.storage.hostAccount === "separate";
  const shares = contentShareNames(context);
  for (const share of shares) checkName("storageShare", share, "functionApp.package");

  const wanted = { ...planChildren(context), shares: separate ? [] : shares };
  const made = existing.storage?.createChildren ?? true;
  const children = made ? wanted : { containers: [], queues: [], tables: [], shares: [] };
  const account = existing.storage === undefined ? planAccount(context, wanted) : undefined;
  const rules = planLifecycle(settings.storage);
  const data = {
    children,
    deploymentPrefix: deploymentPrefix(existing.storage, context),
    ...(account === undefined ? {} : { account }),
    ...(account === undefined || rules.length === 0 ? {} : { lifecycle: rules }),
    ...(existing.storage === undefined ? {} : { existing: existing.storage }),
  };
  const taken = account === undefined ? [] : [account.name];
  const nameOf = (kind: "hostStorageAccount" | "packageStorageAccount" | "flowLogStorageAccount"): string => {
    const own = name(kind);
    if (taken.includes(own))
      problem(
        `names.${kind}`,
        `is also the name of the other storage account, got "${own}"`,
        "choose another name",
      );
    taken.push(own);
    return own;
  };
  return {
    ...data,
    ...(separate ? { host: planHost(context, nameOf("hostStorageAccount"), shares) } : {}),
    ...(settings.storage.packageAccount === "shared"
      ? {}
      : { packages: planPackages(context, nameOf("packageStorageAccount")) }),
    ...(makesFlowLogAccount(settings)
      ? { flowLogs: planFlowLogAccount(context, nameOf("flowLogStorageAccount")) }
      : {}),
  };
}

function planAccount({ settings, name }: PlanContext, children: StorageChildrenPlan): StorageAccountPlan {
  const { sku, accessTier, softDeleteRetentionInDays, versioning, allowSharedKeyAccess } = settings.storage;
  const { pointInTimeRestoreInDays } = settings.storage;
  return {
    name: name("storageAccount"),
    replication: sku.name.replace("Standard_", ""),
    accessTier,
    softDeleteRetentionInDays,
    ...(versioning ? { versioning } : {}),
    ...(pointInTimeRestoreInDays === undefined ? {} : { pointInTimeRestoreInDays }),
    allowSharedKeyAccess,
    allowPublicBlobs: children.containers.some(({ publicAccess }) => publicAccess === "Blob"),
    ...children,
    closed: settings.networking.privateEndpoints,
  };
}

/** The Functions host's own account: locks, timers and keys of functions; no data. */
function planHost({ settings }: PlanContext, name: string, shares: readonly string[]): StorageAccountPlan {
  const { sku, accessTier, softDeleteRetentionInDays } = settings.storage;
  return {
    name,
    replication: sku.name.replace("Standard_", ""),
    accessTier,
    softDeleteRetentionInDays,
    allowSharedKeyAccess: settings.functionApp.package === "content-share",
    allowPublicBlobs: false,
    containers: keepsCodeWithHost(settings) ? [{ name: PACKAGE_CONTAINER, publicAccess: "None" }] : [],
    queues: [],
    tables: [],
    shares,
    closed: settings.networking.privateEndpoints,
  };
}

/** Code, the lock of releases and what ran before: nothing that the app writes. */
function planPackages({ settings }: PlanContext, name: string): StorageAccountPlan {
  const { sku, softDeleteRetentionInDays, packageAccount } = settings.storage;
  return {
    name,
    replication: sku.name.replace("Standard_", ""),
    // Each start of an instance reads a package.
    accessTier: "Hot",
    softDeleteRetentionInDays,
    allowSharedKeyAccess: false,
    allowPublicBlobs: false,
    containers: [{ name: PACKAGE_CONTAINER, publicAccess: "None" }],
    queues: [],
    tables: [],
    shares: [],
    closed: packageAccount === "private",
    ...(packageAccount === "internet" &&
    settings.networking.privateEndpoints &&
    needsPackageEndpoint(settings)
      ? { alsoPrivate: true }
      : {}),
  };
}

function planChildren({
  settings,
  requirements,
  checkName,
}: PlanContext): Omit<StorageChildrenPlan, "shares"> {
  const elsewhere = publicContainers(settings);
  const { containers, queues, tables } = settings.storage;
  const withHost = settings.storage.hostAccount === "separate" && keepsCodeWithHost(settings);
  const planned = new Map<string, "None" | "Blob">();
  for (const [container, given] of Object.entries(containers)) {
    if (given === false || elsewhere.has(container) || (withHost && container === PACKAGE_CONTAINER))
      continue;
    checkName("storageContainer", container, `storage.containers.${container}`);
    planned.set(container, given.publicAccess ?? "None");
  }
  for (const { name: container } of requirements.blobContainers)
    if (!planned.has(container) && !elsewhere.has(container)) planned.set(container, "None");
  return {
    containers: sorted([...planned.keys()]).map((container) => ({
      name: container,
      publicAccess: planned.get(container) ?? "None",
    })),
    queues: sorted([
      ...new Set([
        ...switchedOn(queues, (queue) => {
          checkName("storageQueue", queue, `storage.queues.${queue}`);
        }),
        ...requirements.queues.map((required) => required.name),
      ]),
    ]),
    tables: sorted([
      ...new Set([
        ...switchedOn(tables, (table) => {
          checkName("storageTable", table, `storage.tables.${table}`);
        }),
        ...requirements.tables.map((required) => required.name),
      ]),
    ]),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort();
}

function switchedOn(
  switches: Readonly<Record<string, boolean>>,
  check: (name: string) => void,
): readonly string[] {
  const on = Object.entries(switches).flatMap(([name, wanted]) => (wanted ? [name] : []));
  on.forEach(check);
  return sorted(on);
}
