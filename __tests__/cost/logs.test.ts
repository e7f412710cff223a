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
    const usage = (blobReads: number): CostUsage => ({
      storage: { blobReads },
      logs: { requestBytes: 1000 },
    });
    expect(gigabytes(prod, usage(5_000_000)) - gigabytes(prod, usage(0))).toBeCloseTo(5);
    const off = { ...prod, logs: { diagnostics: { StorageRead: false } } } as const;
    expect(gigabytes(off, usage(5_000_000))).toBe(gigabytes(off, usage(0)));
  });

  test.each<
    [
      service: "cosmos" | "storage" | "keyVault" | "eventGrid" | "apim" | "cdn",
      usage: string,
      category: string,
    ]
  >([
    ["cosmos", "requests", "DataPlaneRequests"],
    ["storage", "blobReads", "StorageRead"],
    ["storage", "blobWrites", "StorageWrite"],
    ["storage", "queueOperations", "StorageRead"],
    ["storage", "hostWrites", "StorageWrite"],
    ["keyVault", "operations", "AuditEvent"],
    ["eventGrid", "events", "DataPlaneRequests"],
    ["apim", "calls", "GatewayLogs"],
    ["cdn", "requests", "FrontDoorAccessLog"],
  ])("the workspace grows with %s.%s, unless %s is left out", (service, key, category) => {
    const grows = (options: BackendOptions): boolean =>
      gigabytes(options, { [service]: { [key]: 1e9 } }) >
      gigabytes(options, { [service]: { [key]: 0 } }) + 400;
    expect(grows(everything)).toBe(true);
    expect(grows({ ...everything, logs: { diagnostics: { [category]: false } } })).toBe(false);
  });

  test("the workspace has both kinds of requests of tables", () => {
    const grows = (diagnostics: NonNullable<BackendOptions["logs"]>["diagnostics"]): number => {
      const options: BackendOptions = { ...prod, logs: { diagnostics: diagnostics ?? {} } };
      const usage = (tableOperations: number): CostUsage => ({
        storage: { tableOperations },
        logs: { requestBytes: 1000 },
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

  test("the estimate shows the share of single requests, and the option that leaves them out", () => {
    expect(formatCost(estimated(prod))).toMatch(
      /GB of it are single requests \(AuditEvent, DataPlaneRequests, StorageRead, StorageWrite\), which logs\.diagnostics\.<category>: false leaves out/,
    );
    const none = { AuditEvent: false, DataPlaneRequests: false, StorageRead: false, StorageWrite: false };
    expect(formatCost(estimated({ ...prod, logs: { diagnostics: none } }))).not.toContain("single requests");
  });

  test("the workspace gets only categories that the resources of the service send", () => {
    const sent = Object.values(diagnosticSources).flatMap((sources) => sources.flatMap(({ logs }) => logs));
    const logged = serviceNames.flatMap((name) => {
      const { cost } = serviceNamed(name);
      const plan = planned(everything);
      if ("free" in cost) return [];
      const usage = Object.fromEntries(
        Object.entries(assumptionsOf(name)).map(([key, { production }]) => [key, production]),
      );
      return (cost.logged?.(plan.services[name], usage) ?? []).map(({ category }) => category);
    });
    expect([...new Set(logged)].filter((category) => !sent.includes(category))).toEqual([]);
    expect(logged.length).toBeGreaterThan(8);
  });
});
