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
  /** Operations on queues; looking for messages is one too. */
  readonly queueOperations?: Amount;
  /** Gigabytes in tables. */
  readonly tableGB?: Amount;
  /** Operations on tables. */
  readonly tableOperations?: Amount;
  /** How often the Functions host writes its locks and keys. */
  readonly hostWrites?: Amount;
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
    queueOperations: {
      says: "operations on queues",
      development: { low: 1_000_000, high: 5_000_000 },
      production: { low: 5_000_000, high: 20_000_000 },
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
  },

  logged: ({ account, host = account }, usage) => {
    const halfOf = (range: Range): Range => combined((operations = 0) => operations / 2, range);
    return [
      ...(account === undefined ? [] : loggedData(account, usage, halfOf(usage.tableOperations))),
      ...(host === undefined ? [] : [{ category: "StorageWrite", records: usage.hostWrites } as const]),
    ];
  },

  items: ({ account, host }, { usage }) => [
    ...(account === undefined ? [] : dataItems(account, usage)),
    ...[host ?? account].flatMap((hosts) => (hosts === undefined ? [] : hostItems(hosts, usage))),
  ],
};

/** As if looking for messages were most of what queues are asked, and half of what tables are asked were writes. */
function loggedData(
  account: StorageAccountPlan,
  usage: Usage,
  halfOfTables: Range,
): readonly LoggedRequests[] {
  return [
    { category: "StorageRead", records: usage.blobReads },
    { category: "StorageWrite", records: usage.blobWrites },
    ...(account.queues.length === 0
      ? []
      : [{ category: "StorageRead", records: usage.queueOperations } as const]),
    ...(account.tables.length === 0
      ? []
      : (["StorageRead", "StorageWrite"] as const).map((category) => ({ category, records: halfOfTables }))),
  ];
}

function dataItems(account: StorageAccountPlan, usage: Usage): readonly CostItem[] {
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
    item(`${blobs}: kept`, `storage.blob.${tier}.${redundancy}.data`, usage.blobGB),
    item(`${blobs}: writes`, `storage.blob.${tier}.${redundancy}.write`, usage.blobWrites),
    item(`${blobs}: reads`, `storage.blob.${tier}.${redundancy}.read`, usage.blobReads),
    ...(tier === "hot"
      ? []
      : [item(`${blobs}: what is read`, `storage.blob.${tier}.retrieval`, usage.blobReadGB)]),
    ...(redundancy === "lrs" || redundancy === "zrs"
      ? []
      : [item("copies to the second region", "storage.geoReplication", usage.writtenGB)]),
    ...(account.queues.length === 0
      ? []
      : [item("queues: operations", `storage.queue.${redundancy}.write`, usage.queueOperations)]),
    ...(account.tables.length === 0
      ? []
      : [
          item("tables: kept", `storage.table.${redundancy}.data`, usage.tableGB),
          item("tables: operations", `storage.table.${redundancy}.operations`, usage.tableOperations),
        ]),
  ];
}

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

/** Of one content share. */
const PACKAGE_GB = 1;

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
