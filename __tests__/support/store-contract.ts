import type { Page, PageQuery, Store } from "../../lib/runtime";

/** What of its container a store follows. */
export interface StoreOptions {
  readonly uniqueKeys?: readonly (readonly string[])[];
  readonly defaultTtl?: number;
  readonly now?: () => number;
}

const EVERYTHING: PageQuery = { sortBy: "n", sortType: "number", descending: false, limit: 10, bytes: 1e6 };

/** A plus where more follows. */
function idsOf({ items, more }: Page): string {
  return items.map(({ id }) => id as string).join(" ") + (more ? "+" : "");
}

const at = (id: string, partition = "a") => ({ id, partition });

/** What a server in place of Cosmos DB may not do. */
export type Ability = "expiry" | "unique keys" | "queries of one partition";

/** What every store does, whatever it keeps items in; partitioned by `owner`. */
export function storeContract(
  name: string,
  makeStore: (options?: StoreOptions) => Store,
  lacks: readonly Ability[] = [],
): void {
  /** What a server lacks is skipped by name. */
  const given = (ability: Ability) => (lacks.includes(ability) ? describe.skip : describe);
  describe(`${name} is a store`, () => {
    let store: Store;

    beforeEach(() => {
      store = makeStore();
    });

    test("an item that is created can be read", async () => {
      const item = { id: "1", owner: "a", n: 1, tags: ["x"], nested: { deep: null } };
      const stored = await store.create(at("1"), item);
      expect(stored).toEqual({ item, etag: expect.stringMatching(/^".+"$/) as unknown });
      expect(await store.read(at("1"))).toEqual(stored);
    });

    test("an id is unique within its partition", async () => {
      await store.create(at("1"), { id: "1", owner: "a" });
      expect(await store.create(at("1"), { id: "1", owner: "a", n: 2 })).toBe("exists");
      expect(await store.create(at("1", "b"), { id: "1", owner: "b" })).toMatchObject({
        item: { owner: "b" },
      });
      expect(await store.read(at("1"))).toMatchObject({ item: { id: "1", owner: "a" } });
    });

    test("an item that does not exist is reported as missing", async () => {
      await store.create(at("1"), { id: "1", owner: "a" });
      expect(await store.read(at("2"))).toBe("missing");
      expect(await store.read(at("1", "b"))).toBe("missing");
      expect(await store.replace(at("2"), { id: "2", owner: "a" })).toBe("missing");
      expect(await store.replace(at("2"), { id: "2", owner: "a" }, '"1"')).toBe("missing");
      expect(await store.delete(at("2"))).toBe("missing");
      expect(await store.delete(at("2"), '"1"')).toBe("missing");
    });

    test("each version has an entity tag of its own, and only the named one is replaced", async () => {
      const first = etagOf(await store.create(at("1"), { id: "1", owner: "a", n: 1 }));
      const second = etagOf(await store.replace(at("1"), { id: "1", owner: "a", n: 2 }, first));
      expect(second).not.toBe(first);
      expect(await store.replace(at("1"), { id: "1", owner: "a", n: 3 }, first)).toBe("changed");
      expect(await store.read(at("1"))).toEqual({ item: { id: "1", owner: "a", n: 2 }, etag: second });
      expect(await store.replace(at("1"), { id: "1", owner: "a" })).toMatchObject({
        item: { id: "1", owner: "a" },
      });
    });

    test("only the named version is deleted", async () => {
      const first = etagOf(await store.create(at("1"), { id: "1", owner: "a" }));
      const second = etagOf(await store.replace(at("1"), { id: "1", owner: "a" }));
      expect(await store.delete(at("1"), first)).toBe("changed");
      expect(await store.delete(at("1"), second)).toBe("deleted");
      expect(await store.read(at("1"))).toBe("missing");
      await store.create(at("1"), { id: "1", owner: "a" });
      expect(await store.delete(at("1"))).toBe("deleted");
    });

    test("a change of the caller's object does not change the stored item", async () => {
      const item = { id: "1", owner: "a", tags: ["x"] };
      await store.create(at("1"), item);
      item.tags.push("y");
      expect(await store.read(at("1"))).toMatchObject({ item: { tags: ["x"] } });
    });

    given("unique keys")("values that are unique", () => {
      const create = async (id: string, owner: string, values: object): Promise<unknown> =>
        store.create(at(id, owner), { id, owner, ...values });

      beforeEach(() => {
        store = makeStore({ uniqueKeys: [["/email"], ["/first", "/last"]] });
      });

      test("unique values are unique within a partition, a missing value included", async () => {
        await create("1", "a", { email: "a@x", first: "A", last: "B" });
        expect(await create("2", "a", { email: "a@x", first: "C", last: "D" })).toBe("exists");
        expect(await create("2", "a", { email: "b@x", first: "A", last: "B" })).toBe("exists");
        expect(await create("2", "b", { email: "a@x", first: "A", last: "B" })).toMatchObject({
          item: { id: "2" },
        });
        expect(await create("3", "a", { email: "c@x", first: "A" })).toMatchObject({ item: { id: "3" } });
        expect(await create("4", "a", { first: "X" })).toMatchObject({ item: { id: "4" } });
        expect(await create("5", "a", { first: "Y" })).toBe("exists");
        expect(await store.replace(at("3"), { id: "3", owner: "a", email: "a@x" })).toBe("exists");
        expect(await store.replace(at("3"), { id: "3", owner: "a", email: "c@x", first: "Z" })).toMatchObject(
          { item: { first: "Z" } },
        );
      });

      test("unique values are free again when their item has others, or is gone", async () => {
        await create("1", "a", { email: "a@x", first: "A" });
        await store.replace(at("1"), { id: "1", owner: "a", email: "b@x", first: "A" });
        expect(await create("2", "a", { email: "a@x", first: "B" })).toMatchObject({ item: { id: "2" } });
        await store.delete(at("2"));
        expect(await create("3", "a", { email: "a@x", first: "B" })).toMatchObject({ item: { id: "3" } });
      });

      test("unique values are refused after the version was checked", async () => {
        await create("1", "a", { email: "a@x", first: "A" });
        await create("2", "a", { email: "b@x", first: "B" });
        const clash = { id: "2", owner: "a", email: "a@x", first: "B" };
        expect(await store.replace(at("2"), clash, '"other"')).toBe("changed");
        expect(await store.replace(at("2"), clash)).toBe("exists");
        expect(await store.read(at("2"))).toMatchObject({ item: { email: "b@x" } });
      });
    });

    given("expiry")("expiry", () => {
      test("an item lives as long as its own or its container's time to live, from its last change on", async () => {
        let seconds = 1_700_000_000;
        const options = { defaultTtl: 60, uniqueKeys: [["/n"]], now: () => seconds * 1000 };
        store = makeStore(options);
        for (const [id, ttl] of [["usual"], ["short", 10], ["ever", -1]] as const)
          await store.create(at(id), { id, owner: "a", n: id, ...(ttl !== undefined && { ttl }) });
        const ids = async (): Promise<string> =>
          idsOf(await store.query({ ...EVERYTHING, sortBy: "id", sortType: "string" }));
        expect(await ids()).toBe("ever short usual");
        seconds += 10;
        expect(await ids()).toBe("ever usual");
        expect(await store.read(at("short"))).toBe("missing");
        expect(await store.replace(at("short"), { id: "short", owner: "a" })).toBe("missing");
        expect(await store.create(at("again"), { id: "again", owner: "a", n: "short" })).toMatchObject({
          item: { n: "short" },
        });
        await store.replace(at("usual"), { id: "usual", owner: "a", n: "usual" });
        seconds += 59;
        expect(await ids()).toBe("again ever usual");
        seconds += 1;
        expect(await ids()).toBe("ever");
        store = makeStore({ now: options.now });
        await store.create(at("1"), { id: "1", owner: "a", ttl: 1 });
        seconds += 1000;
        expect(await store.read(at("1"))).toMatchObject({ item: { id: "1" } });
      });
    });

    describe("queried", () => {
      const ids = async (query: object): Promise<string> =>
        idsOf(await store.query({ ...EVERYTHING, ...query }));

      beforeEach(async () => {
        for (const [id, owner, n] of [
          ["three", "a", 3],
          ["none", "a", undefined],
          ["one", "b", 1],
          ["two", "a", 2],
          ["text", "a", "2"],
          ["null", "b", null],
          ["two", "b", 2],
          ["list", "a", [1]],
          ["also", "a", 2],
          ["yes", "b", true],
        ] as const)
          await store.create(at(id, owner), { id, owner, ...(n !== undefined && { n }) });
      });

      const unsorted = "list none null text yes";
      test.each<[string, object, string]>([
        ["everything, what is no number first", {}, `${unsorted} one also two two three`],
        ["downwards", { descending: true }, "three two two also one yes text null none list"],
        ["some", { limit: 6 }, `${unsorted} one+`],
        ["as many as there are", { limit: 10 }, `${unsorted} one also two two three`],
        ["after a value", { after: { ...at("one", "b"), value: 1 } }, "also two two three"],
        ["after one of equals", { after: { ...at("two", "a"), value: 2 } }, "two three"],
        ["after an item that is gone", { after: { ...at("b", "a"), value: 2 } }, "two two three"],
        [
          "downwards after one of equals",
          { descending: true, after: { ...at("two", "b"), value: 2 } },
          "two also one yes text null none list",
        ],
        ["after what has no value", { after: at("none") }, "null text yes one also two two three"],
        ["downwards after what has no value", { descending: true, after: at("none") }, "list"],
        ["by a text", { sortBy: "id", sortType: "string" }, "also list none null one text three two two yes"],
        [
          "by a text from one",
          { sortBy: "id", sortType: "string", after: { ...at("two", "a"), value: "two" } },
          "two yes",
        ],
        [
          "by the partition",
          { sortBy: "owner", sortType: "string", limit: 7, after: { ...at("two", "a"), value: "a" } },
          "null one two yes",
        ],
        ["by yes and no", { sortType: "boolean", limit: 3, descending: true }, "yes two two+"],
        ["a page that ends by its size", { bytes: 60, after: { ...at("one", "b"), value: 1 } }, "also+"],
        ["one item whatever its size", { bytes: 1, after: { ...at("one", "b"), value: 1 } }, "also+"],
      ])("a query gives the items: %s", async (_name, query, expected) => {
        expect(await ids(query)).toBe(expected);
      });

      given("queries of one partition")("in one partition", () => {
        test.each<[string, object, string]>([
          ["one partition", { partition: "a" }, "list none text also two three"],
          ["a partition that has nothing", { partition: "c" }, ""],
          ["in one partition after one", { partition: "a", after: { ...at("also"), value: 2 } }, "two three"],
        ])("a query gives the page: %s", async (_name, query, expected) => {
          expect(await ids(query)).toBe(expected);
        });

        test("a query gives items as they were stored", async () => {
          expect(
            await store.query({ ...EVERYTHING, partition: "b", limit: 3, after: at("yes", "b") }),
          ).toEqual({
            items: [
              { id: "one", owner: "b", n: 1 },
              { id: "two", owner: "b", n: 2 },
            ],
            more: false,
          });
        });
      });
    });
  });
}

function etagOf(stored: object | string): string {
  if (typeof stored === "string") throw new Error(stored);
  return (stored as { readonly etag: string }).etag;
}
