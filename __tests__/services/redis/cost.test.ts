import { type BackendOptions, type CostEstimate, estimateCost, planBackend } from "../../../lib";
import schema from "../../../lib/decide/options/options.schema.json";
import { cacheTiers } from "../../../lib/services/redis/skus";
import { feedbackApi, processUploadFunction } from "../../support/sample";

type Redis = NonNullable<NonNullable<BackendOptions["optional"]>["redis"]>;

function estimated(redis: Redis, environment = "dev"): CostEstimate {
  return estimateCost(
    planBackend(
      { feedbackApi, processUploadFunction },
      { project: "feedback", location: "eastus2", environment, optional: { redis } },
    ),
  );
}

/** Every size that the options take, as they are published. */
const managed = [...new Set(JSON.stringify(schema).match(/\w+Optimized_[AMX]\d+|Balanced_B\d+/g))];

test("the options have every family and size of Azure Managed Redis", () => {
  expect(managed).toHaveLength(14 + 11 + 12 + 7);
});

test.each(managed)("size %s of Azure Managed Redis has a price, and twice that with a replica", (name) => {
  const cost = (highAvailability: boolean): number => {
    const { lines, unknown } = estimated({ sku: { name }, highAvailability } as Redis);
    expect(unknown).toEqual([]);
    return lines.find(({ service }) => service === "redis")?.cost?.low ?? 0;
  };
  expect(cost(false)).toBeGreaterThan(0);
  expect(cost(true)).toBeCloseTo(2 * cost(false), 1);
});

const sizes = Object.entries(cacheTiers).flatMap(([name, { smallest, largest }]) =>
  Array.from({ length: largest - smallest + 1 }, (_, index) => ({ name, capacity: smallest + index })),
);

test.each(sizes)("size $capacity of tier $name of Azure Cache for Redis has a price", (sku) => {
  const { lines, unknown } = estimated({ engine: "cache", sku } as Redis);
  expect(unknown).toEqual([]);
  expect(lines.find(({ service }) => service === "redis")?.cost?.low).toBeGreaterThan(0);
});

test.each<[Redis, number]>([
  // The hourly prices of East US 2 on 2026-08-15, for 730 hours.
  [{ engine: "cache", sku: { name: "Premium" } }, 0.555 * 730],
  [{ engine: "cache", sku: { name: "Standard", capacity: 6 } }, 2.1 * 730],
  [{ sku: { name: "Balanced_B100" } }, 2.496 * 730],
  [{ sku: { name: "Balanced_B1000" } }, 19.968 * 730],
])("%j costs what its price says", (redis, usd) => {
  expect(estimated(redis).lines.find(({ service }) => service === "redis")?.cost?.low).toBeCloseTo(usd, 2);
});
