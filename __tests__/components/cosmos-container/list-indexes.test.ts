import { type CrudApi, defineCrudApi, planBackend } from "../../../lib";
import { listOrder } from "../../../lib/components/list-order";

const notes = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/id",
  schema: { at: "timestamp", "a b": "number", tags: "array" },
});

function indexesOf(api: CrudApi): readonly string[] | undefined {
  const { containers } = planBackend({ api }, { project: "shop", location: "westus2" }).services.cosmos;
  const policy = containers.find(({ name }) => name === api.name)?.indexingPolicy;
  return policy?.compositeIndexes.map((index) =>
    index.map(({ path, order }) => `${order === "ascending" ? "" : "-"}${path}`).join(" "),
  );
}

test("a container has the index of each order that its lists are paged in", () => {
  expect(indexesOf(notes)).toEqual(["/at /id", '/"a b" /id']);
  expect(indexesOf({ ...notes, partitionKey: "/at" })).toEqual(["/id /at", "/at /id", '/"a b" /id /at']);
  const placed = {
    ...notes,
    schema: { place: "object", at: "timestamp" },
    partitionKey: "/place/city",
  } as const;
  expect(indexesOf(placed)).toEqual(["/id /place/city", "/at /id /place/city"]);
});

test("an API without lists, or sorted by its id alone, keeps Azure's own policy", () => {
  expect(indexesOf({ ...notes, routes: { list: false } })).toBeUndefined();
  expect(indexesOf({ ...notes, schema: { tags: "array" } })).toBeUndefined();
});

test("an index that is declared is kept, and not added twice", () => {
  const own = [
    { path: "/at", order: "descending" },
    { path: "/id", order: "descending" },
  ] as const;
  expect(indexesOf({ ...notes, indexingPolicy: { compositeIndexes: [own] } })).toEqual([
    "-/at -/id",
    '/"a b" /id',
  ]);
  expect(indexesOf({ ...notes, indexingPolicy: { excludedPaths: ["/at/?"] } })).toEqual(['/"a b" /id']);
});

test("no two items have the same place in an order", () => {
  expect(listOrder("at", "/id")).toEqual([["at"], ["id"]]);
  expect(listOrder("id", "/customer")).toEqual([["id"], ["customer"]]);
  expect(listOrder("customer", "/customer")).toEqual([["customer"], ["id"]]);
  expect(listOrder(undefined, "/place/city")).toEqual([["id"], ["place", "city"]]);
});
