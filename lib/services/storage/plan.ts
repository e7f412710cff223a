import { contentShareNames } from "../function-app/content-share";
import type { PlanContext } from "../service";
import { PACKAGE_CONTAINER } from "./decisions";
import type { StorageSettings } from "./settings";

/** One storage account that will be built. */
export interface StorageAccountPlan {
  readonly name: string;
  /** `LRS`, `GZRS`, … */
  readonly replication: string;
  readonly accessTier: StorageSettings["accessTier"];
  readonly softDeleteRetentionInDays: number;
  readonly allowSharedKeyAccess: boolean;
  readonly allowPublicBlobs: boolean;
  readonly containers: readonly { readonly name: string; readonly publicAccess: "None" | "Blob" }[];
  readonly queues: readonly string[];
  readonly tables: readonly string[];
  readonly shares: readonly string[];
}

/** What will be built of `storage`. */
export interface StoragePlan {
  readonly account: StorageAccountPlan;
  /** The Functions host's own account; the same one when the host shares. */
  readonly host?: StorageAccountPlan;
}

export function planStorage(context: PlanContext): StoragePlan {
  const { settings, requirements, name, checkName, problem } = context;
  const { sku, accessTier, containers, queues, tables, softDeleteRetentionInDays, hostAccount } =
    settings.storage;
  const separate = hostAccount === "separate";
  const shares = contentShareNames(context);
  for (const share of shares) checkName("storageShare", share, "functionApp.package");

  const planned = new Map<string, "None" | "Blob">();
  for (const [container, said] of Object.entries(containers)) {
    if (said === false || (separate && container === PACKAGE_CONTAINER)) continue;
    checkName("storageContainer", container, `storage.containers.${container}`);
    planned.set(container, said.publicAccess ?? "None");
  }
  for (const { name: container } of requirements.blobContainers)
    if (!planned.has(container)) planned.set(container, "None");

  const account: StorageAccountPlan = {
    name: name("storageAccount"),
    replication: sku.name.replace("Standard_", ""),
    accessTier,
    softDeleteRetentionInDays,
    allowSharedKeyAccess: settings.storage.allowSharedKeyAccess,
    allowPublicBlobs: [...planned.values()].includes("Blob"),
    containers: sorted([...planned.keys()]).map((container) => ({
      name: container,
      publicAccess: planned.get(container) ?? "None",
    })),
    queues: switchedOn(queues, (queue) => {
      checkName("storageQueue", queue, `storage.queues.${queue}`);
    }),
    tables: switchedOn(tables, (table) => {
      checkName("storageTable", table, `storage.tables.${table}`);
    }),
    shares: separate ? [] : shares,
  };
  if (!separate) return { account };
  const hostName = name("hostStorageAccount");
  if (hostName === account.name)
    problem(
      "names.hostStorageAccount",
      `is the name of the other storage account too, got "${hostName}"`,
      "choose another name",
    );
  return {
    account,
    host: {
      ...account,
      name: hostName,
      allowSharedKeyAccess: settings.functionApp.package === "content-share",
      allowPublicBlobs: false,
      containers: [{ name: PACKAGE_CONTAINER, publicAccess: "None" }],
      queues: [],
      tables: [],
      shares,
    },
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
