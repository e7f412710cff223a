import fc from "fast-check";
import { utcTime } from "../../lib/components/timestamps";
import { StoreFailure, defineCrudApi, memoryStore } from "../../lib/runtime";
import { type Call, type Operation, callerOf } from "../support/crud-calls";

const api = defineCrudApi({
  name: "things",
  entityName: "Thing",
  partitionKey: "/size",
  schema: { size: { type: "number", required: true }, at: "timestamp", note: "string", extra: "object" },
  routes: { list: { sortBy: "at" } },
});
const item = { id: "1", size: 16 };
const query = { partitionKey: "16" };

async function filled() {
  const call = callerOf(api, memoryStore());
  const { headers } = await call("create", { body: item });
  return { call, etag: headers["etag"] ?? "" };
}

test.each<[string, Operation, (etag: string) => Call, number]>([
  [
    "PUT unless there is any",
    "update",
    () => ({ id: "1", query, body: item, headers: { "if-none-match": "*" } }),
    412,
  ],
  [
    "PUT unless it is this",
    "update",
    (etag) => ({ id: "1", query, body: item, headers: { "if-none-match": etag } }),
    412,
  ],
  [
    "PUT unless it is another",
    "update",
    () => ({ id: "1", query, body: item, headers: { "if-none-match": '"x"' } }),
    200,
  ],
  [
    "PUT of nothing unless there is any",
    "update",
    () => ({ id: "2", query, body: { size: 16 }, headers: { "if-none-match": "*" } }),
    404,
  ],
  [
    "PUT of this unless it is this",
    "update",
    (etag) => ({ id: "1", query, body: item, headers: { "if-match": etag, "if-none-match": etag } }),
    412,
  ],
  [
    "DELETE unless there is any",
    "delete",
    () => ({ id: "1", query, headers: { "if-none-match": "*" } }),
    412,
  ],
  ["a text", "create", () => ({ body: { size: 1 }, headers: { "content-type": "text/plain" } }), 415],
  [
    "a form",
    "create",
    () => ({ body: "size=1", headers: { "content-type": "application/x-www-form-urlencoded" } }),
    415,
  ],
  ["no type", "create", () => ({ body: { size: 1 }, headers: { "content-type": "" } }), 415],
  [
    "another charset",
    "create",
    () => ({ body: { size: 1 }, headers: { "content-type": "application/json; charset=utf-16" } }),
    415,
  ],
  [
    "UTF-8",
    "create",
    () => ({ body: { size: 1 }, headers: { "content-type": 'application/json; charset="UTF-8"' } }),
    201,
  ],
  [
    "kin of JSON",
    "create",
    () => ({ body: { size: 1 }, headers: { "content-type": "application/merge+json" } }),
    201,
  ],
  ["a packed body", "create", () => ({ body: { size: 1 }, headers: { "content-encoding": "gzip" } }), 415],
  [
    "a PUT of a text",
    "update",
    () => ({ id: "1", query, body: item, headers: { "content-type": "text/plain" } }),
    415,
  ],
  ["a filter that there is not", "list", () => ({ query: { rating: "5" } }), 400],
  ["a misspelt partition", "list", () => ({ query: { partitionkey: "16" } }), 400],
  ["a query of POST", "create", () => ({ body: { size: 1 }, query: { partitionKey: "1" } }), 400],
  [
    "what gateways add",
    "list",
    () => ({ query: { code: "key", "api-version": "v1", "subscription-key": "k" } }),
    200,
  ],
  ["a number", "read", () => ({ id: "1", query: { partitionKey: "1.6e1" } }), 200],
  ["a hexadecimal number", "read", () => ({ id: "1", query: { partitionKey: "0x10" } }), 400],
  ["a number with blanks", "read", () => ({ id: "1", query: { partitionKey: " 16 " } }), 400],
  ["a number with a plus", "read", () => ({ id: "1", query: { partitionKey: "+16" } }), 400],
  ["a number beyond all", "read", () => ({ id: "1", query: { partitionKey: "9007199254740993" } }), 400],
  ["an integer beyond all", "create", () => ({ body: '{"size":9007199254740993}' }), 400],
  ["one in other clothes", "create", () => ({ body: '{"size":90071992547409930e-1}' }), 400],
  ["a large one that comes back", "create", () => ({ body: '{"size":100000000000000000000}' }), 201],
  ["a very large one that comes back", "create", () => ({ body: '{"size":1.5e300}' }), 201],
  ["minus nothing", "create", () => ({ body: '{"size":-0}' }), 400],
  ["minus nothing, with digits", "create", () => ({ body: '{"size":-0.0e5}' }), 400],
  ["too small a number", "create", () => ({ body: '{"size":1e-400}' }), 400],
  ["nothing with an exponent", "create", () => ({ body: '{"size":0e-400}' }), 201],
  ["a name twice", "create", () => ({ body: '{"size":1,"size":2}' }), 400],
  ["a name twice, once escaped", "create", () => ({ body: '{"size":1,"extra":{"a":1,"\\u0061":2}}' }), 400],
  [
    "one name in two objects",
    "create",
    () => ({ body: '{"size":1,"extra":{"a":{"a":1},"b":[{"a":1},{"a":2}]}}' }),
    201,
  ],
  ["a time with a blank", "create", () => ({ body: { size: 1, at: "2026-01-31 09:30:00Z" } }), 400],
  ["a time that is not there", "create", () => ({ body: { size: 1, at: "2026-02-29T09:30:00Z" } }), 400],
  ["a leap second", "create", () => ({ body: { size: 1, at: "2016-12-31T23:59:60Z" } }), 400],
  [
    "a time finer than is kept",
    "create",
    () => ({ body: { size: 1, at: "2026-01-31T09:30:00.12345678Z" } }),
    400,
  ],
])("the case %s: %s is answered as HTTP defines", async (_name, operation, made, status) => {
  const { call, etag } = await filled();
  expect((await call(operation, made(etag))).status).toBe(status);
});

