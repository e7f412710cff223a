import { join } from "node:path";
import { type BackendOptions, type CostEstimate, estimateCost, planBackend } from "../../lib";
import { components as production } from "../../examples/production/components";
import { feedbackApi, processUploadFunction } from "../support/sample";

/*
 * Estimates computed again, from the prices as the Azure Retail Prices API gave them on 2026-08-15, in its own units, and with the
 * usage of docs/reference/cost-assumptions.md: nothing here comes from the price book or from the code that reads it.
 */

const LOCATIONS = ["eastus2", "westeurope", "australiaeast", "uksouth", "japaneast"] as const;
type Location = (typeof LOCATIONS)[number];

/** The first price that is not free, in the order of `LOCATIONS`. */
const PRICES = {
  vcpuHour: [0.16, 0.169, 0.182, 0.185, 0.196],
  gibHour: [0.0114, 0.0121, 0.013, 0.0132, 0.014],
  logGB: [2.76, 2.99, 3.34, 2.88, 3.34],
  keptLogGB: [0.12, 0.13, 0.15, 0.13, 0.15],
  multiWrite100: [0.016, 0.016, 0.0184, 0.016, 0.018],
  millionRUs: [0.25, 0.305, 0.285, 0.297, 0.285],
  cosmosGB: [0.25, 0.25, 0.2875, 0.25, 0.2825],
  lrsGB: [0.0184, 0.0196, 0.02, 0.0192, 0.02],
  lrsWrites10K: [0.05, 0.054, 0.055, 0.059, 0.05],
  lrsReads10K: [0.004, 0.0043, 0.0044, 0.0047, 0.004],
  gzrsGB: [0.0414, 0.046, 0.045, 0.0432, 0.045],
  gzrsWrites10K: [0.1125, 0.1175, 0.124, 0.133, 0.1125],
  gzrsReads10K: [0.004, 0.0043, 0.0044, 0.0047, 0.004],
  geoGB: [0.02, 0.02, 0.098, 0.02, 0.09],
  lrsTableGB: [0.045, 0.045, 0.0495, 0.0462, 0.045],
  gzrsTableGB: [0.1012, 0.1012, 0.111, 0.104, 0.1012],
  redisB0Hour: [0.016, 0.019, 0.02, 0.018, 0.02],
  // Front Door, in the zones 1, 1, 4, 1 and 2.
  doorRequests10K: [0.009, 0.009, 0.0113, 0.009, 0.0108],
  doorOutGB: [0.0825, 0.0825, 0.112, 0.0825, 0.115],
  doorInGB: [0.02, 0.02, 0.08, 0.02, 0.06],
} as const;

/** The same in all five. */
const SAME = {
  tenRuns: 0.000002,
  gbSecond: 0.000016,
  queueWrites10K: { lrs: 0.004, grs: 0.008 },
  queueReads10K: 0.004,
  tableOperations10K: 0.00036,
  vaultOperations10K: 0.03,
  events100K: 0.06,
  apimPremiumHour: 3.829,
  publicIpHour: 0.005,
  registryDay: 1.6666,
  busUnitHour: 0.9275,
  doorBase: 35,
  endpointHour: 0.01,
  endpointGB: 0.01,
  zone: 0.5,
  millionQueries: 0.4,
  // Central US and North Europe, and East US 2 in place of the pairs that have no price.
  secondMultiWrite100: 0.016,
  secondCosmosGB: 0.25,
};

type Ends = readonly [low: number, high: number];
/** US dollars by line. */
type Lines = Readonly<Record<string, Ends>>;
type Price = (name: keyof typeof PRICES) => number;

const HOURS = 730;
/** What is assumed is the low end, or the high end. */
const of = (price: number, [low, high]: Ends): Ends => [low * price, high * price];
const above = (free: number, [low, high]: Ends): Ends => [Math.max(0, low - free), Math.max(0, high - free)];
const both = (amount: number): Ends => [amount, amount];
const sum = (...all: readonly Ends[]): Ends => [
  all.reduce((total, [low]) => total + low, 0),
  all.reduce((total, [, high]) => total + high, 0),
];
const times = ([low, high]: Ends, [least, most]: Ends): Ends => [low * least, high * most];

/** Records in GB. */
const records = (count: Ends, bytes: Ends): Ends => of(1e-9, times(count, bytes));

/** Per request: its own record, a query's, and one of the partition key, for ten requests or for each. */
const cosmosLogs = (requests: Ends): Ends =>
  sum(
    records(requests, [500, 800]),
    records(times(requests, [0.1, 0.3]), [500, 800]),
    records(times(requests, [0.1, 1]), [250, 400]),
  );

