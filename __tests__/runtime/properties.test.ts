import * as fc from "fast-check";
import { type Item, defineCrudApi, memoryStore } from "../../lib/runtime";
import { callerOf, queryOf } from "../support/crud-calls";

const api = defineCrudApi({
  name: "things",
  entityName: "Thing",
  partitionKey: "/group",
  schema: {
    group: { type: "string", required: true },
    size: { type: "number", required: true, validation: { min: -100, max: 100 } },
    name: { type: "string", validation: { min: 1, max: 20 } },
    colour: { type: "string", validation: { enum: ["red", "blue"] } },
    at: "timestamp",
    done: "boolean",
    tags: { type: "array", validation: { max: 5 } },
    extra: "object",
  },
  routes: { list: { pageSize: 3, sortBy: "size" } },
});

/** What JSON can carry without change: no -0, no half characters. */
const text = (constraints: fc.StringConstraints = {}) => fc.string({ unit: "binary", ...constraints });
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    fc.oneof(text(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(text(), tie("json"), { maxKeys: 3 }),
  ),
}));
const thing = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 255 }).filter((id) => !/[/\\?#]|^\.{1,2}$/.test(id)),
    group: fc.oneof(fc.constantFrom("a", "b"), text({ maxLength: 255 })),
    size: fc.oneof(
      fc.integer({ min: -2, max: 2 }),
      fc.double({ min: -100, max: 100, noNaN: true }).map((number) => number + 0),
    ),
    name: text({ minLength: 1, maxLength: 20 }),
    colour: fc.constantFrom("red", "blue"),
    at: fc
      .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().replace("Z", "0000Z")),
    done: fc.boolean(),
    tags: fc.array(json, { maxLength: 5 }),
    extra: fc.dictionary(text(), json, { maxKeys: 4 }),
  },
  { requiredKeys: ["id", "group", "size"] },
);

/** As it is once it has been JSON. */
function carried(value: unknown): Item {
  return JSON.parse(JSON.stringify(value)) as Item;
}

test("an item that the schema allows comes back from create, read and list as it was", async () => {
  const differentThings = fc.uniqueArray(thing, {
    maxLength: 9,
    selector: ({ id, group }) => JSON.stringify([id, group]),
  });
  await fc.assert(
    fc.asyncProperty(differentThings, fc.constantFrom("ascending", "descending"), async (things, order) => {
      const call = callerOf(api, memoryStore());
      for (const body of things) {
        expect(await call("create", { body })).toMatchObject({ status: 201 });
        const { content } = await call("read", { id: body.id, query: { partitionKey: body.group } });
        expect(content).toEqual(carried(body));
      }
      const listed: Item[] = [];
      for (let query: Readonly<Record<string, string>> | undefined = { order }; query !== undefined;) {
        const { content } = await call("list", { query });
        const { items, nextLink } = content as { items: Item[]; nextLink?: string };
        listed.push(...items);
        query = nextLink === undefined ? undefined : queryOf(nextLink);
      }
      const place = (item: Item): string => JSON.stringify([item["id"], item["group"]]);
      const inOrder = (items: readonly Item[]) =>
        [...items].sort((one, other) => (place(one) < place(other) ? -1 : 1));
      expect(inOrder(listed)).toEqual(inOrder(things.map(carried)));
      const sizes = listed.map(({ size }) => size as number);
      expect(sizes).toEqual([...sizes].sort((a, b) => (order === "ascending" ? a - b : b - a)));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("any body and any query give no answer 500", async () => {
  const nearly = fc.dictionary(
    fc.oneof(fc.constantFrom("id", "group", "size", "at", "extra", "__proto__", "constructor"), fc.string()),
    fc.oneof(json, fc.string({ unit: "binary" }), fc.double()),
  );
  const body = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json({ stringUnit: "binary" }),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    nearly.map((value) => JSON.stringify(value)),
    fc.string({ unit: "grapheme" }).map((name) => `{"group":"\\ud800","${name}":[1e999,"\\udfff"]}`),
  );
  const query = fc.dictionary(
    fc.constantFrom("partitionKey", "sortBy", "order", "continuation"),
    fc.oneof(fc.constantFrom("id", "size", "ascending"), fc.string({ unit: "grapheme" }), fc.base64String()),
  );
  const headers = fc.dictionary(
    fc.constantFrom("if-match", "if-none-match", "content-length"),
    fc.string({ unit: "grapheme-ascii" }),
  );
  await fc.assert(
    fc.asyncProperty(body, query, headers, fc.string(), async (body, query, headers, id) => {
      const call = callerOf(api, memoryStore());
      for (const operation of ["create", "read", "update", "delete", "list"] as const) {
        const { status } = await call(operation, { id, query, headers, body });
        expect(status).toBeLessThan(500);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
