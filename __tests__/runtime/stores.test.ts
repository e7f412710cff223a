import { derivedSettings, requirementsOf } from "../../lib/components/requirements";
import { listOrder } from "../../lib/components/list-order";
import {
  type CosmosContainer,
  StoreFailure,
  type StoreFault,
  cosmosStore,
  defineCrudApi,
  memoryStore,
} from "../../lib/runtime";
import { fakeCosmos } from "../support/fake-cosmos";
import { storeContract } from "../support/store-contract";

/** As the plan makes them: a test of containers compares. */
const compositeIndexes = ["n", "id"].map((sortBy) =>
  listOrder(sortBy, "/owner").map((names) => `/${names.join("/")}`),
);
compositeIndexes.push(["/owner", "/id"]);
const api = { name: "notes", partitionKey: "/owner" } as const;

storeContract("memoryStore", (options) => memoryStore(options));
// A fake written by hand, not the service: what it leaves out stands there.
storeContract("cosmosStore, on a fake of its container,", (options) =>
  cosmosStore(api, { container: fakeCosmos("owner", { ...options, compositeIndexes }) }),
);

test("memoryStore creates in linear time", async () => {
  const store = memoryStore({ uniqueKeys: [["/n"]] });
  const begun = process.cpuUsage().user;
  for (let n = 0; n < 20_000; n += 1)
    await store.create({ id: `${n}`, partition: "a" }, { id: `${n}`, owner: "a", n });
  expect((process.cpuUsage().user - begun) / 1e6).toBeLessThan(5);
});

describe("cosmosStore", () => {
  const query = { sortBy: 'n"; DROP', sortType: "string", descending: true, limit: 10, bytes: 1000 } as const;

  test("cosmosStore puts values into parameters, and quotes the names of fields", async () => {
    const name = 'c["n\\"; DROP"]';
    const container = fakeCosmos("owner", {
      compositeIndexes: [
        ['/n"; DROP', "/id", "/owner"],
        ["/id", "/owner"],
      ],
    });
    const after = { id: "1", partition: "b", value: "x' OR 1=1" };
    await cosmosStore(api, { container }).query({ ...query, partition: "a", after });
    expect(container.calls).toEqual([
      {
        query: {
          query: `SELECT TOP 11 * FROM c WHERE IS_STRING(${name}) AND (${name} < @after0 OR (${name} = @after0 AND (c["id"] < @after1 OR (c["id"] = @after1 AND c["owner"] < @after2)))) ORDER BY ${name} DESC, c["id"] DESC, c["owner"] DESC`,
          parameters: [
            { name: "@after0", value: "x' OR 1=1" },
            { name: "@after1", value: "1" },
            { name: "@after2", value: "b" },
          ],
        },
        options: { maxItemCount: 11, partitionKey: "a" },
      },
      {
        query: {
          query: `SELECT TOP 11 * FROM c WHERE NOT IS_STRING(${name}) ORDER BY c["id"] DESC, c["owner"] DESC`,
          parameters: [],
        },
        options: { maxItemCount: 11, partitionKey: "a" },
      },
    ]);
  });

  test("cosmosStore sorts by id alone where it is the partition key", async () => {
    const container = fakeCosmos("id");
    const after = { id: "1", partition: "1" };
    await cosmosStore({ name: "notes", partitionKey: "/id" }, { container }).query({
      ...query,
      sortBy: "id",
      after,
    });
    expect(container.calls[0]?.query.query).toBe(
      'SELECT TOP 11 * FROM c WHERE c["id"] < @after0 ORDER BY c["id"] DESC',
    );
  });

  test.each<[unknown, StoreFault | undefined, number | undefined]>([
    [{ code: 429, retryAfterInMs: 2300 }, "throttled", 3],
    [{ code: 429 }, "throttled", 1],
    [{ code: 449 }, "unavailable", 1],
    [{ code: 408 }, "unavailable", 1],
    [{ code: 503, retryAfterInMs: "x" }, "unavailable", 1],
    [{ code: "ECONNREFUSED" }, "unavailable", 1],
    [{ name: "TimeoutError" }, "unavailable", 1],
    [{ code: 413 }, "too large", undefined],
    [{ code: 403 }, "denied", undefined],
    [{ code: 401 }, "denied", undefined],
    [{ name: "CredentialUnavailableError" }, "denied", undefined],
    [{ code: 400, message: "does not have a corresponding composite index" }, "unavailable", 60],
    [{ code: 400 }, undefined, undefined],
    [{ code: 500 }, undefined, undefined],
    ["no error", undefined, undefined],
  ])("cosmosStore gives the reason of a failure: %j", async (cause, fault, retryAfter) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors
    const fail = () => Promise.reject(cause);
    const container: CosmosContainer = {
      items: { create: fail, query: () => ({ hasMoreResults: () => true, fetchNext: fail }) },
      item: () => ({ read: fail, replace: fail, delete: fail }),
    };
    const store = cosmosStore(api, { container });
    const key = { id: "1", partition: "a" };
    for (const call of [
      store.read(key),
      store.create(key, {}),
      store.replace(key, {}),
      store.delete(key),
      store.query(query),
    ]) {
      const thrown: unknown = await call.then(String, (error: unknown) => error);
      if (fault === undefined) expect(thrown).toBe(cause);
      else {
        expect(thrown).toBeInstanceOf(StoreFailure);
        expect(thrown).toMatchObject({ fault, retryAfter, cause });
      }
    }
  });
});

