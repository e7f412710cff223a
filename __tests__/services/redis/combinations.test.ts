import fc from "fast-check";
import { BackendConfigError, defineFunction, planBackend } from "../../../lib";
import { assignmentName } from "../../../lib/services/redis/assignment-name";
import { cacheTiers } from "../../../lib/services/redis/skus";
import { feedbackApi } from "../../support/sample";

const sessions = defineFunction({
  name: "sessions",
  entry: "./x.ts",
  trigger: { type: "http" },
  access: [{ type: "redis", action: "write" }],
});

describe("the name of an access policy assignment", () => {
  const slot = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?$/);

  test("the name of an access policy assignment is accepted by Azure, and different for slots", () => {
    expect([assignmentName({}), assignmentName({ slot: "staging" })]).toEqual(["functionApp", "slotstaging"]);
    expect(assignmentName({ slot: "blue-green" })).not.toBe(assignmentName({ slot: "bluegreen" }));
    fc.assert(
      fc.property(slot, slot, (one, other) => {
        expect(assignmentName({ slot: one })).toMatch(/^[A-Za-z0-9]{1,60}$/);
        expect(assignmentName({ slot: one }) === assignmentName({ slot: other })).toBe(one === other);
      }),
    );
  });
});

test("every combination of options is planned, or refused with every reason", () => {
  const any = { requiredKeys: [] };
  const redis = fc.record(
    {
      engine: fc.constantFrom("managed" as const, "cache" as const),
      sku: fc.record(
        {
          name: fc.constantFrom("Balanced_B0" as const, "MemoryOptimized_M50" as const, "Basic", "Premium"),
          family: fc.constantFrom("C" as const, "P" as const),
          capacity: fc.integer({ min: 0, max: 6 }),
        },
        any,
      ),
      enableNonSslPort: fc.constantFrom(false, false, false, true),
      highAvailability: fc.boolean(),
      evictionPolicy: fc.constantFrom("NoEviction" as const, "AllKeysLRU" as const),
      clusteringPolicy: fc.constantFrom("NoCluster" as const, "OSSCluster" as const),
      minimumTlsVersion: fc.constant("1.2" as const),
    },
    any,
  );
  const outcomes = { planned: 0, refused: 0 };
  fc.assert(
    fc.property(redis, fc.constantFrom("dev", "prod"), (said, environment) => {
      const options = { project: "feedback", location: "eastus2", environment, optional: { redis: said } };
      try {
        const plan = planBackend({ feedbackApi, sessions }, options).services.redis;
        if (!plan.enabled || "existing" in plan) throw new Error("it was asked for");
        if (said.engine !== undefined) expect(plan.engine).toBe(said.engine);
        if (plan.engine === "cache") {
          const { family, smallest, largest } = cacheTiers[plan.skuName];
          expect(plan.family).toBe(family);
          expect(plan.capacity).toBeGreaterThanOrEqual(smallest);
          expect(plan.capacity).toBeLessThanOrEqual(largest);
        }
        outcomes.planned += 1;
      } catch (error) {
        if (!(error instanceof BackendConfigError)) throw error;
        for (const { path, from } of error.problems) {
          expect(path).toMatch(/^optional\.redis\./);
          expect(from).not.toEqual([]);
        }
        outcomes.refused += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(Math.min(outcomes.planned, outcomes.refused)).toBeGreaterThan(10);
});
