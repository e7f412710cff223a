import fc from "fast-check";
import {
  type AuthorizeOptions,
  type CrudApi,
  type Store,
  cosmosStore,
  defineCrudApi,
  memoryStore,
} from "../../lib/runtime";
import { listIndexes } from "../../lib/services/cosmos/list-indexes";
import { type Call, type Operation, type Reply, callerOf } from "../support/crud-calls";
import { fakeCosmos } from "../support/fake-cosmos";
import { SIGNED_IN, principal } from "../support/principals";

function apiWith(authorize: AuthorizeOptions) {
  return defineCrudApi({
    name: "orders",
    entityName: "Order",
    partitionKey: "/tenant",
    schema: { tenant: "string", owner: "string", text: { type: "string", required: true } },
    authorize,
  });
}

const api = apiWith({
  read: { roles: ["Orders.Read"], scopes: ["orders.read"] },
  write: { roles: ["Orders.Write"] },
  partition: "claims.tid",
  owner: { claim: "claims.oid", except: { roles: ["Orders.Admin"] } },
});
type Served = Pick<CrudApi, "name" | "partitionKey" | "schema" | "authorize">;

const stores = ["memory", "Cosmos"] as const;

function storeOf(name: (typeof stores)[number], of: Served): Store {
  if (name === "memory") return memoryStore();
  const compositeIndexes = listIndexes(of, undefined).map((index) => index.map(({ path }) => path));
  // The last one is for what the test itself reads.
  const all = [...compositeIndexes, ["/id", "/tenant"]];
  return cosmosStore(of, { container: fakeCosmos("tenant", { compositeIndexes: all }) });
}

const rights = { roles: ["Orders.Read", "Orders.Write"] };
const ann = principal({ tid: "contoso", oid: "ann", ...rights });
const bob = principal({ tid: "contoso", oid: "bob", ...rights });
const carl = principal({ tid: "fabrikam", oid: "ann", ...rights });
const admin = principal({ tid: "contoso", oid: "root", roles: [...rights.roles, "Orders.Admin"] });

describe.each(stores)("an API with rules for its callers, in the %s store", (name) => {
  const made = (): ((operation: Operation, call?: Call) => Promise<Reply>) =>
    callerOf(api, storeOf(name, api), undefined, SIGNED_IN);

  test("the tenant and the owner of an item are those of its caller", async () => {
    const call = made();
    const { status, headers, content } = await call("create", { headers: ann, body: { id: "1", text: "a" } });
    expect({ status, content }).toEqual({
      status: 201,
      content: { id: "1", text: "a", tenant: "contoso", owner: "ann" },
    });
    expect(headers["location"]).toBe("orders/1");
  });

  test.each([
    ["tenant", { tenant: "fabrikam" }],
    ["owner", { owner: "bob" }],
  ])("a caller cannot choose the %s", async (field, more) => {
    const { status, content } = await made()("create", { headers: ann, body: { text: "a", ...more } });
    expect({ status, content }).toMatchObject({
      status: 403,
      content: { detail: `The caller cannot choose ${field}.` },
    });
  });

  test("items of another owner, and of another tenant, are not there", async () => {
    const call = made();
    await call("create", { headers: ann, body: { id: "1", text: "a" } });
    for (const headers of [bob, carl]) {
      expect((await call("read", { id: "1", headers })).status).toBe(404);
      expect((await call("update", { id: "1", headers, body: { text: "b" } })).status).toBe(404);
      expect((await call("delete", { id: "1", headers })).status).toBe(404);
      expect((await call("list", { headers })).content).toEqual({ items: [] });
    }
    expect((await call("read", { id: "1", headers: ann })).content).toMatchObject({ text: "a" });
  });

  test("who may do it for every owner sees all items of the tenant, and leaves them to their owners", async () => {
    const call = made();
    await call("create", { headers: ann, body: { id: "1", text: "a" } });
    expect((await call("list", { headers: admin })).content).toMatchObject({ items: [{ owner: "ann" }] });
    const { status, content } = await call("update", { id: "1", headers: admin, body: { text: "b" } });
    expect({ status, content }).toMatchObject({ status: 200, content: { owner: "ann", text: "b" } });
    const given = await call("update", { id: "1", headers: admin, body: { text: "b", owner: "bob" } });
    expect(given.content).toMatchObject({ owner: "bob" });
    expect((await call("read", { id: "1", headers: ann })).status).toBe(404);
  });

  test("conditions hold as without rules", async () => {
    const call = made();
    const { headers: first } = await call("create", { headers: ann, body: { id: "1", text: "a" } });
    const etag = first["etag"] ?? "";
    const update = (more: object) =>
      call("update", { id: "1", headers: { ...ann, ...more }, body: { text: "b" } });
    expect((await update({ "if-match": '"other"' })).status).toBe(412);
    expect((await update({ "if-none-match": "*" })).status).toBe(412);
    expect((await update({ "if-match": etag })).status).toBe(200);
    expect((await update({ "if-match": etag })).status).toBe(412);
    expect((await call("read", { id: "1", headers: { ...ann } })).headers["etag"]).not.toBe(etag);
  });

  test("a partition in the query is not known where the token has it", async () => {
    const { status, content } = await made()("list", { headers: ann, query: { partitionKey: "fabrikam" } });
    expect({ status, content }).toMatchObject({
      status: 400,
      content: { detail: "The query takes sortBy, order, continuation." },
    });
  });

  test("a token of a page says nothing of an item that the caller may not see", async () => {
    const call = made();
    const long = "x".repeat(600);
    await call("create", { headers: ann, body: { id: "1", text: long } });
    const token = { sortBy: "text", descending: false, id: "1", partition: "contoso", long: true };
    const continuation = Buffer.from(JSON.stringify(token)).toString("base64url");
    const list = (headers: Call["headers"] & object) =>
      call("list", { headers, query: { sortBy: "text", continuation } });
    expect((await list(ann)).status).toBe(200);
    expect((await list(bob)).status).toBe(400);
  });
});

