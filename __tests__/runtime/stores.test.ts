import { derivedSettings, requirementsOf } from "../../lib/components/requirements";
import { type CosmosContainer, cosmosStore, defineCrudApi, memoryStore } from "../../lib/runtime";
import { fakeCosmos } from "../support/fake-cosmos";
import { storeContract } from "../support/store-contract";

storeContract("memoryStore", () => memoryStore());
// A fake written by hand, not the service: it stands for the few calls of the SDK that the store makes.
storeContract("cosmosStore, on a fake of its container,", () =>
  cosmosStore({ name: "notes" }, { container: fakeCosmos("owner") }),
);

const uniqueKeys = [["/email"], ["/first", "/last"]];

test.each([
  ["memoryStore", () => memoryStore({ uniqueKeys })],
  [
    "cosmosStore, on a fake of its container,",
    () => cosmosStore({ name: "people" }, { container: fakeCosmos("owner", uniqueKeys) }),
  ],
])("%s lets values be unique within a partition, what is missing included", async (_name, makeStore) => {
  const store = makeStore();
  const create = async (id: string, owner: string, values: object): Promise<unknown> =>
    store.create({ id, partition: owner }, { id, owner, ...values });
  await create("1", "a", { email: "a@x", first: "A", last: "B" });
  expect(await create("2", "a", { email: "a@x", first: "C", last: "D" })).toBe("exists");
  expect(await create("2", "a", { email: "b@x", first: "A", last: "B" })).toBe("exists");
  expect(await create("2", "b", { email: "a@x", first: "A", last: "B" })).toMatchObject({
    item: { id: "2" },
  });
  expect(await create("3", "a", { email: "c@x", first: "A" })).toMatchObject({ item: { id: "3" } });
  expect(await create("4", "a", { first: "X" })).toMatchObject({ item: { id: "4" } });
  expect(await create("5", "a", { first: "Y" })).toBe("exists");
  const third = { id: "3", partition: "a" };
  expect(await store.replace(third, { id: "3", owner: "a", email: "a@x" })).toBe("exists");
  expect(await store.replace(third, { id: "3", owner: "a", email: "c@x", first: "Z" })).toMatchObject({
    item: { first: "Z" },
  });
});

describe("cosmosStore", () => {
  const query = { sortBy: 'n"; DROP', descending: true, from: "x' OR 1=1", skip: 3, limit: 10 };

  test("puts values into parameters, and quotes the name of a field", async () => {
    const container = fakeCosmos("owner");
    await cosmosStore({ name: "notes" }, { container }).query({ ...query, partition: "a" });
    expect(container.calls).toEqual([
      {
        query: {
          query:
            'SELECT * FROM c WHERE (c["n\\"; DROP"] <= @from OR NOT IS_DEFINED(c["n\\"; DROP"])) ORDER BY c["n\\"; DROP"] DESC OFFSET @skip LIMIT @limit',
          parameters: [
            { name: "@skip", value: 3 },
            { name: "@limit", value: 10 },
            { name: "@from", value: "x' OR 1=1" },
          ],
        },
        options: { maxItemCount: 10, partitionKey: "a" },
      },
    ]);
  });

  test("throws on what is no answer", async () => {
    const busy = Object.assign(new Error("busy"), { code: 429 });
    const failing: CosmosContainer = {
      ...fakeCosmos("owner"),
      item: () => ({
        read: () => Promise.reject(busy),
        replace: () => Promise.reject(busy),
        delete: () => Promise.reject(new Error("no code")),
      }),
    };
    const store = cosmosStore({ name: "notes" }, { container: failing });
    const key = { id: "1", partition: "a" };
    await expect(store.read(key)).rejects.toBe(busy);
    await expect(store.replace(key, {})).rejects.toBe(busy);
    await expect(store.delete(key)).rejects.toThrow("no code");
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

  test.each(Object.keys(settings))("not without the app setting %s", (name) => {
    expect(() => cosmosStore({ name: "my-notes" }, { settings: { ...settings, [name]: "" } })).toThrow(
      `the app setting ${name} is not there; the backend that declares "my-notes" sets it`,
    );
    expect(() => cosmosStore({ name: "my-notes" })).toThrow("MY_NOTES_COSMOS__accountEndpoint");
  });

  test("to the container of the app settings, by identity, once", async () => {
    const { asked, DefaultAzureCredential } = sdk();
    const store = cosmosStore({ name: "my-notes" }, { settings });
    expect(asked).toEqual([]);
    await store.create({ id: "1", partition: "a" }, { id: "1", owner: "a" });
    expect(await store.read({ id: "1", partition: "a" })).toMatchObject({ item: { id: "1" } });
    expect(asked).toEqual([
      { endpoint: "https://notes.example", aadCredentials: expect.any(DefaultAzureCredential) as unknown },
      "main",
      "my-notes",
    ]);
  });

  test("to an emulator by its connection string, where there is one", async () => {
    const { asked } = sdk();
    const emulator = "AccountEndpoint=https://localhost:8081/;AccountKey=known";
    const { MY_NOTES_COSMOS__accountEndpoint: _endpoint, ...rest } = settings;
    const store = cosmosStore({ name: "my-notes" }, { settings: { ...rest, MY_NOTES_COSMOS: emulator } });
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
