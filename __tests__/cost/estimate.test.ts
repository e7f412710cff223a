import fc from "fast-check";
import {
  type BackendOptions,
  type BackendPlan,
  type CostEstimate,
  estimateCost,
  formatCost,
  planBackend,
} from "../../lib";
import { estimateWith } from "../../lib/cost/estimate";
import { priceBook } from "../../lib/cost/price-book";
import { sumOf } from "../../lib/services/contract/service-cost";
import { type CostUsage, CostUsageError, assumptionsOf, usedServices } from "../../lib/cost/usage";
import { serviceNamed, serviceNames } from "../../lib/services";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { HUB, NAT_GATEWAY } from "../support/with-everything";

const components = { feedbackApi, processUploadFunction };
const cosmosId =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/data/providers/Microsoft.DocumentDB/databaseAccounts/shared";

function planned(options: BackendOptions = {}): BackendPlan {
  return planBackend(components, { project: "feedback", location: "eastus2", ...options });
}

function estimated(options: BackendOptions = {}, usage: CostUsage = {}): CostEstimate {
  return estimateCost(planned(options), usage);
}

/** What the lines with a meter cost together. */
function costOf({ lines }: CostEstimate, meter: string): { low: number; high: number } {
  return sumOf(lines.flatMap(({ meter: each, cost }) => (each.startsWith(meter) && cost ? [cost] : [])));
}

describe("an estimate", () => {
  test.each(["dev", "prod"])("an estimate matches the snapshot of %s", (environment) => {
    expect(formatCost(estimated({ environment }))).toMatchSnapshot();
  });

  test("an estimate tells the day of its prices, and where each was read", () => {
    const estimate = estimated({ environment: "prod" });
    expect(formatCost(estimate)).toContain(priceBook.asOf);
    for (const { source } of estimate.lines)
      expect(formatCost(estimate)).toContain(estimate.sources[source]?.url);
  });

  test("an estimate follows the options", () => {
    const prod = { environment: "prod" } as const;
    const ep1 = costOf(estimated(prod), "functions.premium").low;
    expect(ep1).toBeCloseTo(145.93);
    expect(costOf(estimated({ ...prod, functionApp: { plan: "EP2" } }), "functions.premium").low).toBeCloseTo(
      2 * ep1,
      1,
    );
    expect(
      costOf(estimated({ ...prod, functionApp: { zoneRedundant: true } }), "functions.premium").low,
    ).toBeCloseTo(3 * ep1, 1);
    expect(
      costOf(estimated({ functionApp: { plan: "FC1", alwaysOn: true } }), "functions.flex.ready").low,
    ).toBe(21.02);
    const one = estimated({ ...prod, cosmos: { multiRegion: false } });
    expect(costOf(one, "cosmos.autoscale")).toEqual({ low: 35.04, high: 350.4 });
    expect(costOf(estimated(prod), "cosmos.multiWrite")).toEqual({ low: 93.44, high: 934.4 });
    expect(costOf(estimated({ ...prod, networking: { privateEndpoints: false } }), "network.").high).toBe(0);
    const apim = (name: "Premium" | "StandardV2", capacity: number): number =>
      costOf(
        estimated({
          optional: {
            apim: { sku: { name, capacity }, publisherName: "Contoso", publisherEmail: "api@contoso.com" },
          },
        }),
        "apim.",
      ).low;
    expect(apim("Premium", 1)).toBe(2795.17);
    expect(apim("Premium", 2)).toBe(5590.34);
    expect(apim("StandardV2", 2)).toBeCloseTo(0.9589 * 730 + 0.68493 * 730, 1);
  });

  test("an estimate counts backups that are kept beside the free ones", () => {
    const options = { cosmos: { backup: "Periodic", backupIntervalInMinutes: 60 } } as const;
    const [line] = estimated(options, { cosmos: { dataGB: 10 } }).lines.filter(({ meter }) =>
      meter.startsWith("cosmos.backup"),
    );
    expect(line).toMatchObject({ quantity: { low: 60, high: 60 }, cost: { low: 6, high: 6 } });
    expect(line?.meter).toBe("cosmos.backup.periodic.lrs");
    expect(costOf(estimated(), "cosmos.backup").high).toBe(0);
  });

  test("an estimate has the price of the alert on secrets that end", () => {
    const options = {
      environment: "prod",
      keyVault: { secrets: { key: { expires: "2030-01-01" } } },
    } as const;
    const estimate = estimated(options);
    expect(estimate.unknown).toEqual([]);
    expect(costOf(estimate, "monitor.logAlert")).toEqual({ low: 0.5, high: 0.5 });
  });

  test("an estimate sends nothing to Log Analytics above the quota of a day", () => {
    const usage = { logs: { logGB: 1000, telemetryGB: 1000 } };
    const [line] = estimated({ logs: { dailyQuotaGb: 2 } }, usage).lines.filter(
      ({ meter }) => meter === "logs.ingestion",
    );
    expect(line?.quantity).toEqual({ low: 60, high: 60 });
  });

  test("an estimate leaves existing resources on the bill of their owner", () => {
    const estimate = estimated({ external: { cosmos: { id: cosmosId } } });
    expect(estimate.lines.filter(({ service }) => service === "cosmos")).toEqual([]);
    expect(estimate.notes).toContain("external.cosmos is charged to its owner");
    const created = estimated({
      environment: "prod",
      external: { cosmos: { id: cosmosId, createChildren: true } },
    });
    expect(created.lines.filter(({ service }) => service === "cosmos").map(({ part }) => part)).toEqual([
      "fixed",
      "usage",
    ]);
  });

  test("an estimate with an unknown price is a lower bound", () => {
    const { prices: _, ...serverless } = priceBook.meters["cosmos.serverless"] ?? { prices: {} };
    const book = {
      ...priceBook,
      meters: { ...priceBook.meters, "cosmos.serverless": { ...serverless, source: "unknown", prices: {} } },
    } as typeof priceBook;
    const estimate = estimateWith(book, planned(), {});
    expect(estimate.unknown).toEqual(["cosmos: requests, serverless"]);
    expect(estimate.total.low).toBeLessThan(estimated().total.low);
    expect(formatCost(estimate)).toContain("at least $");
    expect(formatCost(estimate)).toMatch(/requests, serverless .* unknown +unknown/);
  });

  test("an estimate assumes production use for an environment that extends prod", () => {
    const environments = { staging: { extends: "prod" }, trial: { extends: "dev" } };
    expect(estimated({ environments, environment: "staging" }).profile).toBe("production");
    expect(estimated({ environments, environment: "trial" }).profile).toBe("development");
  });
});

