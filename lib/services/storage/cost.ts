import type { PricedRedundancy, PricedTier } from "../contract/meter-name";
import {
  type Amount,
  type CostItem,
  type LoggedRequests,
  type Range,
  type ServiceCost,
  combined,
  exactly,
} from "../contract/service-cost";
import type { StorageAccountPlan, StoragePlan } from "./plan";

/** What is assumed of storage, each month. */
export interface StorageUsage {
  /** Gigabytes of blobs that are kept, deleted ones included for as long as they can be restored. */
  readonly blobGB?: Amount;
  /** How often blobs are written. */
  readonly blobWrites?: Amount;
  /** How often blobs are read. */
  readonly blobReads?: Amount;
  /** Gigabytes that are read of blobs in a cool or cold tier. */
  readonly blobReadGB?: Amount;
  /** Gigabytes that are written, which go to the second region where there is one. */
  readonly writtenGB?: Amount;
  /** Messages through queues, each of which is sent, received and deleted. */
  readonly queueMessages?: Amount;
  /** How often somebody looks into a queue and finds no message. */
  readonly queuePolls?: Amount;
  /** Gigabytes in tables. */
  readonly tableGB?: Amount;
  /** Operations on tables. */
  readonly tableOperations?: Amount;
  /** How often the Functions host writes its locks and keys. */
  readonly hostWrites?: Amount;
  /** Bytes of one logged request in the workspace: the column `_BilledSize` of its table has the true number. */
  readonly recordBytes?: Amount;
}

type Usage = Readonly<Record<keyof StorageUsage, Range>>;

export const storageCost: ServiceCost<StoragePlan, StorageUsage> = {
  usage: {
    blobGB: {
      says: "blobs that are kept",
      development: { low: 5, high: 50 },
      production: { low: 50, high: 500 },
    },
    blobWrites: {
      says: "writes of blobs",
      development: { low: 10_000, high: 200_000 },
      production: { low: 100_000, high: 1_000_000 },
    },
    blobReads: {
      says: "reads of blobs",
      development: { low: 10_000, high: 500_000 },
      production: { low: 500_000, high: 5_000_000 },
    },
    blobReadGB: {
      says: "what is read of cool and cold blobs",
      development: { low: 1, high: 10 },
      production: { low: 10, high: 100 },
    },
    writtenGB: {
      says: "what is written and copied to a second region",
      development: { low: 1, high: 10 },
      production: { low: 10, high: 100 },
    },
    queueMessages: {
      says: "messages through queues, each of which is sent, received and deleted",
      development: { low: 10_000, high: 200_000 },
      production: { low: 200_000, high: 1_000_000 },
    },
    queuePolls: {
      says: "looks into queues that find no message",
      development: { low: 1_000_000, high: 4_400_000 },
      production: { low: 4_400_000, high: 17_000_000 },
    },
    tableGB: {
      says: "what tables keep",
      development: { low: 0.1, high: 1 },
      production: { low: 1, high: 10 },
    },
    tableOperations: {
      says: "operations on tables",
      development: { low: 10_000, high: 1_000_000 },
      production: { low: 1_000_000, high: 10_000_000 },
    },
    hostWrites: {
      says: "writes of the Functions host: locks and keys",
      development: { low: 50_000, high: 200_000 },
      production: { low: 200_000, high: 500_000 },
    },
    recordBytes: {
      says: "bytes of one logged request, assumed from the columns of `StorageBlobLogs`; its column `_BilledSize` has the real number",
      development: { low: 800, high: 1500 },
      production: { low: 800, high: 1500 },
    },
  },

  logged: ({ account, host = account }, usage) =>
    [
      ...(account === undefined ? [] : loggedData(account, usage)),
      ...(host === undefined ? [] : [{ category: "StorageWrite", records: usage.hostWrites } as const]),
    ].map((each) => ({ ...each, bytes: usage.recordBytes })),

  items: ({ account, host, packages, lifecycle = [] }, { usage }) => [
    ...(account === undefined ? [] : dataItems(account, usage, lifecycle.length > 0)),
    ...[host ?? account].flatMap((hosts) => (hosts === undefined ? [] : hostItems(hosts, usage))),
    ...(packages === undefined ? [] : [packageItem(packages)]),
  ],
};

/** As if half of what tables are asked were writes. */
function loggedData(
  account: StorageAccountPlan,
  { blobReads, blobWrites, queueMessages, queuePolls, tableOperations }: Usage,
): readonly Omit<LoggedRequests, "bytes">[] {
  const halfOfTables = combined((operations = 0) => operations / 2, tableOperations);
  return [
    { category: "StorageRead", records: blobReads },
    { category: "StorageWrite", records: blobWrites },
    ...(account.queues.length === 0
      ? []
      : ([
          { category: "StorageRead", records: queuePolls },
          ...(["StorageWrite", "StorageRead", "StorageDelete"] as const).map((category) => ({
            category,
            records: queueMessages,
          })),
        ] as const)),
    ...(account.tables.length === 0
      ? []
      : (["StorageRead", "StorageWrite"] as const).map((category) => ({ category, records: halfOfTables }))),
  ];
}

