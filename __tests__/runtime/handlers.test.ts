import { type CrudApi, defineCrudApi, memoryStore } from "../../lib/runtime";
import { type Call, type Operation, type Reply, callerOf } from "../support/crud-calls";
import { feedback as api } from "../support/feedback";

const ID = "f-1";
const item = { id: ID, rating: 4, mood: "calm" };

const never = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
const askedAgain = { "cache-control": "private, no-cache", "x-content-type-options": "nosniff" };

let call: (operation: Operation, call?: Call) => Promise<Reply>;
let etag: string;

beforeEach(async () => {
  call = callerOf(api, memoryStore());
  etag = (await call("create", { body: { id: ID, rating: 4 } })).headers["etag"] ?? "";
});

test("create answers 201 with the item, its location and its version", async () => {
  const { status, headers, content } = await call("create", {
    body: { rating: 5, at: "2026-01-31T09:30:00Z" },
  });
  expect(status).toBe(201);
  expect(content).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    rating: 5,
    mood: "calm",
    at: "2026-01-31T09:30:00.0000000Z",
  });
  const { id } = content as { id: string };
  expect(headers).toEqual({
    "content-type": "application/json",
    location: `feedback/${id}`,
    ...never,
    etag: expect.stringMatching(/^".+"$/) as unknown,
  });
  expect(await call("read", { id })).toMatchObject({
    status: 200,
    content,
    headers: { etag: headers["etag"] },
  });
});

test("a unique value that is taken gives a conflict, for new and replaced items", async () => {
  const people = defineCrudApi({
    name: "people",
    entityName: "Person",
    partitionKey: "/team",
    schema: { team: "string", email: "string" },
    uniqueKeys: [["/email"]],
  });
  const caller = callerOf(people, memoryStore(people));
  const body = (email: string) => ({ team: "a", email });
  await caller("create", { body: { id: "1", ...body("a@x") } });
  await caller("create", { body: { id: "2", ...body("b@x") } });
  const created = await caller("create", { body: body("a@x") });
  expect(created.status).toBe(409);
  expect(created.content).toMatchObject({ detail: "Another Person has this id, or a value that is unique." });
  const updated = await caller("update", { id: "2", query: { partitionKey: "a" }, body: body("a@x") });
  expect(updated.status).toBe(409);
  expect(updated.content).toMatchObject({ detail: "Another Person has a value that is unique." });
  expect(await caller("update", { id: "2", query: { partitionKey: "a" }, body: body("b@x") })).toMatchObject({
    status: 200,
  });
});

test("an item may have its time to live, where its container lets items expire", async () => {
  const schema = { text: "string", ttl: "number" } as const;
  const notes = defineCrudApi({
    name: "notes",
    entityName: "Note",
    partitionKey: "/id",
    schema,
    defaultTtl: -1,
  });
  const status = async (ttl: number, of: CrudApi = notes): Promise<number> =>
    (await callerOf(of, memoryStore())("create", { body: { ttl } })).status;
  expect(await Promise.all([60, -1, 2 ** 31 - 1].map((ttl) => status(ttl)))).toEqual([201, 201, 201]);
  expect(await Promise.all([0, 1.5, -2, 2 ** 31].map((ttl) => status(ttl)))).toEqual([400, 400, 400, 400]);
  expect(await status(1.5, defineCrudApi({ name: "x", entityName: "X", partitionKey: "/id", schema }))).toBe(
    201,
  );
});

test("a list is sorted only by indexed fields", async () => {
  const indexed = callerOf({ ...api, indexingPolicy: { excludedPaths: ["/comment/?"] } }, memoryStore());
  expect((await indexed("list", { query: { sortBy: "comment" } })).status).toBe(400);
  expect((await indexed("list", { query: { sortBy: "rating" } })).status).toBe(200);
});

test("update replaces the whole item", async () => {
  await call("update", { id: ID, body: { rating: 1, comment: "so so", mood: "cross" } });
  const updated = await call("update", { id: ID, body: { ...item, rating: 2 } });
  expect(updated).toMatchObject({ status: 200, content: { id: ID, rating: 2, mood: "calm" } });
  expect(updated.headers["etag"]).not.toBe(etag);
  expect(await call("read", { id: ID })).toEqual({
    ...updated,
    headers: { ...updated.headers, ...askedAgain },
  });
});

test("fields in a store beyond the schema are never sent", async () => {
  const store = memoryStore();
  const system = { _etag: '"1"', _ts: 1, _rid: "r", _self: "s", _attachments: "a", other: 1 };
  await store.create({ id: ID, partition: ID }, { ...item, ...system });
  const caller = callerOf(api, store);
  expect((await caller("read", { id: ID })).content).toEqual(item);
  expect((await caller("list")).content).toEqual({ items: [item] });
});