describe("who may not", () => {
  const call = callerOf(api, memoryStore(), undefined, SIGNED_IN);

  test.each<[string, Operation, Readonly<Record<string, string>>, number, string]>([
    ["no token", "list", {}, 401, "A token is needed."],
    [
      "another form of the header",
      "list",
      { "x-ms-client-principal": "e30=" },
      401,
      "The token is not accepted.",
    ],
    [
      "no role to read",
      "list",
      principal({ tid: "t", oid: "o" }),
      403,
      "The token has none of the rights to read.",
    ],
    [
      "a role to read alone",
      "create",
      principal({ tid: "t", oid: "o", roles: ["Orders.Read"] }),
      403,
      "The token has none of the rights to write.",
    ],
    [
      "no tenant",
      "list",
      principal({ oid: "o", ...rights }),
      403,
      "The token has no claim tid with one value.",
    ],
    [
      "two tenants",
      "list",
      principal({ tid: ["a", "b"], oid: "o", ...rights }),
      403,
      "The token has no claim tid with one value.",
    ],
  ])("%s", async (_what, operation, headers, status, detail) => {
    const reply = await call(operation, { headers, ...(operation === "create" && { body: { text: "a" } }) });
    expect(reply).toMatchObject({ status, content: { status, detail } });
    expect(reply.headers["content-type"]).toBe("application/problem+json");
    if (status === 401) expect(reply.headers["www-authenticate"]).toMatch(/^Bearer/);
  });

  test("a scope is one of several in its claim", async () => {
    const headers = principal({ tid: "t", oid: "o", scp: "profile orders.read" });
    expect((await call("list", { headers })).status).toBe(200);
    const near = principal({ tid: "t", oid: "o", scp: "orders.readwrite" });
    expect((await call("list", { headers: near })).status).toBe(403);
  });

  test("a header proves nothing where App Service authentication is off, or was never on", async () => {
    const faults: unknown[] = [];
    for (const settings of [{ ...SIGNED_IN, WEBSITE_AUTH_ENABLED: "False" }, {}]) {
      const open = callerOf(api, memoryStore(), (fault) => faults.push(fault), settings);
      expect((await open("list", { headers: ann })).status).toBe(500);
    }
    expect(faults.map(String)).toEqual([
      expect.stringContaining("App Service authentication is off") as string,
      expect.stringContaining(
        "nothing says who is calling: set functionApp.signIn or functionApp.tokens",
      ) as string,
    ]);
  });
});

