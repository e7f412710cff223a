import { defineCrudApi } from "../../../lib";
import { problemsOf } from "../../support/problems";

const orders = {
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string", number: "number", note: "string", at: "timestamp", place: "object" },
} as const;
const ordersApi = defineCrudApi(orders);
/** A declaration as JavaScript could make it. */
const api = (differences: object) => ({ api: { ...ordersApi, ...differences } });
const paths = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `/f${index}`);
const told = (options: object, components: object): readonly string[] =>
  problemsOf(options, components).map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);

const LIKE = "write it like";
const PATH = `${LIKE} "/rating/?" or "/address/*"; put names with characters other than letters, digits and _ in double quotes`;
const UNIQUE = "begin every path with /, and do not use wildcards";
const COMPOSITE = `${LIKE} [[{ path: "/status", order: "ascending" }, { path: "/createdAt", order: "descending" }]]`;
const NUMBER = { path: "/number", order: "ascending" };
const AT = { path: "/at", order: "descending" };

/** Options that Azure refuses, wherever they are said. */
const REFUSED: readonly (readonly [what: string, options: object, at: string, told: string])[] = [
  ...[0, -2, 2 ** 31].map(
    (defaultTtl) =>
      [
        `items that live for ${defaultTtl}`,
        { defaultTtl },
        "defaultTtl",
        `must be -1, or 1 to 2147483647 seconds, got ${defaultTtl}; remove it to keep items forever`,
      ] as const,
  ),
  [
    "eleven unique keys",
    { uniqueKeys: paths(11).map((path) => [path]) },
    "uniqueKeys",
    "has 11 unique keys, but a container allows 10; remove some of them",
  ],
  [
    "a unique key of 17 paths",
    { uniqueKeys: [paths(17)] },
    "uniqueKeys",
    "a unique key has 17 paths, but 16 are allowed; remove some of them",
  ],
  [
    "an empty unique key",
    { uniqueKeys: [[]] },
    "uniqueKeys",
    `a unique key must be a list of paths such as /email, got []; ${UNIQUE}`,
  ],
  [
    "a unique key with a wildcard",
    { uniqueKeys: [["/place/*"]] },
    "uniqueKeys",
    `a unique key must be a list of paths such as /email, got ["/place/*"]; ${UNIQUE}`,
  ],
  [
    "a unique id",
    { uniqueKeys: [["/id"]] },
    "uniqueKeys",
    "/id is a system property of Cosmos DB and cannot be in a unique key; remove /id",
  ],
  [
    "a unique system field",
    { uniqueKeys: [["/number", "/_ts"]] },
    "uniqueKeys",
    "/_ts is a system property of Cosmos DB and cannot be in a unique key; remove /_ts",
  ],
  [
    "one path twice",
    { uniqueKeys: [["/number", "/number"]] },
    "uniqueKeys",
    'a path is listed twice in ["/number","/number"]; list each path once',
  ],
  [
    "one unique key twice",
    {
      uniqueKeys: [
        ["/number", "/note"],
        ["/note", "/number"],
      ],
    },
    "uniqueKeys",
    '["/note","/number"] is listed twice; list each unique key once',
  ],
  [
    "an index path without its end",
    { indexingPolicy: { excludedPaths: ["/note"] } },
    "indexingPolicy.excludedPaths",
    `must be a path that ends in /? for one value or in /* for everything below it, got "/note"; ${PATH}`,
  ],
  [
    "an index path with a sign that needs quotes",
    { indexingPolicy: { includedPaths: ["/*", "/sent-at/?"] } },
    "indexingPolicy.includedPaths",
    `must be a path that ends in /? for one value or in /* for everything below it, got "/sent-at/?"; ${PATH}`,
  ],
  [
    "a policy without a root",
    { indexingPolicy: { includedPaths: ["/note/?"] } },
    "indexingPolicy",
    "neither includes nor excludes /*; add /* to includedPaths to index everything else, or to excludedPaths to index nothing else",
  ],
  [
    "a policy with two roots",
    { indexingPolicy: { includedPaths: ["/*"], excludedPaths: ["/*"] } },
    "indexingPolicy",
    "both includes and excludes /*; add /* to includedPaths to index everything else, or to excludedPaths to index nothing else",
  ],
  [
    "a path that is in and out",
    { indexingPolicy: { includedPaths: ["/*", "/note/?"], excludedPaths: ['/"note"/?'] } },
    "indexingPolicy",
    'lists "note"',
  ],
  [
    "the entity tag left out",
    { indexingPolicy: { excludedPaths: ['/"_etag"/?'] } },
    "indexingPolicy.excludedPaths",
    'Azure excludes _etag by default, and Terraform would show /"_etag"/? as a change on every plan; remove /"_etag"/?',
  ],
  [
    "the id left out",
    { indexingPolicy: { excludedPaths: ["/id/?"] } },
    "indexingPolicy.excludedPaths",
    "Azure always indexes id; remove /id/?",
  ],
  [
    "a composite index of one path",
    { indexingPolicy: { compositeIndexes: [[NUMBER]] } },
    "indexingPolicy.compositeIndexes",
    `a composite index must have 2 to 8 paths, got [{"path":"/number","order":"ascending"}]; ${COMPOSITE}`,
  ],
  [
    "a composite path with a wildcard",
    { indexingPolicy: { compositeIndexes: [[NUMBER, { ...AT, path: "/at/?" }]] } },
    "indexingPolicy.compositeIndexes[0][1].path",
    `must be a path without /? or /* at the end, got "/at/?"; ${LIKE} "/address/city"`,
  ],
  [
    "a composite path without an order",
    { indexingPolicy: { compositeIndexes: [[NUMBER, { path: "/at" }]] } },
    "indexingPolicy.compositeIndexes[0][1]",
    'order is missing; add order, one of "ascending", "descending"',
  ],
  [
    "one composite path twice",
    { indexingPolicy: { compositeIndexes: [[NUMBER, { ...NUMBER, order: "descending" }]] } },
    "indexingPolicy.compositeIndexes",
    'a path is listed twice in [{"path":"/number","order":"ascending"},{"path":"/number","order":"descending"}]; list each path once',
  ],
  [
    "one composite index twice",
    {
      indexingPolicy: {
        compositeIndexes: [
          [NUMBER, AT],
          [NUMBER, AT],
        ],
      },
    },
    "indexingPolicy.compositeIndexes",
    '[{"path":"/number","order":"ascending"},{"path":"/at","order":"descending"}] is listed twice; list each composite index once',
  ],
];

