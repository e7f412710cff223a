import { execFileSync } from "node:child_process";
import { type CrudApi, defineCrudApi, openApiOf } from "../../lib/runtime";

const feedback = defineCrudApi({
  name: "feedback",
  entityName: "Feedback",
  entityNamePlural: "Feedback",
  partitionKey: "/id",
  schema: {
    rating: { type: "number", required: true, description: "Stars", validation: { min: 1, max: 5 } },
    mood: { type: "string", default: "calm", validation: { enum: ["calm", "cross"], pattern: "^c", max: 5 } },
    at: "timestamp",
    tags: { type: "array", validation: { min: 1, max: 3 } },
  },
});
const orders = defineCrudApi({
  name: "order-lines",
  entityName: "Order line",
  partitionKey: "/address/city",
  schema: { id: { type: "string", required: true }, address: "object" },
  routes: { update: false, delete: false, list: { pageSize: 5 } },
});
/** An ES module, which Node 20 loads in a process of its own only. */
const validation = `
import { Validator } from "@seriousme/openapi-schema-validator";
const validator = new Validator();
const result = await validator.validate(JSON.parse(process.argv.at(-1)));
console.log(JSON.stringify({ ...result, version: validator.version }));
`;
const about = { title: "Shop", version: "1.2.3" };

test.each<[string, readonly CrudApi[], object]>([
  ["two APIs", [feedback, orders], {}],
  ["no API", [], {}],
  [
    "APIs of all levels",
    [
      { ...feedback, authLevel: "admin" },
      { ...orders, authLevel: "anonymous" },
    ],
    {},
  ],
  ["an open API", [feedback], { authLevel: "anonymous", server: "https://example.com/v1" }],
])("the document of %s is OpenAPI 3.1", (_name, apis, options) => {
  const input = JSON.stringify(openApiOf(apis, { ...about, ...options }));
  const args = ["--input-type=module", "--eval", validation, input];
  const output = execFileSync(process.execPath, args, { cwd: __dirname, encoding: "utf8" });
  expect(JSON.parse(output)).toEqual({ valid: true, version: "3.1" });
});

test("the document is the same whatever the order of the declarations", () => {
  const { rating, mood, at, tags } = feedback.schema;
  const turned = { ...feedback, schema: { tags, at, mood, rating } };
  expect(JSON.stringify(openApiOf([orders, turned], about))).toBe(
    JSON.stringify(openApiOf([feedback, orders], about)),
  );
});

test("the document has the routes, with their answers", () => {
  const { paths } = openApiOf([feedback, orders], about) as unknown as {
    paths: Record<string, Record<string, { parameters?: { name: string }[]; responses: object }>>;
  };
  const told = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], responses }]) =>
      [method, path, parameters.map(({ name }) => name), Object.keys(responses)].flat().join(" "),
    ),
  );
  expect(told).toEqual([
    "get /feedback partitionKey sortBy order continuation 200 400 401 500 502 503",
    "post /feedback 201 400 401 409 413 415 500 502 503",
    "delete /feedback/{id} id If-Match If-None-Match 204 400 401 404 412 500 502 503",
    "get /feedback/{id} id If-None-Match 200 304 400 401 404 500 502 503",
    "put /feedback/{id} id If-Match If-None-Match 200 400 401 404 412 413 415 500 502 503",
    "get /order-lines partitionKey sortBy order continuation 200 400 401 500 502 503",
    "post /order-lines 201 400 401 409 413 415 500 502 503",
    "get /order-lines/{id} id partitionKey If-None-Match 200 304 400 401 404 500 502 503",
  ]);
});

test("schemas describe requests and answers", () => {
  const { components } = openApiOf([feedback, orders], about) as unknown as {
    components: { schemas: Record<string, { required?: string[] }> };
  };
  const required = Object.entries(components.schemas).map(([name, each]) => [name, each.required]);
  expect(Object.fromEntries(required)).toEqual({
    Feedback: ["id", "mood", "rating"],
    FeedbackInput: ["rating"],
    FeedbackPage: ["items"],
    Order_line: ["address", "id"],
    Order_lineInput: ["address", "id"],
    Order_linePage: ["items"],
    Problem: ["status", "title"],
  });
  expect(components.schemas["Feedback"]).toMatchObject({
    additionalProperties: false,
    properties: {
      at: { type: "string", format: "date-time" },
      mood: { default: "calm", enum: ["calm", "cross"], maxLength: 5, pattern: "^c" },
      rating: { type: "number", minimum: 1, maximum: 5, description: "Stars" },
      tags: { type: "array", minItems: 1, maxItems: 3 },
    },
  });
});

