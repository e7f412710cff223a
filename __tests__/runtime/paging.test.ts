import { listOrder } from "../../lib/components/list-order";
import { type CrudApi, cosmosStore, defineCrudApi, memoryStore } from "../../lib/runtime";
import { callerOf, queryOf } from "../support/crud-calls";
import { fakeCosmos } from "../support/fake-cosmos";

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
    expect(nextLink ?? "?").toMatch(/^\?/);
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

test("a list is sorted by another field on request, and by id by default", async () => {
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
const place = { sortBy: "total", descending: false, id: "o1", partition: "ann", value: 1 };

test.each<[string, Readonly<Record<string, string>>]>([
  ["a field that is none", { sortBy: "other" }],
  ["a field that has no order", { sortBy: "lines" }],
  ["an order that is none", { order: "down" }],
  ["no token", { continuation: "x" }],
  ["a token of nothing", { continuation: token(null) }],
  ["a token of another order", { continuation: token({ ...place, descending: true }) }],
  ["a token of another field", { continuation: token({ ...place, sortBy: "id" }) }],
  ["a token without an id", { continuation: token({ ...place, id: undefined }) }],
  ["a token of an id that is none", { continuation: token({ ...place, id: "a/b" }) }],
  ["a token of no partition", { continuation: token({ ...place, partition: 1 }) }],
  ["a token of another partition", { continuation: token(place), partitionKey: "bob" }],
  ["a token of a text", { continuation: token({ ...place, value: "1" }) }],
  ["a token of a list", { continuation: token({ ...place, value: [] }) }],
  ["a token of two values", { continuation: token({ ...place, long: true }) }],
  ["a token of an item that is gone", { continuation: token({ ...place, value: undefined, long: true }) }],
])("a list refuses %s", async (_name, query) => {
  expect(await (await filled())("list", { query })).toMatchObject({ status: 400, content: { status: 400 } });
});

test("the error about a token of offsets names it", async () => {
  const continuation = token({ sortBy: "total", descending: false, skip: 2 });
  expect((await (await filled())("list", { query: { continuation } })).content).toMatchObject({
    detail: "continuation comes from an earlier version of this API; read the list from its start.",
  });
});

test("a list continues at its place, whatever is deleted or created before it", async () => {
  const call = await filled();
  const first = await call("list");
  const { items, nextLink } = first.content as {
    items: { id: string; customer: string }[];
    nextLink: string;
  };
  for (const { id, customer } of items) await call("delete", { id, query: { partitionKey: customer } });
  await call("create", { body: { id: "a0", customer: "ann" } });
  const second = await call("list", { query: queryOf(nextLink) });
  expect((second.content as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual(["o2", "o7"]);
});

test("a text that is too long for a token is read from its item", async () => {
  const notes = defineCrudApi({
    name: "notes",
    entityName: "Note",
    partitionKey: "/id",
    schema: { text: "string" },
    routes: { list: { pageSize: 1, sortBy: "text" } },
  });
  const call = callerOf(notes, memoryStore());
  const text = "x".repeat(100_000);
  for (const id of ["1", "2", "3"]) await call("create", { body: { id, text: `${text}${id}` } });
  const seen: string[] = [];
  for (let query: Readonly<Record<string, string>> | undefined = {}; query !== undefined;) {
    const { items, nextLink } = (await call("list", { query })).content as {
      items: { id: string }[];
      nextLink?: string;
    };
    seen.push(...items.map(({ id }) => id));
    expect((nextLink ?? "").length).toBeLessThan(500);
    query = nextLink === undefined ? undefined : queryOf(nextLink);
  }
  expect(seen).toEqual(["1", "2", "3"]);
});

test("a page ends at 4 MB, and the next one continues", async () => {
  const blobs = defineCrudApi({
    name: "blobs",
    entityName: "Blob",
    partitionKey: "/id",
    schema: { text: "string" },
    routes: { list: { pageSize: 1000 } },
  });
  const call = callerOf(blobs, memoryStore());
  for (let n = 10; n < 30; n += 1)
    await call("create", { body: { id: `${n}`, text: "x".repeat(1_000_000) } });
  const { items, nextLink } = (await call("list")).content as { items: unknown[]; nextLink: string };
  expect(items).toHaveLength(4);
  const next = (await call("list", { query: queryOf(nextLink) })).content as { items: { id: string }[] };
  expect(next.items.map(({ id }) => id)).toEqual(["14", "15", "16", "17"]);
});

/** 5,000 items of one value were read 25 times over by offsets. */
test.each<[string, (n: number) => number | undefined]>([
  ["one value", () => 1],
  ["no value", () => undefined],
  ["few values", (n) => n % 3],
])("a list with %s reads each item about once", async (_name, totalOf) => {
  const order = listOrder("total", "/customer").map((names) => `/${names.join("/")}`);
  const container = fakeCosmos("customer", { compositeIndexes: [order, ["/id", "/customer"]] });
  const paged = { ...api, routes: { list: { pageSize: 50, sortBy: "total" } } };
  const call = callerOf(paged, cosmosStore(paged, { container }));
  for (let n = 0; n < 1000; n += 1) {
    const total = totalOf(n);
    await container.items.create({
      id: `${n}`,
      customer: `c${n % 7}`,
      ...(total !== undefined && { total }),
    });
  }
  const seen = (await walked(call, {})).flat();
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1000);
  expect(container.itemsRead()).toBeLessThan(1100);
});
