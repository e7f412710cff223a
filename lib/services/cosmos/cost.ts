import {
  type Amount,
  type CostItem,
  HOURS,
  type Range,
  type LoggedRequests,
  type ServiceCost,
  type UsageRanges,
  combined,
  exactly,
} from "../contract/service-cost";
import type { CosmosAccountPlan, CosmosPlan } from "./plan";

/** What is assumed of Cosmos DB, each month. */
export interface CosmosUsage {
  /** Request units that a serverless account is asked for. */
  readonly requestUnits?: Amount;
  /** Average share of the most that autoscale goes to, from 0 to 1; a tenth is always paid for. */
  readonly autoscaleUtilization?: Amount;
  /** Average share of the throughput that autoscale is paid for which requests use, from 0 to 1. */
  readonly consumedShare?: Amount;
  /** Request units of one request on average. */
  readonly requestUnitsPerRequest?: Amount;
  /** Requests of clients; the log category `DataPlaneRequests` has a record of each. */
  readonly requests?: Amount;
  /** Share of the requests that are queries, from 0 to 1; `QueryRuntimeStatistics` has a record of each. */
  readonly queryShare?: Amount;
  /** Gigabytes that are kept in each region, indexes included. */
  readonly dataGB?: Amount;
  /** Bytes of one logged request in the workspace: the column `_BilledSize` of its table has the true number. */
  readonly recordBytes?: Amount;
  /** Bytes of one record of the request units of a partition key, in the table `CDBPartitionKeyRUConsumption`. */
  readonly partitionKeyRecordBytes?: Amount;
}

type Usage = UsageRanges<CosmosUsage, "requests">;

/** What autoscale never goes below: learn.microsoft.com/azure/cosmos-db/provision-throughput-autoscale */
const LEAST_UTILIZATION = 0.1;

/** Of periodic backups: learn.microsoft.com/azure/cosmos-db/periodic-backup-modify-interval-retention */
const FREE_COPIES = 2;

export const cosmosCost: ServiceCost<CosmosPlan, CosmosUsage, "requests"> = {
  usage: {
    requestUnits: {
      says: "request units of a serverless account",
      development: { low: 30_000_000, high: 150_000_000 },
      production: { low: 100_000_000, high: 1_000_000_000 },
    },
    autoscaleUtilization: {
      says: "average share of the most that autoscale goes to",
      most: 1,
      development: { low: 0.1, high: 0.5 },
      production: { low: 0.1, high: 1 },
    },
    consumedShare: {
      says: "average share of the autoscale throughput paid for that requests use; what is paid for is the highest second of each hour",
      most: 1,
      development: { low: 0.05, high: 0.2 },
      production: { low: 0.05, high: 0.2 },
    },
    requestUnitsPerRequest: {
      says: "request units of a request; a read of 1 KB by its id is 1, a write about 5",
      development: exactly(10),
      production: exactly(10),
    },
    requests: {
      says: "requests of clients, each of which is logged",
      follows:
        "`cosmos.requestUnits`, or `cosmos.autoscaleUtilization` and `cosmos.consumedShare`, by `cosmos.requestUnitsPerRequest`",
    },
    queryShare: {
      says: "share of the requests that are queries",
      most: 1,
      development: { low: 0.1, high: 0.3 },
      production: { low: 0.1, high: 0.3 },
    },
    dataGB: {
      says: "data in each region, indexes included",
      development: { low: 1, high: 20 },
      production: { low: 20, high: 100 },
    },
    recordBytes: {
      says: "bytes of one logged request, assumed from the columns of `CDBDataPlaneRequests`; its column `_BilledSize` has the real number",
      development: { low: 500, high: 800 },
      production: { low: 500, high: 800 },
    },
    partitionKeyRecordBytes: {
      says: "bytes of one record in `CDBPartitionKeyRUConsumption`, assumed from its columns",
      development: { low: 250, high: 400 },
      production: { low: 250, high: 400 },
    },
  },

  logged: (plan, usage) => (plan.account === undefined ? [] : loggedRequests(plan, plan.account, usage)),

  items(plan, { backend, usage }) {
    const { account } = plan;
    // Throughput that is made inside of an existing account is paid for; in how many regions, only its owner knows.
    if (account === undefined)
      return plan.children
        ? throughput(
            plan,
            [backend.location],
            false,
            usage,
            "in one region: how many an existing account has is not known",
          )
        : [];
    const writesEverywhere = account.enableMultipleWriteLocations && account.regions.length > 1;
    return [
      ...(account.serverless ? [serverless(account, usage)] : []),
      ...throughput(plan, account.regions, writesEverywhere, usage),
      ...account.regions.map((region) => dataItem(region, usage)),
      ...backup(account, usage),
    ];
  },
};

/** What a request leaves in each table: learn.microsoft.com/azure/cosmos-db/monitor-resource-logs */
function loggedRequests(
  plan: CosmosPlan,
  account: CosmosAccountPlan,
  usage: Usage,
): readonly LoggedRequests[] {
  const requests = usage.requests ?? requestsOf(plan, account, usage);
  const bytes = usage.recordBytes;
  return [
    { category: "DataPlaneRequests", records: requests, bytes },
    {
      category: "QueryRuntimeStatistics",
      records: combined((all = 0, share = 0) => all * share, requests, usage.queryShare),
      bytes,
    },
    // Requests of one second for the same partition key share a record: one for ten requests, or one for each.
    {
      category: "PartitionKeyRUConsumption",
      records: { low: requests.low / 10, high: requests.high },
      bytes: usage.partitionKeyRecordBytes,
    },
  ];
}

