import { defineCrudApi, defineFunction } from "../../../lib";
import { problemsOf } from "../../support/problems";

const ordersApi = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string", number: "number", note: "string", at: "timestamp", place: "object" },
});
const api = (differences: object) => ({ api: { ...ordersApi, ...differences } });
const told = (options: object, components: object): readonly string[] =>
  problemsOf(options, components).map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);

describe("two declarations of one container", () => {
  const mine = {
    defaultTtl: 60,
    uniqueKeys: [["/number", "/note"], ["/at"]],
    indexingPolicy: { excludedPaths: ["/place/*"] },
  };
  const theirs = {
    defaultTtl: 120,
    uniqueKeys: [["/number"]],
    indexingPolicy: { excludedPaths: ["/note/?", "/place/*"] },
  };

  test.each(["defaultTtl", "uniqueKeys", "indexingPolicy"] as const)(
    "two declarations of one container cannot disagree about %s",
    (setting) => {
      const containers = { orders: { [setting]: mine[setting] } };
      const [found, ...others] = problemsOf({ cosmos: { containers } }, api({ [setting]: theirs[setting] }));
      expect(others).toEqual([]);
      expect(found).toEqual({
        path: `components.api.${setting}`,
        message: `container "orders" has ${JSON.stringify(theirs[setting])} here and ${JSON.stringify(mine[setting])} in cosmos.containers.orders.${setting}`,
        fix: "set the same value in both, or remove one of them",
        from: [
          "your components",
          `your options (cosmos.containers.orders.${setting} = ${JSON.stringify(mine[setting])})`,
        ],
      });
    },
  );

  test("two declarations agree in any order and spelling", () => {
    const containers = {
      orders: {
        partitionKey: ["/customer"],
        defaultTtl: 60,
        uniqueKeys: [["/at"], ["/note", "/number"]],
        indexingPolicy: { includedPaths: ["/*"], excludedPaths: ['/"place"/*'], compositeIndexes: [] },
      },
    };
    expect(told({ cosmos: { containers } }, api(mine))).toEqual([]);
  });

  test("two declarations cannot disagree about the partition key either, whichever they are", () => {
    const trigger = { type: "cosmosDB", container: "orders", partitionKey: "/number" } as const;
    const audit = defineFunction({ name: "audit", entry: "./src/audit.ts", trigger });
    expect(told({}, { ...api({}), audit })).toEqual([
      'components.audit.trigger.container: container "orders" has the partition key /number here and /customer in ' +
        "components.api; set the same partition key in both, or give one of them another name",
    ]);
  });

  test("one of two declarations has the partition key", () => {
    const trigger = { type: "cosmosDB", container: "events" } as const;
    const audit = defineFunction({ name: "audit", entry: "./src/audit.ts", trigger });
    const containers = { events: { defaultTtl: 60 } };
    expect(told({ cosmos: { containers } }, { audit })).toEqual([
      "cosmos.containers.events: partitionKey is missing; add partitionKey",
    ]);
    const made = defineFunction({ ...audit, trigger: { ...trigger, partitionKey: "/source" } });
    expect(told({ cosmos: { containers } }, { audit: made })).toEqual([]);
  });
});
