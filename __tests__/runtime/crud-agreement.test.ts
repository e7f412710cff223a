import fc from "fast-check";
import { BackendConfigError, type CrudApi, defineCrudApi, planBackend } from "../../lib";
import { crudHandlers, memoryStore } from "../../lib/runtime";

/** Right nearly always, and wrong now and then. */
const mostly = (right: readonly unknown[], wrong: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );
const ANY = { requiredKeys: [] };

const FIELDS = {
  rating: "number",
  state: "string",
  at: "timestamp",
  place: "object",
  tags: "array",
  ttl: "number",
};
const validation = fc.record(
  {
    min: mostly([0, 1, 2], [-1, 1.5, 600, "1"]),
    max: mostly([5, 40, 300], [0, NaN]),
    pattern: mostly(["^[a-z0-9-]+$", ""], ["(", 5]),
    enum: mostly([["open"], [1, 2]], [[], ["a", "a"], "open"]),
  },
  ANY,
);
const field = fc.oneof(
  {
    weight: 4,
    arbitrary: mostly(["string", "number", "boolean", "timestamp", "object", "array"], ["uuid", null]),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        type: mostly(["string", "number", "timestamp", "array"], ["text", undefined]),
        required: mostly([true, false], ["yes"]),
        default: mostly(["open", 1, "2026-01-31T09:30:00Z", false], [{}, Infinity, ""]),
        validation: fc.oneof({ weight: 1, arbitrary: validation }, { weight: 3, arbitrary: fc.constant({}) }),
      },
      { requiredKeys: ["type"] },
    ),
  },
);
const path = mostly(
  ["/*", "/rating/?", "/place/*", "/at/?", '/"state"/?'],
  ["/rating", "/id/?", "/_etag/?", "/x/?"],
);
const composite = fc.record({
  path: mostly(["/rating", "/state", "/at"], ["/rating/?", "/x"]),
  order: mostly(["ascending", "descending"], ["up"]),
});
const indexingPolicy = fc.oneof(
  fc.constantFrom({}, { excludedPaths: ["/at/?"] }, { includedPaths: ["/at/?"], excludedPaths: ["/*"] }),
  fc.record(
    {
      includedPaths: fc.uniqueArray(path, { maxLength: 2 }),
      excludedPaths: fc.uniqueArray(path, { maxLength: 2 }),
      compositeIndexes: fc.array(fc.array(composite, { minLength: 1, maxLength: 3 }), { maxLength: 1 }),
    },
    ANY,
  ),
);
const declaration = fc.record(
  {
    name: mostly(["things", "order-lines"], ["Things", "admin", ""]),
    entityName: mostly(["Thing"], ["", 5]),
    entityNamePlural: mostly(["Things"], [""]),
    partitionKey: mostly(["/id", "/rating", "/place/city", "/state"], ["id", "/", "/other", "/tags"]),
    schema: fc
      .dictionary(mostly(Object.keys(FIELDS), ["id", "_ts", "constructor"]) as fc.Arbitrary<string>, field, {
        maxKeys: 2,
      })
      .map((differences) => ({ ...FIELDS, ...differences })),
    routes: fc.record(
      {
        create: mostly([true, false], ["no"]),
        list: fc.oneof(
          fc.boolean(),
          fc.record(
            {
              pageSize: mostly([1, 50, 1000], [0, 1001, 2.5]),
              sortBy: mostly(["id", "rating", "at"], ["tags", "x"]),
            },
            ANY,
          ),
        ),
      },
      ANY,
    ),
    authLevel: mostly(["function", "admin", "anonymous"], ["user"]),
    defaultTtl: mostly([-1, 60], [0, 1.5, 2 ** 31]),
    uniqueKeys: mostly([[], [["/rating"]], [["/state", "/at"]]], [[[]], [["/id"]], [["/x"]], "/rating"]),
    indexingPolicy,
  },
  { requiredKeys: ["name", "entityName", "partitionKey", "schema"] },
);

function isPlanned(api: CrudApi): boolean {
  try {
    planBackend({ api }, { project: "feedback", location: "eastus2" });
    return true;
  } catch (error) {
    if (error instanceof BackendConfigError) return false;
    throw error;
  }
}

function isServed(api: CrudApi): boolean {
  try {
    crudHandlers(api, memoryStore());
    return true;
  } catch (error) {
    if (!String(error).includes("cannot be served")) throw error;
    return false;
  }
}

test("every accepted plan can be served, as declared and as packaged, and the other way round", () => {
  const seen = { planned: 0, refused: 0 };
  fc.assert(
    fc.property(declaration, (said) => {
      const api = defineCrudApi(said as unknown as CrudApi);
      const planned = isPlanned(api);
      seen[planned ? "planned" : "refused"] += 1;
      expect(isServed(api)).toBe(planned);
      if (planned) expect(isServed(JSON.parse(JSON.stringify(api)) as CrudApi)).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(Math.min(seen.planned, seen.refused)).toBeGreaterThan(20);
}, 120_000);
