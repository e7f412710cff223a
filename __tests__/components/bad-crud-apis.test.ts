import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const bad = (path: string, message: string, fix: string) =>
  problem(`components.api.${path}`, message, fix, "your components");
/** A declaration as JavaScript could make it. */
const api = (differences: object): object => ({ api: { ...feedbackApi, ...differences } });
const schema = (fields: object): object => ({ schema: { id: "string", ...fields } });

const ONE = "use one of them";

describe("a CRUD API that could not be served", () => {
  test.each<[string, object, ReturnType<typeof bad>]>([
    [
      "a name that the host takes",
      { name: "admin" },
      bad("name", "is reserved: the Functions host uses the route admin", "choose another name"),
    ],
    [
      "a plural that is none",
      { entityNamePlural: "" },
      bad(
        "entityNamePlural",
        'must be the plural name of the items, got ""',
        'give one such as "Entries", or remove it',
      ),
    ],
    [
      "a level that is none",
      { authLevel: "user" },
      bad("authLevel", 'must be one of function, admin, anonymous, got "user"', ONE),
    ],
    [
      "a partition by a list",
      { partitionKey: "/field", ...schema({ field: "array" }) },
      bad(
        "partitionKey",
        "must be a path of a single value: field has type array",
        "use a field with a single value",
      ),
    ],
    [
      "a partition by an object",
      { partitionKey: "/field", ...schema({ field: "object" }) },
      bad(
        "partitionKey",
        "must be a path of a single value: field has type object",
        "use a field inside it, such as /field/city",
      ),
    ],
    [
      "a partition into a text",
      { partitionKey: "/field/city", ...schema({ field: "string" }) },
      bad(
        "partitionKey",
        "must be a path of a single value: field has type string, not object",
        "use /field, or change field to type object",
      ),
    ],
    [
      "routes that are none",
      { routes: 5 },
      bad("routes", "must be an object, got 5", "write it like { delete: false }"),
    ],
    [
      "a route that is neither",
      { routes: { create: "no" } },
      bad("routes.create", 'must be true or false, got "no"', ONE),
    ],
    [
      "a list that is none",
      { routes: { list: 50 } },
      bad("routes.list", "must be true or false, or an object such as { pageSize: 50 }, got 50", ONE),
    ],
    ...[0, 1001, 1.5, "50", null].map((pageSize): [string, object, ReturnType<typeof bad>] => [
      `a page of ${JSON.stringify(pageSize)}`,
      { routes: { list: { pageSize } } },
      bad(
        "routes.list.pageSize",
        `must be a whole number from 1 to 1000, got ${JSON.stringify(pageSize)}`,
        "correct it, or remove it for the default of 100",
      ),
    ]),
    [
      "an order by nothing",
      { routes: { list: { sortBy: "ratnig" } } },
      bad("routes.list.sortBy", 'must be one of id, rating, got "ratnig". Did you mean "rating"?', ONE),
    ],
    [
      "an order by a list",
      { ...schema({ tags: "array" }), routes: { list: { sortBy: "tags" } } },
      bad("routes.list.sortBy", 'must be one of id, got "tags"', ONE),
    ],
  ])("a CRUD API that could not be served is refused: %s", (_what, differences, expected) => {
    expect(problemsOf({}, api(differences))).toEqual([expected]);
  });

  test("a CRUD API that could not be served is refused with every problem", () => {
    const differences = {
      entityName: "",
      authLevel: "user",
      partitionKey: "/other",
      schema: { _ts: "number", field: { type: "string", default: 5 } },
      routes: { list: { pageSize: 0 } },
      defaultTtl: 0,
    };
    expect(problemsOf({}, api(differences)).map(({ path }) => path)).toEqual(
      [
        "entityName",
        "authLevel",
        "schema._ts",
        "schema.field.default",
        "defaultTtl",
        "routes.list.pageSize",
        "partitionKey",
      ].map((path) => `components.api.${path}`),
    );
  });
});

test("a CRUD API with every allowed field is accepted", () => {
  const differences = {
    entityNamePlural: "Entries",
    authLevel: "admin",
    partitionKey: "/place/city",
    schema: {
      id: {
        type: "string",
        required: true,
        description: "What it is.",
        validation: { min: 3, max: 3, pattern: "^[a-z]+$" },
      },
      place: "object",
      state: { type: "string", default: "open", validation: { enum: ["open", "done"] } },
      stars: { type: "number", default: 3, validation: { min: 1, max: 5, enum: [1, 3, 5] } },
      at: { type: "timestamp", default: "2026-01-31T09:30:00Z" },
      public: { type: "boolean", default: false },
      tags: { type: "array", validation: { min: 0, max: 3 } },
    },
    routes: { create: true, list: { pageSize: 1000, sortBy: "at" } },
  };
  expect(problemsOf({}, api(differences))).toEqual([]);
});
