import { type CrudApi, defineCrudApi, memoryStore } from "../../lib/runtime";
import { callerOf, queryOf } from "../support/crud-calls";

const api = defineCrudApi({
  name: "order-lines",
  entityName: "Order line",
  partitionKey: "/customer",
  schema: { customer: { type: "string", required: true }, total: "number", paid: "boolean", lines: "array" },
  routes: { list: { pageSize: 2, sortBy: "total" } },
});
const totals = [3, undefined, 1, 2, 2, undefined, 2, 1, 2];

async function filled(of: CrudApi = api) {
  const call = callerOf(of, memoryStore());
  for (const [index, total] of totals.entries()) {
    const body = { id: `o${index}`, customer: index % 2 === 0 ? "ann" : "bob", total };
    expect(await call("create", { body })).toMatchObject({ status: 201 });
  }
  return call;
}

/** All items, page by page. */
async function walked(call: Awaited<ReturnType<typeof filled>>, query: Readonly<Record<string, string>>) {
  const pages: { id: string; total?: number; customer: string }[][] = [];
  for (let next: Readonly<Record<string, string>> | undefined = query; next !== undefined;) {
    const { status, content } = await call("list", { query: next });
    expect(status).toBe(200);
    const { items, nextLink } = content as { items: (typeof pages)[0]; nextLink?: string };
    pages.push(items);
    expect(nextLink ?? "/api/order-lines?").toMatch(/^\/api\/order-lines\?/);
    next = nextLink === undefined ? undefined : queryOf(nextLink);
  }
  return pages;
}

test.each<[string, Readonly<Record<string, string>>, readonly (number | undefined)[]]>([
  ["as declared", {}, [undefined, undefined, 1, 1, 2, 2, 2, 2, 3]],
  ["downwards", { order: "descending" }, [3, 2, 2, 2, 2, 1, 1, undefined, undefined]],
  ["one partition", { partitionKey: "ann" }, [1, 2, 2, 2, 3]],
  ["one partition downwards", { partitionKey: "bob", order: "descending" }, [2, 1, undefined, undefined]],
  ["a partition that is empty", { partitionKey: "" }, []],
])("a list comes in pages, each item once: %s", async (_name, query, expected) => {
  const pages = await walked(await filled(), query);
  expect(pages.flat().map(({ total }) => total)).toEqual(expected);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(expected.length);
  expect(pages.slice(0, -1).every((page) => page.length === 2)).toBe(true);
  if (query["partitionKey"] !== undefined)
    expect(pages.flat().every(({ customer }) => customer === query["partitionKey"])).toBe(true);
});

test("a list is sorted by another field on request, and by id unless it is said", async () => {
  const ids = (await walked(await filled(), { sortBy: "id", order: "descending" }))
    .flat()
    .map(({ id }) => id);
  expect(ids).toEqual([...ids].sort().reverse());
  const plain = await walked(await filled({ ...api, routes: {} }), {});
  expect(plain).toHaveLength(1);
  expect(plain.flat().map(({ id }) => id)).toEqual([...ids].reverse());
});

test("a link to the next page keeps the query of the list, and no key", async () => {
  const call = await filled();
  const query = { partitionKey: "ann", sortBy: "id", order: "descending", code: "function-key" };
  const { content } = await call("list", { query });
  expect(queryOf((content as { nextLink: string }).nextLink)).toEqual({
    partitionKey: "ann",
    sortBy: "id",
    order: "descending",
    continuation: expect.stringMatching(/^[\w-]+$/) as unknown,
  });
});

const token = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString("base64url");
const place = { sortBy: "total", descending: false, skip: 1 };

test.each<[string, Readonly<Record<string, string>>]>([
  ["a field that is none", { sortBy: "other" }],
  ["a field that has no order", { sortBy: "lines" }],
  ["an order that is none", { order: "down" }],
  ["no token", { continuation: "x" }],
  ["a token of nothing", { continuation: token(null) }],
  ["a token of another order", { continuation: token({ ...place, descending: true }) }],
  ["a token of another field", { continuation: token({ ...place, sortBy: "id" }) }],
  ["a token that goes back", { continuation: token({ ...place, skip: -1 }) }],
  ["a token of half a step", { continuation: token({ ...place, skip: 0.5 }) }],
  ["a token of a text", { continuation: token({ ...place, skip: "1" }) }],
  ["a token from a list", { continuation: token({ ...place, from: [] }) }],
])("a list refuses %s", async (_name, query) => {
  expect(await (await filled())("list", { query })).toMatchObject({ status: 400, content: { status: 400 } });
});