function dataItems(account: StorageAccountPlan, usage: Usage, hasRules: boolean): readonly CostItem[] {
  const redundancy = redundancyOf(account);
  const tier = tierOf(account);
  const blobs = `blobs, ${tier}, ${account.replication}`;
  const item = (name: string, meter: CostItem["meter"], quantity: Range): CostItem => ({
    item: name,
    meter,
    part: "usage",
    quantity,
  });
  return [
    {
      ...item(`${blobs}: kept`, `storage.blob.${tier}.${redundancy}.data`, usage.blobGB),
      note: [
        KEPT_NOTES[tier],
        ...(account.pointInTimeRestoreInDays === undefined ? [] : [RESTORE_NOTE]),
        ...(hasRules ? [RULES_NOTE] : []),
      ].join("; "),
    },
    item(`${blobs}: writes`, `storage.blob.${tier}.${redundancy}.write`, usage.blobWrites),
    item(`${blobs}: reads`, `storage.blob.${tier}.${redundancy}.read`, usage.blobReads),
    ...(tier === "hot"
      ? []
      : [item(`${blobs}: what is read`, `storage.blob.${tier}.retrieval`, usage.blobReadGB)]),
    ...(redundancy === "lrs" || redundancy === "zrs"
      ? []
      : [item("copies to the second region", "storage.geoReplication", usage.writtenGB)]),
    ...(account.queues.length === 0 ? [] : queueItems(redundancy, usage)),
    ...(account.tables.length === 0
      ? []
      : [
          item("tables: kept", `storage.table.${redundancy}.data`, usage.tableGB),
          item("tables: operations", `storage.table.${redundancy}.operations`, usage.tableOperations),
        ]),
  ];
}

/** learn.microsoft.com/azure/storage/blobs/access-tiers-overview */
const KEPT_NOTES: Readonly<Record<PricedTier, string>> = {
  hot: "versions and deleted blobs are in it for as long as they are kept",
  cool: "versions and deleted blobs are in it for as long as they are kept; not counted is what deleting before 30 days costs",
  cold: "versions and deleted blobs are in it for as long as they are kept; not counted is what deleting before 90 days costs",
};

// azure.microsoft.com/pricing/details/storage/blobs
const RESTORE_NOTE =
  "so is the change feed, which is never deleted; not counted is what a restore costs: each change of a blob that it undoes";

const RULES_NOTE =
  "not counted is what storage.lifecycle saves, and what each move costs: a write in the tier that a blob moves to";

/** Azure's classes: sending, receiving and deleting a message is in the first, a look that finds none in the second. */
function queueItems(redundancy: PricedRedundancy, { queueMessages, queuePolls }: Usage): readonly CostItem[] {
  // azure.microsoft.com/pricing/details/storage/queues
  return [
    {
      item: "queues: messages sent, received and deleted",
      meter: `storage.queue.${redundancy}.write`,
      part: "usage",
      quantity: combined((messages = 0) => messages * OPERATIONS_OF_A_MESSAGE, queueMessages),
    },
    {
      item: "queues: looks that find no message",
      meter: `storage.queue.${redundancy}.read`,
      part: "usage",
      quantity: queuePolls,
    },
  ];
}

const OPERATIONS_OF_A_MESSAGE = 3;

function hostItems(account: StorageAccountPlan, { hostWrites }: Usage): readonly CostItem[] {
  const redundancy = redundancyOf(account);
  return [
    {
      item: "Functions host: locks and keys",
      meter: `storage.blob.${tierOf(account)}.${redundancy}.write`,
      part: "usage",
      quantity: hostWrites,
    },
    ...account.shares.map((share): CostItem => {
      const copies = redundancy === "ragrs" ? "grs" : redundancy === "ragzrs" ? "gzrs" : redundancy;
      return {
        item: `file share ${share}`,
        meter: `storage.files.${copies}.data`,
        part: "fixed",
        quantity: exactly(PACKAGE_GB),
        note: "assumes one gigabyte for a package and the files that Windows unpacks from it",
      };
    }),
  ];
}

/** Of one content share, and of all packages of an account of their own. */
const PACKAGE_GB = 1;

function packageItem(account: StorageAccountPlan): CostItem {
  return {
    item: `packages, ${account.replication}`,
    meter: `storage.blob.${tierOf(account)}.${redundancyOf(account)}.data`,
    part: "fixed",
    quantity: exactly(PACKAGE_GB),
    note: "assumes one gigabyte of packages, none of which is deleted",
  };
}

const redundancies: Readonly<Record<string, PricedRedundancy>> = {
  LRS: "lrs",
  ZRS: "zrs",
  GRS: "grs",
  RAGRS: "ragrs",
  GZRS: "gzrs",
  RAGZRS: "ragzrs",
};

/** As the price book calls it. */
export function redundancyOf({ replication }: Pick<StorageAccountPlan, "replication">): PricedRedundancy {
  const found = redundancies[replication];
  if (found === undefined) throw new Error(`there are no prices for replication ${replication}`);
  return found;
}

const tiers: Readonly<Record<StorageAccountPlan["accessTier"], PricedTier>> = {
  Hot: "hot",
  Cool: "cool",
  Cold: "cold",
};

function tierOf({ accessTier }: StorageAccountPlan): PricedTier {
  return tiers[accessTier];
}