function dev(price: Price): Lines {
  const requests = of(1 / 10, [30e6, 150e6]);
  const storage = sum(
    [10e3, 500e3],
    [10e3, 200e3],
    [50e3, 200e3],
    [1e6, 4.4e6],
    of(3, [10e3, 200e3]),
    [10e3, 1e6],
  );
  const logs = sum(
    [0.2, 1],
    cosmosLogs(requests),
    records(storage, [800, 1500]),
    records([1e3, 10e3], [800, 1500]),
  );
  return {
    "logs: logs and telemetry, once for Log Analytics and Application Insights": of(
      price("logGB"),
      above(5, sum(logs, of(0.2, [1, 6]))),
    ),
    "cosmos: requests, serverless": of(price("millionRUs"), [30, 150]),
    "cosmos: data": of(price("cosmosGB"), [1, 20]),
    "storage: blobs, hot, LRS: kept": of(price("lrsGB"), [5, 50]),
    "storage: blobs, hot, LRS: writes": of(price("lrsWrites10K"), [1, 20]),
    "storage: blobs, hot, LRS: reads": of(price("lrsReads10K"), [1, 50]),
    "storage: queues: messages sent, received and deleted": of(SAME.queueWrites10K.lrs, [3, 60]),
    "storage: queues: looks that find no message": of(SAME.queueReads10K, [100, 440]),
    "storage: tables: kept": of(price("lrsTableGB"), [0.1, 1]),
    "storage: tables: operations": of(SAME.tableOperations10K, [1, 100]),
    "storage: Functions host: locks and keys": of(price("lrsWrites10K"), [5, 20]),
    "keyVault: operations": of(SAME.vaultOperations10K, [0.1, 1]),
    "functionApp: runs": of(SAME.tenRuns, above(100e3, [1e3, 200e3])),
    // 100 ms at 128 MB, and a second at 512 MB.
    "functionApp: time of runs": of(SAME.gbSecond, above(400e3, [10e3 * 0.1 * 0.125, 2e6 * 0.5])),
  };
}

/** What prod has in any case; production has more endpoints, and more requests that are logged. */
function prodBase(price: Price, endpoints: number, zones: number, moreLogs: Ends): Lines {
  const units = 4000 * HOURS * 3600;
  const storage = sum(
    [500e3, 5e6],
    [100e3, 1e6],
    [200e3, 500e3],
    [4.4e6, 17e6],
    of(3, [200e3, 1e6]),
    [1e6, 10e6],
  );
  const logs = sum(
    [2, 10],
    cosmosLogs(of(units / 10, [0.1 * 0.05, 1 * 0.2])),
    records(storage, [800, 1500]),
    records([10e3, 100e3], [800, 1500]),
    moreLogs,
  );
  const hundreds = (4000 / 100) * HOURS;
  return {
    [`networking: ${endpoints} private endpoints`]: both(endpoints * HOURS * SAME.endpointHour),
    "networking: through private endpoints": of(SAME.endpointGB, [10, 200]),
    [`networking: ${zones} private DNS zones`]: both(zones * SAME.zone),
    "networking: lookups in private DNS zones": of(SAME.millionQueries, [0.5, 5]),
    "logs: logs and telemetry, once for Log Analytics and Application Insights": of(
      price("logGB"),
      above(5, sum(logs, [20, 80])),
    ),
    "logs: logs after 31 days": of((price("keptLogGB") * (90 - 31)) / 30, logs),
    "cosmos: autoscale to 4000 RU/s, its least": both(0.1 * hundreds * price("multiWrite100")),
    "cosmos: autoscale to 4000 RU/s, above its least": [0, 0.9 * hundreds * price("multiWrite100")],
    "cosmos: autoscale to 4000 RU/s, its least, second": both(0.1 * hundreds * SAME.secondMultiWrite100),
    "cosmos: autoscale to 4000 RU/s, above its least, second": [0, 0.9 * hundreds * SAME.secondMultiWrite100],
    "cosmos: data": of(price("cosmosGB"), [20, 100]),
    "cosmos: data, second": of(SAME.secondCosmosGB, [20, 100]),
    "cosmos: continuous backup, 7 days": both(0),
    "cosmos: continuous backup, 7 days, second": both(0),
    ...prodStorage(price),
    "keyVault: operations": of(SAME.vaultOperations10K, [1, 10]),
    "functionApp: EP1, processors": both(HOURS * price("vcpuHour")),
    "functionApp: EP1, memory": both(HOURS * 3.5 * price("gibHour")),
    "functionApp: further instances, processors": [0, 73 * price("vcpuHour")],
    "functionApp: further instances, memory": [0, 73 * 3.5 * price("gibHour")],
    "monitoring: metric alerts, time series: 6": both(0),
  };
}