test("HEAD gives the headers of GET, without its content", async () => {
  const { call } = await filled();
  for (const [operation, asked] of [
    ["read", { id: "1", query }],
    ["list", {}],
    ["read", { id: "no", query }],
    ["list", { query: { sortBy: "x" } }],
  ] as const) {
    const got = await call(operation, asked);
    expect(await call(operation, { ...asked, head: true })).toEqual({ ...got, content: undefined });
    expect(got.content).toBeDefined();
  }
});

test("an API can require If-Match", async () => {
  const call = callerOf({ ...api, requireIfMatch: true }, memoryStore());
  const { headers } = await call("create", { body: item });
  expect((await call("update", { id: "1", query, body: item })).status).toBe(428);
  expect((await call("delete", { id: "1", query })).status).toBe(428);
  expect(
    (await call("update", { id: "1", query, body: item, headers: { "if-match": headers["etag"] ?? "" } }))
      .status,
  ).toBe(200);
  expect((await call("delete", { id: "1", query, headers: { "if-match": "*" } })).status).toBe(204);
});

test.each([
  ["throttled", 503, 7, "Too much is asked of the Things at once."],
  ["unavailable", 503, 1, "The Things cannot be reached for now."],
  ["denied", 502, undefined, "The store of the Things does not let this API in."],
  ["too large", 413, undefined, "The store takes no item of this size."],
] as const)(
  "a store that is %s gives the status of that fault",
  async (fault, status, retryAfter, detail) => {
    const failure = new StoreFailure(fault, "secret", retryAfter);
    const fail = () => Promise.reject(failure);
    const logged: unknown[] = [];
    const store = { create: fail, read: fail, replace: fail, delete: fail, query: fail };
    const call = callerOf(api, store, (error) => logged.push(error));
    for (const operation of ["create", "read", "update", "delete", "list"] as const) {
      const placed = operation === "create" || operation === "list" ? {} : { id: "1", query };
      const written = operation === "create" || operation === "update" ? { body: item } : {};
      const reply = await call(operation, { ...placed, ...written });
      expect(reply).toMatchObject({ status, content: { status, detail } });
      expect(reply.headers["retry-after"]).toBe(retryAfter === undefined ? undefined : String(retryAfter));
    }
    expect(logged).toEqual(Array(5).fill(failure));
  },
);

const clock = fc
  .record({
    at: fc.date({
      min: new Date("0001-01-02T00:00:00Z"),
      max: new Date("9998-12-30T00:00:00Z"),
      noInvalidDate: true,
    }),
    fraction: fc.stringMatching(/^(\.[0-9]{1,7})?$/),
    minutes: fc.integer({ min: -1439, max: 1439 }),
    lower: fc.boolean(),
  })
  .map(({ at, fraction, minutes, lower }) => {
    const whole = new Date(Math.floor(at.getTime() / 1000) * 1000);
    const local = new Date(whole.getTime() + minutes * 60_000).toISOString().slice(0, 19);
    const two = (value: number): string => String(value).padStart(2, "0");
    const ahead = Math.abs(minutes);
    const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
    const text = `${local}${fraction}${minutes === 0 ? "Z" : offset}`;
    return {
      text: lower ? text.toLowerCase() : text,
      ticks: whole.getTime() * 1e4 + Number(fraction.slice(1).padEnd(7, "0")),
    };
  });

test("stored times sort in the order of time, whatever their time zone", () => {
  fc.assert(
    fc.property(clock, clock, (one, other) => {
      const [first, second] = [utcTime(one.text) ?? "", utcTime(other.text) ?? ""];
      expect(first).toHaveLength(28);
      expect(Math.sign(one.ticks - other.ticks)).toBe(first === second ? 0 : first < second ? -1 : 1);
      expect(utcTime(first)).toBe(first);
    }),
  );
});

test("a list is in the order of times, and an item that was read can be written again", async () => {
  const call = callerOf(api, memoryStore());
  for (const [id, at] of [
    ["c", "2026-01-31T10:00:00.5+00:30"],
    ["a", "2026-01-31T09:29:59.999999z"],
    ["b", "2026-01-31t09:30:00Z"],
  ] as const)
    await call("create", { body: { id, size: 16, at } });
  const { items } = (await call("list")).content as { items: { id: string; at: string }[] };
  expect(items.map(({ id, at }) => `${id} ${at}`)).toEqual([
    "a 2026-01-31T09:29:59.9999990Z",
    "b 2026-01-31T09:30:00.0000000Z",
    "c 2026-01-31T09:30:00.5000000Z",
  ]);
  for (const body of items)
    expect((await call("update", { id: body.id, query, body })).content).toEqual(body);
});