describe("usage", () => {
  const known = usedServices.flatMap((service) =>
    Object.entries(assumptionsOf(service)).map(([key, { most = 1e6 }]) => ({ service, key, most })),
  );
  /** The more units a request takes, the fewer requests leave a record. */
  const growing = known.filter(({ key }) => key !== "requestUnitsPerRequest");
  const said = fc
    .subarray(growing, { minLength: 1 })
    .chain((keys) =>
      fc.tuple(
        ...keys.map(({ service, key, most }) =>
          fc
            .tuple(
              fc.double({ min: 0, max: most, noNaN: true }),
              fc.double({ min: 0, max: most, noNaN: true }),
            )
            .map(([one, other]) => ({ service, key, low: Math.min(one, other), high: Math.max(one, other) })),
        ),
      ),
    );
  const usageOf = (
    all: readonly { service: string; key: string; low: number; high: number }[],
    factor = 1,
  ): CostUsage => {
    const usage: Record<string, Record<string, object>> = {};
    for (const { service, key, low, high } of all)
      (usage[service] ??= {})[key] = { low: low * factor, high: high * factor };
    return usage;
  };
  const plans = [
    planned(),
    planned({ environment: "prod" }),
    planned({
      functionApp: { plan: "FC1" },
      storage: { accessTier: "Cold" },
      logs: { retentionInDays: 180 },
    }),
  ];

  test("more usage never costs less, low is never above high, and lines add up to the sums", () => {
    fc.assert(
      fc.property(said, fc.constantFrom(...plans), (all, plan) => {
        const more = estimateCost(plan, usageOf(all));
        const less = estimateCost(plan, usageOf(all, 0.5));
        expect(less.total.low).toBeLessThanOrEqual(more.total.low);
        expect(less.total.high).toBeLessThanOrEqual(more.total.high);
        for (const { cost, quantity } of more.lines) {
          expect(quantity.low).toBeLessThanOrEqual(quantity.high);
          expect(cost?.low).toBeLessThanOrEqual(cost?.high ?? 0);
        }
        for (const end of ["low", "high"] as const) {
          const sum = more.lines.reduce((total, { cost }) => total + (cost?.[end] ?? 0), 0);
          expect(more.total[end]).toBeCloseTo(sum, 5);
          expect(more.fixed[end] + more.used[end]).toBeCloseTo(sum, 5);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("each field of usage changes some line of some backend", () => {
    const apim = (name: "Consumption" | "StandardV2", capacity: number) =>
      planned({
        optional: {
          apim: { sku: { name, capacity }, publisherName: "Contoso", publisherEmail: "api@contoso.com" },
        },
      });
    const all = [
      ...plans,
      planned({ functionApp: { plan: "EP1" } }),
      planned({ environment: "prod", ...HUB }),
      planned({ environment: "prod", ...NAT_GATEWAY }),
      planned({ eventGrid: { topics: { orders: true } } }),
      apim("Consumption", 0),
      apim("StandardV2", 1),
      planned({ optional: { cdn: true, containerRegistry: true, redis: true } }),
      planned({ optional: { serviceBus: true } }),
      planned({
        optional: { b2c: { createTenant: { countryCode: "US", dataResidency: "United States" } } },
      }),
    ];
    for (const { service, key, most } of known) {
      const highest = (plan: BackendPlan, amount: number): number =>
        estimateCost(plan, { [service]: { [key]: amount } }).total.high;
      // A share is at most 1, everything else may be as much as it likes.
      const changes = all.some((plan) => highest(plan, 0) !== highest(plan, most === 1 ? 1 : 1e9));
      expect({ service, key, changes }).toEqual({ service, key, changes: true });
    }
  });

  test("usage that is given replaces the assumptions", () => {
    const { total, usage } = estimated({}, { cosmos: { requestUnits: 0, dataGB: { low: 1, high: 2 } } });
    expect(usage.cosmos).toMatchObject({ requestUnits: { low: 0, high: 0 }, dataGB: { low: 1, high: 2 } });
    expect(total.high).toBeLessThan(estimated().total.high);
  });

  test("usage that is impossible is refused with every problem", () => {
    const wrong = {
      cosmoss: {},
      storage: 5,
      cosmos: { dataGb: 1, requestUnits: "many", autoscaleUtilization: 1.5 },
      logs: { logGB: { low: 2, high: 1 }, telemetryGB: -1 },
    } as unknown as CostUsage;
    expect(() => estimated({}, wrong)).toThrow(CostUsageError);
    try {
      estimated({}, wrong);
    } catch (error) {
      expect((error as Error).message).toMatchInlineSnapshot(`
        "feedback (dev): 7 problems
          1. usage.cosmoss: unknown usage. Did you mean "cosmos"?
             fix: use one of networking, logs, cosmos, storage, keyVault, eventGrid, functionApp, b2c, apim, cdn, containerRegistry, serviceBus
          2. usage.logs.logGB: must be 0 or more, with low not above high; got {"low":2,"high":1}
             fix: give such a number, or { low, high }
          3. usage.logs.telemetryGB: must be 0 or more, with low not above high; got -1
             fix: give such a number, or { low, high }
          4. usage.cosmos.dataGb: unknown usage. Did you mean "dataGB"?
             fix: use one of requestUnits, autoscaleUtilization, consumedShare, requestUnitsPerRequest, requests, queryShare, dataGB, recordBytes, partitionKeyRecordBytes
          5. usage.cosmos.requestUnits: must be a number or { low, high }, got "many"
             fix: write it like 150000000 or { low: 30000000, high: 150000000 }
          6. usage.cosmos.autoscaleUtilization: must be from 0 to 1, with low not above high; got 1.5
             fix: give such a number, or { low, high }
          7. usage.storage: must be an object, got 5
             fix: use one or more of blobGB, blobWrites, blobReads, blobReadGB, writtenGB, queueMessages, queuePolls, tableGB, tableOperations, hostWrites, recordBytes"
      `);
    }
  });
});

test.each(serviceNames)("the service %s has assumptions on its usage, or a reason why it is free", (name) => {
  const { cost } = serviceNamed(name);
  expect("free" in cost && cost.free === "").toBe(false);
  for (const usage of Object.values(assumptionsOf(name))) {
    expect(usage.says).not.toBe("");
    if ("follows" in usage) expect(usage.follows).not.toBe("");
    else
      for (const { low, high } of [usage.development, usage.production])
        expect(low).toBeLessThanOrEqual(high);
  }
});