function prodStorage(price: Price): Lines {
  return {
    "storage: packages, GZRS": both(price("gzrsGB")),
    "storage: blobs, hot, GZRS: kept": of(price("gzrsGB"), [50, 500]),
    "storage: blobs, hot, GZRS: writes": of(price("gzrsWrites10K"), [10, 100]),
    "storage: blobs, hot, GZRS: reads": of(price("gzrsReads10K"), [50, 500]),
    "storage: copies to the second region": of(price("geoGB"), [10, 100]),
    "storage: queues: messages sent, received and deleted": of(SAME.queueWrites10K.grs, [60, 300]),
    "storage: queues: looks that find no message": of(SAME.queueReads10K, [440, 1700]),
    "storage: tables: kept": of(price("gzrsTableGB"), [1, 10]),
    "storage: tables: operations": of(SAME.tableOperations10K, [100, 1000]),
    "storage: Functions host: locks and keys": of(price("gzrsWrites10K"), [20, 50]),
  };
}

const prod = (price: Price): Lines => prodBase(price, 9, 5, both(0));

/** The example that has every optional service. */
function everything(price: Price): Lines {
  // Its one topic is a system topic, which has no log of each event.
  const moreLogs = sum(records([1e6, 10e6], [800, 2000]), records([1e6, 10e6], [1000, 2000]));
  return {
    ...prodBase(price, 14, 9, moreLogs),
    // Each event is taken and delivered; the first 100,000 are free.
    "eventGrid: operations": of(SAME.events100K, above(1, [2, 40])),
    "b2c: users of the tenant, Premium P1": both(0),
    "apim: Premium, units: 1": both(HOURS * SAME.apimPremiumHour),
    "apim: public IP address": both(HOURS * SAME.publicIpHour),
    "apim: 2 private DNS zones of its hosts": both(2 * SAME.zone),
    "cdn: profile, second": both(SAME.doorBase),
    "cdn: requests, second": of(price("doorRequests10K"), [100, 1000]),
    "cdn: out to clients, second": of(price("doorOutGB"), [50, 500]),
    "cdn: in from clients, second": of(price("doorInGB"), [1, 10]),
    "cdn: public assets": of(price("gzrsGB"), [5, 50]),
    "containerRegistry: Premium registry": both((HOURS / 24) * SAME.registryDay),
    "containerRegistry: images beyond 500 GB": both(0),
    "redis: Balanced_B0, two nodes": both(2 * HOURS * price("redisB0Hour")),
    "serviceBus: Premium, messaging units: 1": both(HOURS * SAME.busUnitHour),
  };
}

function estimateOf(environment: "dev" | "prod" | "production", location: Location): CostEstimate {
  const options: BackendOptions = { project: "feedback", location };
  if (environment !== "production")
    return estimateCost(planBackend({ feedbackApi, processUploadFunction }, { ...options, environment }));
  // As in examples/production/main.ts.
  return estimateCost(
    planBackend(production, {
      ...options,
      environment: "prod",
      root: join(__dirname, "../../examples/production"),
      functionApp: { publicNetworkAccess: false },
      keyVault: { secrets: { "mail-key": {} } },
      optional: {
        apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" },
        serviceBus: { sku: { name: "Premium" } },
        redis: true,
        cdn: true,
        containerRegistry: true,
        b2c: {
          tenantName: "contosoauth",
          createTenant: { countryCode: "US", dataResidency: "United States" },
          clientIds: ["11112222-bbbb-3333-cccc-4444dddd5555"],
        },
      },
      monitoring: { actionGroups: { "ops-team": { emails: ["on-call@contoso.com"] } } },
    }),
  );
}

const hands = { dev, prod, production: everything };
const cases = (["dev", "prod", "production"] as const).flatMap((environment) =>
  LOCATIONS.map((location) => [environment, location] as const),
);
/** Half a cent of rounding, and what binary fractions add. */
const ROUNDING = 0.005 + 1e-6;

test.each(cases)(
  "every line of %s in %s is what it is by hand, rounded to cents",
  (environment, location) => {
    const { lines, total, unknown } = estimateOf(environment, location);
    const byHand = hands[environment]((name) => PRICES[name][LOCATIONS.indexOf(location)] ?? NaN);
    const named = new Map(
      lines.map((line) => [
        `${line.service}: ${line.item}${line.region === location ? "" : ", second"}`,
        line.cost,
      ]),
    );
    expect([...named.keys()].sort()).toEqual(Object.keys(byHand).sort());
    const wrong = Object.entries(byHand).filter(([name, [low, high]]) => {
      const cost = named.get(name) ?? { low: NaN, high: NaN };
      return !(Math.abs(cost.low - low) <= ROUNDING && Math.abs(cost.high - high) <= ROUNDING);
    });
    expect(wrong.map(([name, hand]) => ({ name, hand, estimated: named.get(name) }))).toEqual([]);
    const [low, high] = sum(...Object.values(byHand));
    expect(Math.abs(total.low - low)).toBeLessThanOrEqual(lines.length * ROUNDING);
    expect(Math.abs(total.high - high)).toBeLessThanOrEqual(lines.length * ROUNDING);
    expect(unknown).toEqual([]);
  },
);