test("an item that changes between the look at its owner and the change is looked at again", async () => {
  const store = memoryStore();
  let changes = 0;
  const busy: Store = {
    ...store,
    replace: async (key, item, etag) => {
      changes += 1;
      if (changes === 1) await store.replace(key, { ...item, text: "theirs" });
      return store.replace(key, item, etag);
    },
  };
  const call = callerOf(api, busy, undefined, SIGNED_IN);
  await call("create", { headers: ann, body: { id: "1", text: "a" } });
  const { status, content } = await call("update", { id: "1", headers: ann, body: { text: "mine" } });
  expect({ status, content, changes }).toMatchObject({ status: 200, content: { text: "mine" }, changes: 2 });
});

describe("no request returns or changes what its caller may not see", () => {
  const tenants = fc.constantFrom("contoso", "fabrikam");
  const people = fc.constantFrom("ann", "bob");
  const ids = ["1", "2", "3", "4"];
  const rarely = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  const body = fc
    .record({
      text: fc.constantFrom("a", "b"),
      tenant: rarely(tenants),
      owner: rarely(people),
      id: rarely(fc.constantFrom(...ids)),
    })
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)));
  const request = fc.record({
    operation: fc.constantFrom<Operation>("create", "read", "update", "delete", "list"),
    tid: fc.option(tenants, { nil: undefined, freq: 9 }),
    oid: fc.option(people, { nil: undefined, freq: 9 }),
    id: fc.constantFrom(...ids),
    body,
    query: fc.record(
      {
        sortBy: fc.constantFrom("id", "text", "owner"),
        order: fc.constantFrom("ascending", "descending"),
      },
      { requiredKeys: [] },
    ),
  });
  const rules = fc.constantFrom<AuthorizeOptions>(
    { partition: "claims.tid" },
    { owner: "claims.oid", partition: "claims.tid" },
    { owner: { claim: "claims.oid", field: "owner" }, partition: "claims.tid" },
  );

  test.each(stores)("in the %s store", async (name) => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(request, { minLength: 5, maxLength: 25 }),
        async (authorize, requests) => {
          const of = apiWith(authorize);
          const store = storeOf(name, of);
          const call = callerOf(of, store, undefined, SIGNED_IN);
          const isOwned = authorize.owner !== undefined;
          // Each has items of its own in each tenant.
          for (const tenant of ["contoso", "fabrikam"])
            for (const id of ids)
              await store.create(
                { id, partition: tenant },
                { id, tenant, owner: id < "3" ? "ann" : "bob", text: "a" },
              );
          const all = async (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
            (
              await store.query({
                sortBy: "id",
                sortType: "string",
                descending: false,
                limit: 99,
                bytes: 1e6,
              })
            ).items;
          for (const { operation, tid, oid, id, body: given, query } of requests) {
            const before = await all();
            const headers = principal({ ...(tid && { tid }), ...(oid && { oid }), ...rights });
            const hasId = operation !== "create" && operation !== "list";
            const { content } = await call(operation, {
              headers,
              ...(hasId && { id }),
              ...(operation === "list" && { query }),
              ...(["create", "update"].includes(operation) && { body: { ...given, ...(hasId && { id }) } }),
            });
            const mayBe = (item: Readonly<Record<string, unknown>>): boolean =>
              item["tenant"] === tid && (!isOwned || item["owner"] === oid);
            const told = (content ?? {}) as { readonly items?: typeof before; readonly tenant?: unknown };
            const shown = told.items ?? (told.tenant === undefined ? [] : [told]);
            expect(shown.filter((item) => !mayBe(item))).toEqual([]);
            const theirs = (items: typeof before): typeof before => items.filter((item) => !mayBe(item));
            expect(theirs(await all())).toEqual(theirs(before));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