describe("cosmosStore connects", () => {
  beforeEach(() => {
    jest.resetModules();
  });

  const settings = {
    MY_NOTES_COSMOS__accountEndpoint: "https://notes.example",
    MY_NOTES_COSMOS_DATABASE: "main",
    MY_NOTES_COSMOS_CONTAINER: "my-notes",
  };

  test.each(Object.keys(settings))("cosmosStore does not connect without the app setting %s", (name) => {
    expect(() =>
      cosmosStore({ name: "my-notes", partitionKey: "/owner" }, { settings: { ...settings, [name]: "" } }),
    ).toThrow(`the app setting ${name} is missing; the backend that declares "my-notes" sets it`);
    expect(() => cosmosStore({ name: "my-notes", partitionKey: "/owner" })).toThrow(
      "MY_NOTES_COSMOS__accountEndpoint",
    );
  });

  test("cosmosStore connects to the container of the app settings, by identity, once", async () => {
    const { asked, DefaultAzureCredential } = sdk();
    const store = cosmosStore({ name: "my-notes", partitionKey: "/owner" }, { settings });
    expect(asked).toEqual([]);
    await store.create({ id: "1", partition: "a" }, { id: "1", owner: "a" });
    expect(await store.read({ id: "1", partition: "a" })).toMatchObject({ item: { id: "1" } });
    expect(asked).toEqual([
      { endpoint: "https://notes.example", aadCredentials: expect.any(DefaultAzureCredential) as unknown },
      "main",
      "my-notes",
    ]);
  });

  test("cosmosStore connects to the regions that the app settings prefer", async () => {
    const { asked } = sdk();
    const preferred = { ...settings, MY_NOTES_COSMOS_PREFERRED_LOCATIONS: "West US 2,East US 2" };
    const store = cosmosStore({ name: "my-notes", partitionKey: "/owner" }, { settings: preferred });
    await store.read({ id: "1", partition: "a" });
    expect(asked[0]).toMatchObject({
      connectionPolicy: { preferredLocations: ["West US 2", "East US 2"] },
    });
  });

  test("cosmosStore connects to an emulator by its connection string, where there is one", async () => {
    const { asked } = sdk();
    const emulator = "AccountEndpoint=https://localhost:8081/;AccountKey=known";
    const { MY_NOTES_COSMOS__accountEndpoint: _endpoint, ...rest } = settings;
    const store = cosmosStore(
      { name: "my-notes", partitionKey: "/owner" },
      { settings: { ...rest, MY_NOTES_COSMOS: emulator } },
    );
    await store.create({ id: "1", partition: "a" }, { id: "1", owner: "a" });
    expect(asked).toEqual([emulator, "main", "my-notes"]);
  });
});

/** The SDK replaced by what notes how it was called. */
function sdk(): { readonly asked: readonly unknown[]; readonly DefaultAzureCredential: new () => object } {
  const asked: unknown[] = [];
  class DefaultAzureCredential {
    readonly kind = "by identity";
  }
  class CosmosClient {
    constructor(options: unknown) {
      asked.push(options);
    }
    database(database: string): object {
      return {
        container: (container: string) => {
          asked.push(database, container);
          return fakeCosmos("owner");
        },
      };
    }
  }
  jest.doMock("@azure/cosmos", () => ({ CosmosClient }));
  jest.doMock("@azure/identity", () => ({ DefaultAzureCredential }));
  return { asked, DefaultAzureCredential };
}

test("cosmosStore reads the app settings that the backend writes", () => {
  const api = defineCrudApi({
    name: "my-notes",
    entityName: "Note",
    partitionKey: "/id",
    schema: { id: "string" },
  });
  const [component] = requirementsOf({ api }).components;
  const written = component === undefined ? {} : derivedSettings(component, "main");
  const settings = Object.fromEntries(Object.keys(written).map((name) => [name, "x"]));
  expect(() => cosmosStore(api, { settings })).not.toThrow();
});
