import { type BackendOptions, type Components, defineCrudApi, planBackend } from "../../../lib";
import { isIndexed } from "../../../lib/components/cosmos-container/index-paths";
import { synthBackend } from "../../support/synth";

const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string", number: "number", note: "string", at: "timestamp" },
  defaultTtl: 3600,
  uniqueKeys: [["/number"]],
  indexingPolicy: {
    excludedPaths: ["/note/?"],
    compositeIndexes: [
      [
        { path: "/customer", order: "ascending" },
        { path: "/at", order: "descending" },
      ],
    ],
  },
});
const CONTAINER = "azurerm_cosmosdb_sql_container";
const planned = (options: Partial<BackendOptions>, components: Components) =>
  planBackend(components, { project: "shop", location: "eastus2", ...options });

test("a container is made as its API declares it", () => {
  const { platform } = synthBackend({}, { orders: { ...orders, routes: { list: false } } });
  expect(platform.only(CONTAINER)).toMatchObject({
    name: "orders",
    partition_key_paths: ["/customer"],
    default_ttl: 3600,
    unique_key: [{ paths: ["/number"] }],
    indexing_policy: {
      indexing_mode: "consistent",
      included_path: [{ path: "/*" }],
      excluded_path: [{ path: "/note/?" }],
      composite_index: [
        {
          index: [
            { path: "/customer", order: "ascending" },
            { path: "/at", order: "descending" },
          ],
        },
      ],
    },
  });
});

test("the options of an API's container are added to what the API declares", () => {
  const { name, entityName, partitionKey, schema } = orders;
  const api = defineCrudApi({ name, entityName, partitionKey, schema, defaultTtl: 60 });
  const containers = {
    orders: { uniqueKeys: [["/number"]], indexingPolicy: { excludedPaths: ["/number/*"] } },
  };
  const all = { api: { ...api, routes: { list: false } } } as const;
  expect(planned({ cosmos: { containers } }, all).services.cosmos.containers).toEqual([
    {
      name: "orders",
      partitionKeyPaths: ["/customer"],
      defaultTtl: 60,
      uniqueKeys: [["/number"]],
      indexingPolicy: { includedPaths: ["/*"], excludedPaths: ["/number/*"], compositeIndexes: [] },
    },
  ]);
});

test("an index policy that excludes every path gets no further paths", () => {
  const containers = { blobs: { partitionKey: "/source", indexingPolicy: { excludedPaths: ["/*"] } } };
  const { platform } = synthBackend({ cosmos: { containers } }, { orders });
  const { indexing_policy: policy } = platform.all(CONTAINER)["cosmos_container_blobs"] ?? {};
  expect(policy).toEqual({ indexing_mode: "consistent", excluded_path: [{ path: "/*" }] });
});

test("two layers can set one list of an index policy each", () => {
  const containers = { logs: { partitionKey: "/source", indexingPolicy: { excludedPaths: ["/text/?"] } } };
  const environments = {
    qa: {
      extends: "dev",
      cosmos: { containers: { logs: { defaultTtl: 60, indexingPolicy: { includedPaths: ["/*"] } } } },
    },
  } as const;
  const options = { environment: "qa", environments, cosmos: { containers } };
  const { platform } = synthBackend(options, { orders });
  expect(platform.all(CONTAINER)["cosmos_container_logs"]).toMatchObject({
    default_ttl: 60,
    indexing_policy: { included_path: [{ path: "/*" }], excluded_path: [{ path: "/text/?" }] },
  });
});

test("unique keys that refuse no item give a warning", () => {
  const byId = defineCrudApi({ ...orders, partitionKey: "/id" });
  const warnings = (all: Components): readonly string[] =>
    planned({}, all).notes.flatMap(({ level, path }) => (level === "warning" ? [path] : []));
  expect(warnings({ byId })).toContain("components.byId.uniqueKeys");
  expect(warnings({ orders })).not.toContain("components.orders.uniqueKeys");
});

test.each<[object | undefined, string, boolean]>([
  [undefined, "a", true],
  [{}, "a", true],
  [{ excludedPaths: ["/a/?"] }, "a", false],
  [{ excludedPaths: ["/a/*"] }, "a", false],
  [{ excludedPaths: ['/"a"/?'] }, "a", false],
  [{ excludedPaths: ["/a/b/?"] }, "a", true],
  [{ excludedPaths: ["/*"] }, "a", false],
  [{ excludedPaths: ["/*"] }, "id", true],
  [{ excludedPaths: ["/*"], includedPaths: ["/a/*"] }, "a", true],
  [{ excludedPaths: ["/*"], includedPaths: ["/a/b/*"] }, "a", false],
  [{ excludedPaths: ["/a/?"], includedPaths: ["/*", "/a/*"] }, "a", false],
  [{ excludedPaths: ["/a/*"], includedPaths: ["/*", "/a/?"] }, "a", true],
])("the more precise path decides: %j indexes %s: %s", (policy, field, expected) => {
  expect(isIndexed(policy, field)).toBe(expected);
});