describe("an invalid container", () => {
  const expected = (owner: string, at: string, message: string): string =>
    `${owner}.${at}: ${message === 'lists "note"' ? "lists /note/? twice; list each path once" : message}`;

  test.each(REFUSED)("a container cannot have %s, in an API", (_what, options, at, message) => {
    // What the schema does not have is another matter.
    const fields = Object.fromEntries(paths(17).map((path) => [path.slice(1), "string"]));
    expect(told({}, api({ ...options, schema: { ...orders.schema, ...fields } }))).toEqual([
      expected("components.api", at, message),
    ]);
  });

  test.each(REFUSED)("a container cannot have %s, in the options", (_what, options, at, message) => {
    const containers = { events: { partitionKey: "/source", ...options } };
    expect(told({ cosmos: { containers } }, api({}))).toEqual([
      expected("cosmos.containers.events", at, message),
    ]);
  });

  test.each<[object, string]>([
    [
      { uniqueKeys: "/number" },
      'uniqueKeys: must be a list of lists of paths, got "/number"; write it like [["/email"]]',
    ],
    [
      { indexingPolicy: 5 },
      'indexingPolicy: must be an object, got 5; write it like { excludedPaths: ["/comment/?"] }',
    ],
    [
      { indexingPolicy: { includedPaths: "/*" } },
      'indexingPolicy.includedPaths: must be a list of paths, got "/*"; write it like ["/address/*"]',
    ],
    [
      { indexingPolicy: { compositeIndexes: {} } },
      `indexingPolicy.compositeIndexes: must be a list of lists of paths with their order, got {}; ${COMPOSITE}`,
    ],
    [
      { indexingPolicy: { compositeIndexes: [["/number", AT]] } },
      `indexingPolicy.compositeIndexes[0][0]: must be a path with its order, got "/number"; ${COMPOSITE}`,
    ],
    [
      { indexingPolicy: { spatialIndexes: [] } },
      "indexingPolicy.spatialIndexes: unknown field; use one of includedPaths, excludedPaths, compositeIndexes",
    ],
  ])("a container cannot have a value of another kind: %j", (options, message) => {
    expect(told({}, api(options))).toEqual([`components.api.${message}`]);
    const containers = { events: { partitionKey: "/source", ...options } };
    expect(problemsOf({ cosmos: { containers } }, api({})).length).toBeGreaterThan(0);
  });
});

describe("an invalid container of an API", () => {
  test.each<[string, object, string]>([
    [
      "where a unique key is no field",
      { uniqueKeys: [["/numbre"]] },
      'uniqueKeys: /numbre: the schema has no field numbre. Did you mean "number"?; name a field of the schema, or add it there',
    ],
    [
      "where an index path is no field",
      { indexingPolicy: { excludedPaths: ["/other/*"] } },
      "indexingPolicy.excludedPaths: /other/*: the schema has no field other; name a field of the schema, or add it there",
    ],
    [
      "where a composite path is no field",
      { indexingPolicy: { compositeIndexes: [[NUMBER, { ...AT, path: "/other" }]] } },
      "indexingPolicy.compositeIndexes: /other: the schema has no field other; name a field of the schema, or add it there",
    ],
    [
      "where ttl is no number",
      { defaultTtl: -1, schema: { ...orders.schema, ttl: "string" } },
      'schema.ttl: must be a number: Cosmos DB reads it as the item\'s time to live, because defaultTtl is set; got type string; set it to "number", or rename the field',
    ],
    [
      "where ttl has a default that is none",
      { defaultTtl: -1, schema: { ...orders.schema, ttl: { type: "number", default: 1.5 } } },
      "schema.ttl.default: must be of type integer, got 1.5; set a default that the field allows, or remove it",
    ],
    [
      "where its list is sorted by what is left out",
      { indexingPolicy: { excludedPaths: ["/at/?"] }, routes: { list: { sortBy: "at" } } },
      "routes.list.sortBy: indexingPolicy does not index at, and Cosmos DB sorts only by indexed paths; include /at/? in indexingPolicy, or sort by another field",
    ],
  ])("an API's container is refused: %s", (_what, options, message) => {
    expect(told({}, api(options))).toEqual([`components.api.${message}`]);
  });

  test("an API's container is refused where the options exclude the order of its list, unless the API includes it", () => {
    const indexingPolicy = { includedPaths: ["/customer/?", "/at/?"], excludedPaths: ["/*"] };
    const containers = { orders: { indexingPolicy } };
    expect(told({ cosmos: { containers } }, api({}))).toEqual([
      "cosmos.containers.orders.indexingPolicy: does not index number, note, by which components.api can be sorted: " +
        "Cosmos DB sorts only by indexed paths; index them, or move this policy to components.api.indexingPolicy, " +
        "so that lists are sorted only by indexed fields",
    ]);
    expect(told({ cosmos: { containers } }, api({ indexingPolicy }))).toEqual([]);
    expect(told({ cosmos: { containers } }, api({ routes: { list: false } }))).toEqual([]);
  });
});