const SECONDS = 3600;

/** What the throughput that the estimate assumes is enough for; of several regions, one has the requests. */
function requestsOf(
  { maxThroughput = 0, containers }: CosmosPlan,
  { serverless: isServerless }: CosmosAccountPlan,
  { requestUnits, autoscaleUtilization, consumedShare, requestUnitsPerRequest }: Usage,
): Range {
  const most = containers.reduce((sum, { maxThroughput: own = 0 }) => sum + own, maxThroughput);
  const used = isServerless
    ? requestUnits
    : combined(
        (share = 0, consumed = 0) => most * HOURS * SECONDS * share * consumed,
        autoscaleUtilization,
        consumedShare,
      );
  const { low, high } = requestUnitsPerRequest;
  // The more units a request takes, the fewer there are.
  return { low: used.low / Math.max(1, high), high: used.high / Math.max(1, low) };
}

/**
 * Zones cost more where throughput is serverless, and nothing where it is autoscale:
 * learn.microsoft.com/azure/reliability/reliability-cosmos-db-nosql
 */
const ZONE_FACTOR = 1.25;

function serverless({ zoneRedundant }: CosmosAccountPlan, { requestUnits }: Usage): CostItem {
  const factor = zoneRedundant ? ZONE_FACTOR : 1;
  return {
    item: "requests, serverless",
    meter: "cosmos.serverless",
    part: "usage",
    quantity: combined((units = 0) => units * factor, requestUnits),
    ...(zoneRedundant ? { note: `each counts ${ZONE_FACTOR} times, since zoneRedundant is on` } : {}),
  };
}

/** What the database shares, and what each container has beside it. */
function throughput({ maxThroughput, containers }: CosmosPlan, ...where: Where): readonly CostItem[] {
  return [
    ...autoscale("autoscale", maxThroughput, ...where),
    ...containers.flatMap(({ name, maxThroughput: own }) =>
      autoscale(`autoscale of container ${name}`, own, ...where),
    ),
  ];
}

/** Where throughput is paid for, and how it is used. */
type Where = readonly [regions: readonly string[], writesEverywhere: boolean, usage: Usage, note?: string];

/**
 * Autoscale costs half as much again as standard throughput where one region writes, and nothing on top where several
 * do: learn.microsoft.com/azure/cosmos-db/autoscale-faq
 */
function autoscale(
  item: string,
  maxThroughput: number | undefined,
  regions: readonly string[],
  writesEverywhere: boolean,
  { autoscaleUtilization }: Usage,
  note?: string,
): readonly CostItem[] {
  if (maxThroughput === undefined) return [];
  const meter = writesEverywhere ? "cosmos.multiWrite" : "cosmos.autoscale";
  const most = maxThroughput * HOURS;
  const above = (share = 0): number =>
    (Math.min(1, Math.max(LEAST_UTILIZATION, share)) - LEAST_UTILIZATION) * most;
  return regions.flatMap((region): readonly CostItem[] => [
    {
      item: `${item} to ${maxThroughput} RU/s, its least`,
      meter,
      region,
      part: "fixed",
      quantity: exactly(most * LEAST_UTILIZATION),
      ...(note === undefined ? {} : { note }),
    },
    {
      item: `${item} to ${maxThroughput} RU/s, above its least`,
      meter,
      region,
      part: "usage",
      quantity: combined(above, autoscaleUtilization),
    },
  ]);
}

function dataItem(region: string, { dataGB }: Usage): CostItem {
  return { item: "data", meter: "cosmos.data", region, part: "usage", quantity: dataGB };
}

/**
 * The list has a price for each redundancy since 2021, and an older one without, "Backup Data Stored", at $0.12 in East US 2.
 * Which of them a bill has was not verified.
 */
const BACKUP_METERS = { Local: "cosmos.backup.periodic.lrs" } as const;

function backup({ backup: kind, regions }: CosmosAccountPlan, { dataGB }: Usage): readonly CostItem[] {
  switch (kind.type) {
    case "Continuous": {
      const meter =
        kind.tier === "Continuous7Days" ? "cosmos.backup.continuous7" : "cosmos.backup.continuous30";
      const days = kind.tier === "Continuous7Days" ? 7 : 30;
      return regions.map((region) => ({
        item: `continuous backup, ${days} days`,
        meter,
        region,
        part: "usage",
        quantity: dataGB,
      }));
    }
    case "Periodic": {
      const copies = Math.ceil((kind.retentionInHours * 60) / kind.intervalInMinutes);
      const paid = Math.max(0, copies - FREE_COPIES);
      return paid === 0
        ? []
        : [
            {
              item: `${paid} periodic backups beside the ${FREE_COPIES} free ones`,
              meter: BACKUP_METERS[kind.storageRedundancy],
              part: "usage",
              quantity: combined((gigabytes = 0) => gigabytes * paid, dataGB),
            },
          ];
    }
  }
}
