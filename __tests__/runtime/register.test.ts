import type { HttpFunctionOptions } from "@azure/functions";
import { app } from "@azure/functions";
import {
  type CrudApi,
  type HttpApp,
  crudHandlers,
  defineCrudApi,
  memoryStore,
  registerCrudApi,
} from "../../lib/runtime";

const api = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/id",
  schema: { text: "string" },
});

function registered(routes: CrudApi["routes"] = {}, options = {}): readonly string[] {
  const told: string[] = [];
  const http = (name: string, { methods = [], route, authLevel }: HttpFunctionOptions): void => {
    told.push(`${name} ${methods.join()} ${route} ${authLevel}`);
  };
  registerCrudApi({ http }, { ...api, routes }, memoryStore(), options);
  return told;
}

test("each operation is a function of its own, which needs a key", () => {
  expect(registered()).toEqual([
    "notes-create POST notes function",
    "notes-read GET,HEAD notes/{id} function",
    "notes-update PUT notes/{id} function",
    "notes-delete DELETE notes/{id} function",
    "notes-list GET,HEAD notes function",
  ]);
});

test("only the operations in routes are registered, with their own levels", () => {
  const routes = { create: false, update: false, delete: false, list: { pageSize: 5 } };
  expect(registered(routes, { authLevel: "anonymous" })).toEqual([
    "notes-read GET,HEAD notes/{id} anonymous",
    "notes-list GET,HEAD notes anonymous",
  ]);
  expect(registered({ read: true, list: false })).not.toContain("notes-list GET,HEAD notes function");
});

test("every reason why a declaration cannot be served is reported at once", () => {
  const change = { partitionKey: "/other", routes: { list: { pageSize: 0 } } } as const;
  expect(() => crudHandlers({ ...api, ...change }, memoryStore())).toThrow(
    [
      'CRUD API "notes" cannot be served',
      "  routes.list.pageSize: must be a whole number from 1 to 1000, got 0; correct it, or remove it for the default of 100",
      "  partitionKey: the schema has no field other; use a field of the schema, or /id",
    ].join("\n"),
  );
});

test.each(["function", "admin", "anonymous"] as const)(
  "an API sets the level of its callers: %s",
  (authLevel) => {
    const told: string[] = [];
    const http = (_name: string, options: HttpFunctionOptions): void => {
      told.push(String(options.authLevel));
    };
    registerCrudApi({ http }, { ...api, authLevel }, memoryStore());
    expect(new Set(told)).toEqual(new Set([authLevel]));
    registerCrudApi({ http }, { ...api, authLevel }, memoryStore(), { authLevel: "admin" });
    expect(told.at(-1)).toBe("admin");
  },
);

test("the app of @azure/functions can be given to the registration", () => {
  expect<HttpApp>(app).toHaveProperty("http");
});

test.each<[string, Partial<CrudApi>, string]>([
  ["a system field", { schema: { _ts: "number" } }, "schema._ts: is a system field of Cosmos DB"],
  ["an id that is no text", { schema: { id: "number" } }, 'schema.id: must be "string", got "number"'],
  [
    "a pattern that is none",
    { schema: { text: { type: "string", validation: { pattern: "(" } } } },
    'schema.text.validation.pattern: must be a Unicode regular expression, got "("',
  ],
  [
    "a default that the schema forbids",
    { schema: { text: { type: "string", default: 1 } } },
    "schema.text.default: must be of type string, got 1",
  ],
  ["a partition by nothing", { partitionKey: "/other" }, "partitionKey: the schema has no field other"],
  [
    "a partition into a text",
    { partitionKey: "/text/a" },
    "partitionKey: must be a path of a single value: text has type string, not object",
  ],
  [
    "a partition by a list",
    { partitionKey: "/a", schema: { a: "array" } },
    "partitionKey: must be a path of a single value: a has type array",
  ],
  [
    "a page that is too large",
    { routes: { list: { pageSize: 1001 } } },
    "routes.list.pageSize: must be a whole number from 1 to 1000, got 1001",
  ],
  [
    "an order by nothing",
    { routes: { list: { sortBy: "other" } } },
    'routes.list.sortBy: must be one of id, text, got "other"',
  ],
])("a declaration that cannot be served is refused at once: %s", (_name, change, message) => {
  expect(() => crudHandlers({ ...api, ...change }, memoryStore())).toThrow(
    `CRUD API "notes" cannot be served\n  ${message}`,
  );
});

test("a store that cannot be made fails the calls of its API, each with the reason in the log, and is reported once", async () => {
  const logged = jest.spyOn(console, "error").mockImplementation();
  const handlers: HttpFunctionOptions["handler"][] = [];
  const http = (_name: string, { handler }: HttpFunctionOptions): void => {
    handlers.push(handler);
  };
  const cause = new Error("NOTES_COSMOS_DATABASE is not there");
  const onFault = jest.fn();
  const store = (): never => {
    throw cause;
  };
  registerCrudApi({ http }, api, store, { onFault });
  expect(onFault.mock.calls).toEqual([[cause]]);
  expect(logged.mock.calls.map(String)).toEqual([
    'Error: CRUD API "notes" cannot answer: NOTES_COSMOS_DATABASE is not there',
  ]);
  logged.mockRestore();
  expect(handlers).toHaveLength(5);
  for (const handler of handlers) {
    const error = jest.fn();
    expect(await handler({} as never, { error } as never)).toMatchObject({ status: 500 });
    expect(error.mock.calls).toEqual([[expect.objectContaining({ cause })]]);
  }
});

test("a store that is made on registration serves like a given one", () => {
  const told: string[] = [];
  const http = (name: string): void => {
    told.push(name);
  };
  registerCrudApi({ http }, api, () => memoryStore());
  expect(told).toHaveLength(5);
});
