import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { HttpRequest } from "@azure/functions";
import { CRUD_ROUTES, type CrudOperation } from "../../lib/components/crud-routes";
import { crudHandlers, defineCrudApi, memoryStore } from "../../lib/runtime";

const api = defineCrudApi({
  name: "things",
  entityName: "Thing",
  partitionKey: "/group",
  schema: {
    group: { type: "string", required: true },
    size: { type: "number", default: 1, validation: { min: 0, max: 1e6 } },
    name: { type: "string", validation: { max: 40, pattern: "^[a-z]+(-[a-z]+)*$" } },
    at: "timestamp",
    done: "boolean",
    tags: { type: "array", validation: { max: 50 } },
    extra: "object",
  },
  routes: { list: { pageSize: 20, sortBy: "at" } },
});
const REQUESTS = 2500;
/** Between two looks at the heap. */
const INTERVAL = 250;
/** Bytes that the heap may grow by after the first look: less than a body of the largest ones that are sent. */
const GROWTH = 8_000_000;
/** Bytes of an answer that do not depend on the request: names of fields, rules, headers. */
const CONSTANT = 20_000;

const sound = fc.record(
  {
    id: fc.constantFrom("a", "b", "c", "d"),
    group: fc.constantFrom("x", "y"),
    size: fc.integer({ min: 0, max: 9 }),
    at: fc.constantFrom("2026-01-31T09:30:00Z", "2026-01-31T10:30:00.5+01:00"),
    extra: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
  },
  { requiredKeys: ["group"] },
);
/** Something small, very many times. */
const many = fc
  .tuple(
    fc.constantFrom("1e999,", '"\\ud800",', "[", '{"a":', "-0,", "0,", '"x",', "[[],[]],"),
    fc.oneof({ weight: 30, arbitrary: fc.nat(200) }, { weight: 1, arbitrary: fc.nat(120_000) }),
    fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.constant(50_000) }),
  )
  .map(([part, times, name]) => `{"group":"x","${"k".repeat(name)}":[${part.repeat(times)}0]}`);
const body = fc.oneof(
  { weight: 8, arbitrary: sound.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: many },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  {
    weight: 1,
    arbitrary: fc.nat(1_048_576).map((size) => JSON.stringify({ group: "x", name: "a".repeat(size) })),
  },
);
const asked = fc.record({
  operation: fc.constantFrom<CrudOperation>("create", "read", "update", "delete", "list"),
  id: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom("a", "b", "c", "d") },
    { weight: 1, arbitrary: fc.string() },
  ),
  query: fc.dictionary(
    fc.constantFrom("partitionKey", "sortBy", "order", "continuation", "code", "other"),
    fc.oneof(fc.constantFrom("x", "y", "at", "size", "descending"), fc.string()),
    { maxKeys: 2 },
  ),
  headers: fc.dictionary(
    fc.constantFrom("if-match", "if-none-match", "content-length", "content-encoding"),
    fc.oneof(fc.constantFrom("*", '"1"', 'W/"2", "3"'), fc.string({ unit: "grapheme-ascii", maxLength: 20 })),
    { maxKeys: 1 },
  ),
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constant("application/json") },
    { weight: 1, arbitrary: fc.constantFrom("text/plain", "") },
  ),
  body,
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

// Twice 2,500: always the same ones, and others each time. What fails is told with its seed.
test.each<[string, number | undefined]>([
  ["the same requests", 20_260_131],
  ["other requests", undefined],
])(
  "requests get small answers soon, with no 500, and leave no memory behind: %s",
  async (_name, seed) => {
    const handlers = crudHandlers(api, memoryStore());
    let slowest = 0;
    let kept = 0;
    let count = 0;
    const heap: number[] = [];
    await fc.assert(
      fc.asyncProperty(asked, async ({ operation, id, query, headers, type, body: text }) => {
        const { method, below } = CRUD_ROUTES[operation];
        const place = below === "" ? "" : `/${encodeURIComponent(id)}`;
        const sends = method === "POST" || method === "PUT";
        const request = new HttpRequest({
          method,
          url: `https://functions.example/api/things${place}`,
          query,
          headers: { "content-type": type, ...headers },
          params: below === "" ? {} : { id },
          ...(sends && { body: { string: text } }),
        });
        const begun = process.cpuUsage().user;
        const { status, body: answered = "" } = await handlers[operation](request, {
          error: (fault: unknown) => {
            throw new Error("nothing was expected to go wrong", { cause: fault });
          },
        });
        slowest = Math.max(slowest, process.cpuUsage().user - begun);
        count += 1;
        if (count % INTERVAL === 0) {
          collect();
          heap.push(process.memoryUsage().heapUsed);
        }
        if (status === 201) kept += 1;
        expect(status).toBeLessThan(500);
        // A list shows what was kept before; all of it was small.
        expect(Buffer.byteLength(answered)).toBeLessThan((sends ? Buffer.byteLength(text) : 0) + CONSTANT);
      }),
      { numRuns: REQUESTS, endOnFailure: true, ...(seed !== undefined && { seed }) },
    );
    expect(slowest / 1e6).toBeLessThan(1);
    expect(Math.max(...heap) - (heap[0] ?? 0)).toBeLessThan(GROWTH);
    expect(kept).toBeGreaterThan(5);
  },
  120_000,
);