const big = JSON.stringify({ rating: 1, comment: "x".repeat(1024 * 1024) });
const deep = `{"rating":1,"tags":${"[".repeat(400_000)}${"]".repeat(400_000)}}`;

describe.each<[string, Operation, () => Call, number]>([
  ["read", "read", () => ({ id: ID }), 200],
  ["read, another version known", "read", () => ({ id: ID, headers: { "if-none-match": '"x"' } }), 200],
  [
    "read, this version known",
    "read",
    () => ({ id: ID, headers: { "if-none-match": `"x", W/${etag}` } }),
    304,
  ],
  ["read, any version known", "read", () => ({ id: ID, headers: { "if-none-match": "*" } }), 304],
  ["read of nothing", "read", () => ({ id: "no" }), 404],
  ["read of no possible id", "read", () => ({ id: "a/b" }), 404],
  ["read of a long id", "read", () => ({ id: "a".repeat(256) }), 404],
  ["update", "update", () => ({ id: ID, body: { rating: 1 } }), 200],
  [
    "update of this version",
    "update",
    () => ({ id: ID, body: { rating: 1 }, headers: { "if-match": etag } }),
    200,
  ],
  ["update of any", "update", () => ({ id: ID, body: { rating: 1 }, headers: { "if-match": "*" } }), 200],
  [
    "update of one of",
    "update",
    () => ({ id: ID, body: item, headers: { "if-match": `"x", ${etag}` } }),
    200,
  ],
  [
    "update of another version",
    "update",
    () => ({ id: ID, body: item, headers: { "if-match": '"x"' } }),
    412,
  ],
  ["update of others", "update", () => ({ id: ID, body: item, headers: { "if-match": '"x", "y"' } }), 412],
  [
    "update by a weak tag",
    "update",
    () => ({ id: ID, body: item, headers: { "if-match": `W/${etag}` } }),
    412,
  ],
  [
    "update of no version",
    "update",
    () => ({ id: ID, body: item, headers: { "if-match": "nonsense" } }),
    412,
  ],
  ["update of nothing", "update", () => ({ id: "no", body: { rating: 1 } }), 404],
  [
    "update of nothing's versions",
    "update",
    () => ({ id: "no", body: { rating: 1 }, headers: { "if-match": "x" } }),
    404,
  ],
  ["update of the id", "update", () => ({ id: ID, body: { ...item, id: "f-2" } }), 400],
  ["update with what is no item", "update", () => ({ id: ID, body: {} }), 400],
  ["delete", "delete", () => ({ id: ID }), 204],
  ["delete of this version", "delete", () => ({ id: ID, headers: { "if-match": etag } }), 204],
  ["delete of another version", "delete", () => ({ id: ID, headers: { "if-match": '"x"' } }), 412],
  ["delete of nothing", "delete", () => ({ id: "no" }), 404],
  ["create of an id that is there", "create", () => ({ body: item }), 409],
  ["create from nothing", "create", () => ({}), 415],
  ["create from no JSON", "create", () => ({ body: "{" }), 400],
  ["create from a list", "create", () => ({ body: [] }), 400],
  ["create from a large body", "create", () => ({ body: big }), 413],
  [
    "create from a body said to be large",
    "create",
    () => ({ body: item, headers: { "content-length": "9999999" } }),
    413,
  ],
  ["create from a deep body", "create", () => ({ body: deep }), 400],
  ["list", "list", () => ({}), 200],
])("%s", (_name, operation, made, status) => {
  test(`the call is answered with ${status}`, async () => {
    const reply = await call(operation, made());
    expect(reply.status).toBe(status);
    if (status >= 400)
      expect(reply).toMatchObject({
        headers: { "content-type": "application/problem+json" },
        content: { status, title: expect.any(String) as unknown },
      });
    if (status === 304)
      expect(reply).toEqual({ status, headers: { etag, ...askedAgain }, content: undefined });
    if (status === 204) expect(reply).toEqual({ status, headers: never, content: undefined });
  });
});

test("an unexpected error is logged, and answered with 500 without details", async () => {
  const secret = new Error("account key abc");
  const reject = (): Promise<never> => Promise.reject(secret);
  const reported: unknown[] = [];
  const failing = callerOf(
    api,
    { create: reject, read: reject, replace: reject, delete: reject, query: reject },
    (...what) => reported.push(...what),
  );
  for (const operation of ["create", "read", "update", "delete", "list"] as const)
    expect(await failing(operation, { id: ID, body: { rating: 1 } })).toEqual({
      status: 500,
      headers: { "content-type": "application/problem+json", ...never },
      content: { title: "Internal Server Error", status: 500 },
    });
  expect(reported).toEqual(Array(5).fill(secret));
});
