import { type CrudApi, defineCrudApi, memoryStore } from "../../lib/runtime";
import { callerOf } from "../support/crud-calls";

const base = { name: "things", entityName: "Thing" } as const;

describe.each<[string, CrudApi, object, string, object, string]>([
  [
    "a text",
    defineCrudApi({ ...base, partitionKey: "/customer", schema: { customer: "string" } }),
    { customer: "a & b" },
    "a & b",
    { customer: "c" },
    "#/customer",
  ],
  [
    "a number",
    defineCrudApi({ ...base, partitionKey: "/year", schema: { year: "number" } }),
    { year: 2026 },
    "2026",
    { year: 2027 },
    "#/year",
  ],
  [
    "a boolean",
    defineCrudApi({ ...base, partitionKey: "/open", schema: { open: "boolean" } }),
    { open: false },
    "false",
    { open: true },
    "#/open",
  ],
  [
    "a text in an object",
    defineCrudApi({ ...base, partitionKey: "/address/city", schema: { address: "object" } }),
    { address: { city: "Bonn", zip: 1 } },
    "Bonn",
    { address: { city: "Ulm" } },
    "#/address/city",
  ],
])("partitioned by %s", (_name, api, body, partitionKey, elsewhere, pointer) => {
  test("an item is found in the partition of the query, and in no other", async () => {
    const call = callerOf(api, memoryStore());
    const created = await call("create", { body: { id: "1", ...body } });
    const query = { partitionKey };
    const search = new URLSearchParams(query).toString();
    expect(created).toMatchObject({ status: 201, headers: { location: `things/1?${search}` } });
    expect(await call("read", { id: "1", query })).toMatchObject({
      status: 200,
      content: { id: "1", ...body },
    });
    expect(await call("list", { query })).toMatchObject({ content: { items: [{ id: "1" }] } });
    expect(await call("update", { id: "1", query, body })).toMatchObject({ status: 200 });
    expect(await call("update", { id: "1", query, body: elsewhere })).toMatchObject({
      status: 400,
      content: { errors: [{ pointer, detail: "has to be what the URL says" }] },
    });
    for (const operation of ["read", "delete"] as const)
      expect(await call(operation, { id: "1" })).toMatchObject({
        status: 400,
        content: { detail: "The query has to have partitionKey." },
      });
    expect(await call("delete", { id: "1", query })).toMatchObject({ status: 204 });
  });

  test("an item needs the field of its partition key", async () => {
    const call = callerOf(api, memoryStore());
    expect(await call("create", { body: {} })).toMatchObject({ status: 400 });
  });
});

test.each([
  ["number", "x"],
  ["number", ""],
  ["number", "Infinity"],
  ["boolean", "yes"],
  ["boolean", "toString"],
] as const)("a partition of type %s is never %j", async (type, partitionKey) => {
  const api = defineCrudApi({ ...base, partitionKey: "/a/b", schema: { a: "object" } });
  const call = callerOf({ ...api, partitionKey: "/a", schema: { a: type } }, memoryStore());
  expect(await call("list", { query: { partitionKey } })).toMatchObject({ status: 400 });
});

test("a partition key inside an object is a text of limited length", async () => {
  const api = defineCrudApi({ ...base, partitionKey: "/a/b/c", schema: { a: "object" } });
  const call = callerOf(api, memoryStore());
  const faults = async (a: unknown) => (await call("create", { body: { a } })).content;
  expect(await faults({})).toMatchObject({ errors: [{ pointer: "#/a/b", detail: "is required" }] });
  expect(await faults({ b: 1 })).toMatchObject({ errors: [{ pointer: "#/a/b" }] });
  expect(await faults({ b: { c: 1 } })).toMatchObject({ errors: [{ pointer: "#/a/b/c" }] });
  expect(await faults({ b: { c: "x".repeat(513) } })).toMatchObject({ errors: [{ pointer: "#/a/b/c" }] });
  expect(await faults({ b: { c: "x" } })).toMatchObject({ a: { b: { c: "x" } } });
});
