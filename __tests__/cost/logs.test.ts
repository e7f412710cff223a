import { type BackendOptions, type CostEstimate, estimateCost, formatCost, planBackend } from "../../lib";
import { type CostUsage, assumptionsOf } from "../../lib/cost/usage";
import { diagnosticSources } from "../../lib/stacks/diagnostic-sources";
import { serviceNamed, serviceNames } from "../../lib/services";
import { feedbackApi, processUploadFunction } from "../support/sample";

const cosmosId =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/data/providers/Microsoft.DocumentDB/databaseAccounts/shared";

function planned(options: BackendOptions) {
  return planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", ...options },
  );
}

function estimated(options: BackendOptions, usage: CostUsage = {}): CostEstimate {
  return estimateCost(planned(options), usage);
}

describe("the workspace", () => {
  const gigabytes = (options: BackendOptions, usage: CostUsage): number =>
    estimated(options, usage).lines.find(({ meter }) => meter === "logs.ingestion")?.quantity.high ?? 0;
  const prod = { environment: "prod" } as const;
  const apim = {
    sku: { name: "StandardV2" },
    publisherName: "Contoso",
    publisherEmail: "api@contoso.com",
  } as const;
  const everything: BackendOptions = {
    ...prod,
    eventGrid: { topics: { orders: true } },
    optional: { apim, cdn: true },
  };

  test("the workspace has a record of each request that is logged", () => {
    const usage = (blobReads: number): CostUsage => ({ storage: { blobReads, recordBytes: 1000 } });
    expect(gigabytes(prod, usage(5_000_000)) - gigabytes(prod, usage(0))).toBeCloseTo(5);
    const off = { ...prod, logs: { diagnostics: { StorageRead: false } } } as const;
    expect(gigabytes(off, usage(5_000_000))).toBe(gigabytes(off, usage(0)));
  });

  test.each<
    [
      service: "cosmos" | "storage" | "keyVault" | "eventGrid" | "apim" | "cdn",
      usage: string,
      ...categories: string[],
    ]
  >([
    ["cosmos", "requests", "DataPlaneRequests", "QueryRuntimeStatistics", "PartitionKeyRUConsumption"],
    ["storage", "blobReads", "StorageRead"],
    ["storage", "blobWrites", "StorageWrite"],
    ["storage", "queuePolls", "StorageRead"],
    ["storage", "hostWrites", "StorageWrite"],
    ["keyVault", "operations", "AuditEvent"],
    ["eventGrid", "events", "DataPlaneRequests"],
    ["apim", "calls", "GatewayLogs"],
    ["cdn", "requests", "FrontDoorAccessLog"],
    ["storage", "queueMessages", "StorageRead", "StorageWrite", "StorageDelete"],
  ])("the workspace grows with %s.%s, unless %s is left out", (service, key, ...categories) => {
    const grows = (options: BackendOptions): boolean =>
      gigabytes(options, { [service]: { [key]: 1e9 } }) >
      gigabytes(options, { [service]: { [key]: 0 } }) + 400;
    expect(grows(everything)).toBe(true);
    const diagnostics = Object.fromEntries(categories.map((category) => [category, false]));
    expect(grows({ ...everything, logs: { diagnostics } })).toBe(false);
  });

  test("the workspace has both kinds of requests of tables", () => {
    const grows = (diagnostics: NonNullable<BackendOptions["logs"]>["diagnostics"]): number => {
      const options: BackendOptions = { ...prod, logs: { diagnostics: diagnostics ?? {} } };
      const usage = (tableOperations: number): CostUsage => ({
        storage: { tableOperations, recordBytes: 1000 },
      });
      return gigabytes(options, usage(2_000_000)) - gigabytes(options, usage(0));
    };
    expect(grows({})).toBeCloseTo(2);
    expect(grows({ StorageRead: false })).toBeCloseTo(1);
    expect(grows({ StorageRead: false, StorageWrite: false })).toBe(0);
  });

  test("the workspace gets no logs of existing resources, or of a tier without logs", () => {
    const existing = { ...prod, external: { cosmos: { id: cosmosId } } };
    expect(gigabytes(existing, { cosmos: { requests: 1e9 } })).toBe(
      gigabytes(existing, { cosmos: { requests: 0 } }),
    );
    const silent: BackendOptions = {
      ...prod,
      optional: { apim: { ...apim, sku: { name: "Consumption", capacity: 0 } } },
    };
    expect(gigabytes(silent, { apim: { calls: 1e9 } })).toBe(gigabytes(silent, { apim: { calls: 0 } }));
  });

  test("the estimate shows what each category of single requests is, and the option that leaves it out", () => {
    const note = formatCost(estimated(prod));
    expect(note).toMatch(
      /\d\.\d to \d+\.\d GB of it are records of single requests \(AuditEvent 0\.0 to 0\.\d GB, /,
    );
    expect(note).toMatch(/PartitionKeyRUConsumption .* GB, QueryRuntimeStatistics .* GB, StorageDelete/);
    expect(note).toContain("logs.diagnostics.<category>: false leaves a category out");
    const none = Object.fromEntries(
      [
        "AuditEvent",
        "DataPlaneRequests",
        "PartitionKeyRUConsumption",
        "QueryRuntimeStatistics",
        "StorageDelete",
        "StorageRead",
        "StorageWrite",
      ].map((category) => [category, false]),
    );
    expect(formatCost(estimated({ ...prod, logs: { diagnostics: none } }))).not.toContain("single requests");
  });

  test("requests follow from the request units that the estimate pays for, unless they are said", () => {
    const units = (requestUnits: number): CostUsage => ({
      cosmos: {
        requestUnits,
        requestUnitsPerRequest: 5,
        recordBytes: 1000,
        queryShare: 0,
        partitionKeyRecordBytes: 0,
      },
    });
    // A request takes 5 units, and leaves 1,000 bytes: 5 thousand million units are 1,000 GB.
    expect(gigabytes({}, units(5e9)) - gigabytes({}, units(0))).toBeCloseTo(1000);
    const autoscale = (consumedShare: number): CostUsage => ({
      cosmos: { ...units(0).cosmos, autoscaleUtilization: 0.5, consumedShare },
    });
    const seconds = 730 * 3600;
    expect(gigabytes(prod, autoscale(0.1)) - gigabytes(prod, autoscale(0))).toBeCloseTo(
      (4000 * 0.5 * 0.1 * seconds * 1000) / 5 / 1e9,
    );
    const said = { cosmos: { ...units(5e9).cosmos, requests: 1e6 } };
    expect(gigabytes({}, said) - gigabytes({}, units(0))).toBeCloseTo(1);
  });

  test("a queue's message leaves a record for each of its three operations", () => {
    const usage = (queueMessages: number): CostUsage => ({ storage: { queueMessages, recordBytes: 1000 } });
    expect(gigabytes(prod, usage(1e6)) - gigabytes(prod, usage(0))).toBeCloseTo(3);
  });

  test("what somebody says of the logs replaces everything that follows from requests", () => {
    const usage = { logs: { logGB: 7, otherLogGB: 100, telemetryGB: 0 }, cosmos: { requests: 1e12 } };
    expect(gigabytes(prod, usage)).toBe(7);
    expect(formatCost(estimated(prod, usage))).not.toContain("single requests");
    const other = (otherLogGB: number): CostUsage => ({ logs: { otherLogGB } });
    expect(gigabytes(prod, other(9)) - gigabytes(prod, other(2))).toBeCloseTo(7);
  });

  test("what a quota drops is not kept either", () => {
    const options = { ...prod, logs: { dailyQuotaGb: 1, retentionInDays: 61 } };
    const kept = estimated(options, { logs: { logGB: 1000 } }).lines.find(({ item }) =>
      item.startsWith("logs after"),
    );
    expect(kept?.quantity).toEqual({ low: 30, high: 30 });
  });

  test("the workspace gets only categories that the resources of the service send", () => {
    const sent = Object.values(diagnosticSources).flatMap((sources) => sources.flatMap(({ logs }) => logs));
    const logged = serviceNames.flatMap((name) => {
      const { cost } = serviceNamed(name);
      const plan = planned(everything);
      if ("free" in cost) return [];
      const usage = Object.fromEntries(
        Object.entries(assumptionsOf(name)).flatMap(([key, assumed]) =>
          "follows" in assumed ? [] : [[key, assumed.production]],
        ),
      );
      return (cost.logged?.(plan.services[name], usage) ?? []).map(({ category }) => category);
    });
    expect([...new Set(logged)].filter((category) => !sent.includes(category))).toEqual([]);
    expect(logged.length).toBeGreaterThan(8);
  });
});
