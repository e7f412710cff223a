import fc from "fast-check";
import {
  type BackendOptions,
  type Components,
  defineCrudApi,
  defineFunction,
  estimateCost,
  planBackend,
} from "../../../lib";
import type { CosmosContainerSettings } from "../../../lib/services/cosmos/settings";
import { problem, problemsOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const CONTAINER = "azurerm_cosmosdb_sql_container";
const PROD = { environment: "prod" };

function apis(count: number): Components {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `a${index}`,
      defineCrudApi({
        name: `c-${index}`,
        entityName: "Thing",
        partitionKey: "/id",
        schema: { id: "string" },
      }),
    ]),
  );
}

function named(count: number, container: CosmosContainerSettings): Record<string, CosmosContainerSettings> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`d-${index}`, container]));
}

const planned = (options: Partial<BackendOptions>, components: Components) =>
  planBackend(components, { project: "shop", location: "eastus2", ...options });

describe("containers that share throughput", () => {
  test("containers that share throughput are 25 at most", () => {
    expect(problemsOf(PROD, apis(25))).toEqual([]);
    expect(problemsOf(PROD, apis(26))).toEqual([
      problem(
        "cosmos.containers",
        "26 containers share the throughput of one database, but Azure allows 25",
        'give one of them its own throughput, such as cosmos.containers: { "c-9": { maxThroughput: 1000 } }, or set cosmos.mode to "Serverless"',
        "service defaults (cosmos.containers = {})",
        'environment "prod" (cosmos.mode = "Autoscale")',
      ),
    ]);
  });

  test("the container of leases counts as one that shares throughput", () => {
    const hear = defineFunction({
      name: "hear",
      entry: "./src/process-upload.ts",
      trigger: { type: "cosmosDB", container: "c-0" },
    });
    expect(problemsOf(PROD, { ...apis(24), hear })).toEqual([]);
    expect(problemsOf(PROD, { ...apis(25), hear })).toMatchObject([{ path: "cosmos.containers" }]);
  });

  test("containers of the options count too, and none counts in a serverless account", () => {
    const cosmos = { containers: named(10, { partitionKey: "/id" }) };
    expect(problemsOf({ ...PROD, cosmos }, apis(16))).toMatchObject([{ path: "cosmos.containers" }]);
    expect(problemsOf({ environment: "dev", cosmos }, apis(16))).toEqual([]);
  });

  test("any number of containers with throughput of their own fits beside them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 28 }), fc.integer({ min: 0, max: 6 }), (sharing, owning) => {
        const cosmos = { containers: named(owning, { partitionKey: "/id", maxThroughput: 2000 }) };
        expect(problemsOf({ ...PROD, cosmos }, apis(sharing)).length).toBe(sharing > 25 ? 1 : 0);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a container with throughput of its own", () => {
  const cosmos = { containers: { "c-0": { maxThroughput: 3000 } } };

  test("a container with throughput of its own is made with it, beside those that share", () => {
    const { platform } = synthBackend({ ...PROD, cosmos }, apis(2));
    const containers = Object.values(platform.all(CONTAINER));
    expect(containers.map(({ name, autoscale_settings: own }) => [name, own])).toEqual([
      ["c-0", { max_throughput: 3000 }],
      ["c-1", undefined],
    ]);
  });

  test("a container with throughput of its own is paid for in each region, beside the database", () => {
    const items = (options: Partial<BackendOptions>) =>
      estimateCost(planned({ ...PROD, ...options }, apis(2)))
        .lines.filter(({ service }) => service === "cosmos")
        .filter(({ item }) => item.includes("container c-0"))
        .map(({ item, region, quantity }) => [item, region, quantity.low]);
    expect(items({})).toEqual([]);
    expect(items({ cosmos })).toEqual([
      ["autoscale of container c-0 to 3000 RU/s, its least", "eastus2", 219_000],
      ["autoscale of container c-0 to 3000 RU/s, above its least", "eastus2", 0],
      ["autoscale of container c-0 to 3000 RU/s, its least", "centralus", 219_000],
      ["autoscale of container c-0 to 3000 RU/s, above its least", "centralus", 0],
    ]);
  });

  test("a container of a serverless account has no throughput of its own", () => {
    expect(problemsOf({ cosmos: { ...cosmos, mode: "Serverless" } }, apis(1))).toEqual([
      problem(
        "cosmos.containers.c-0.maxThroughput",
        "a container of a serverless account has no throughput setting",
        'set cosmos.mode to "Autoscale", or remove cosmos.containers.c-0.maxThroughput',
        "your options (cosmos.containers.c-0.maxThroughput = 3000)",
        'your options (cosmos.mode = "Serverless")',
      ),
    ]);
  });

  test("a container with throughput of its own makes an account autoscale where no capacity was chosen", () => {
    const plan = planned({ environment: "dev", cosmos }, apis(1));
    expect(plan.settings.cosmos.mode).toBe("Autoscale");
    expect(plan.notes).toContainEqual({
      level: "adjusted",
      path: "cosmos.mode",
      message: '"Autoscale", because a container of a serverless account has no throughput setting',
    });
  });

  test("a warning is given where no container is left to share the database's throughput", () => {
    expect(planned({ ...PROD, cosmos }, apis(1)).notes).toContainEqual({
      level: "warning",
      path: "cosmos.maxThroughput",
      message:
        "every container has its own throughput: the 4000 RU/s of the database are charged but not used",
    });
    expect(
      planned({ ...PROD, cosmos }, apis(2)).notes.filter(({ path }) => path === "cosmos.maxThroughput"),
    ).toEqual([]);
  });

  test.each([500, 1500])("throughput of a container takes steps of 1000, and not %s", (maxThroughput) => {
    expect(
      problemsOf({ ...PROD, cosmos: { containers: { "c-0": { maxThroughput } } } }, apis(1)),
    ).toMatchObject([{ path: "cosmos.containers.c-0.maxThroughput" }]);
  });
});

describe("zones of Cosmos DB", () => {
  const requests = (zoneRedundant: boolean) =>
    estimateCost(planned({ environment: "dev", cosmos: { zoneRedundant } }, apis(1))).lines.find(
      ({ item }) => item === "requests, serverless",
    )?.quantity;
  const total = (zoneRedundant: boolean) =>
    estimateCost(planned({ ...PROD, cosmos: { zoneRedundant } }, apis(1))).total;

  test("zones multiply the price of a serverless request by 1.25, and cost nothing beside autoscale", () => {
    expect(requests(false)).toEqual({ low: 30_000_000, high: 150_000_000 });
    expect(requests(true)).toEqual({ low: 37_500_000, high: 187_500_000 });
    expect(total(true)).toEqual(total(false));
  });

  test("a note says that zones are decided when a region is added", () => {
    const { notes } = planned({ ...PROD, cosmos: { zoneRedundant: true } }, apis(1));
    expect(notes.filter(({ path }) => path === "cosmos.zoneRedundant")).toEqual([
      {
        level: "note",
        path: "cosmos.zoneRedundant",
        message:
          "is set when a region is added: on an existing account, Azure changes it only if the region is removed and added again",
      },
    ]);
  });
});