test("the document says which key each operation needs, in the header or the query", () => {
  const told = (authLevel: CrudApi["authLevel"], option = {}): unknown => {
    const { paths, components } = openApiOf([{ ...feedback, ...(authLevel && { authLevel }) }], {
      ...about,
      ...option,
    }) as unknown as {
      paths: Record<string, Record<string, { security: object[]; responses: object }>>;
      components: { securitySchemes?: Record<string, { in: string; name: string }> };
    };
    const { security, responses } = paths["/feedback"]?.["get"] ?? { security: [], responses: {} };
    const schemes = Object.entries(components.securitySchemes ?? {}).map(
      ([name, each]) => `${name} ${each.in} ${each.name}`,
    );
    return { security: security.flatMap(Object.keys), schemes, refused: Object.hasOwn(responses, "401") };
  };
  const byKey = {
    security: ["functionKey", "functionKeyInQuery"],
    schemes: ["functionKey header x-functions-key", "functionKeyInQuery query code"],
    refused: true,
  };
  expect(told(undefined)).toEqual(byKey);
  expect(told("function")).toEqual(byKey);
  expect(told("admin")).toEqual({
    security: ["masterKey", "masterKeyInQuery"],
    schemes: ["masterKey header x-functions-key", "masterKeyInQuery query code"],
    refused: true,
  });
  expect(told("anonymous")).toEqual({ security: [], schemes: [], refused: false });
  expect(told("anonymous", { authLevel: "function" })).toEqual(byKey);
});

test("APIs of different levels stand side by side", () => {
  const { paths } = openApiOf([{ ...feedback, authLevel: "anonymous" }, orders], about) as unknown as {
    paths: Record<string, Record<string, { security: object[] }>>;
  };
  expect(paths["/feedback"]?.["get"]?.security).toEqual([]);
  expect(paths["/order-lines"]?.["get"]?.security).toEqual([{ functionKey: [] }, { functionKeyInQuery: [] }]);
});

test("the document has the conflict of a unique value for replacing an item", () => {
  const { paths } = openApiOf([{ ...feedback, uniqueKeys: [["/mood"]] }], about) as unknown as {
    paths: Record<string, Record<string, { responses: object }>>;
  };
  expect(Object.keys(paths["/feedback/{id}"]?.["put"]?.responses ?? {})).toContain("409");
});

test("the document of an API that needs If-Match says so", () => {
  const { paths } = openApiOf([{ ...feedback, requireIfMatch: true }], about) as unknown as {
    paths: Record<string, Record<string, { parameters: { name: string }[]; responses: object }>>;
  };
  for (const method of ["put", "delete"]) {
    const { parameters = [], responses = {} } = paths["/feedback/{id}"]?.[method] ?? {};
    expect(parameters.find(({ name }) => name === "If-Match")).toMatchObject({ required: true });
    expect(Object.keys(responses)).toContain("428");
  }
});

test("the document of a list offers the indexed fields to sort by", () => {
  const { paths } = openApiOf(
    [{ ...feedback, indexingPolicy: { includedPaths: ["/at/?"], excludedPaths: ["/*"] } }],
    about,
  ) as unknown as {
    paths: Record<string, Record<string, { parameters: { name: string; schema: { enum?: string[] } }[] }>>;
  };
  const sortBy = paths["/feedback"]?.["get"]?.parameters.find(({ name }) => name === "sortBy");
  expect(sortBy?.schema.enum).toEqual(["at", "id"]);
});

test("two entities of one name are refused", () => {
  expect(() => openApiOf([feedback, { ...feedback, name: "other" }], about)).toThrow(
    "two schemas of the document would be called Feedback: choose another entityName",
  );
});
