import type { Item, Store } from "../../lib/runtime";

const at = (id: string, partition = "a") => ({ id, partition });

/** What every store does, whatever it keeps items in; partitioned by `owner`. */
export function storeContract(name: string, makeStore: () => Store): void {
  describe(`${name} is a store`, () => {
    let store: Store;

    beforeEach(() => {
      store = makeStore();
    });

    test("what is created can be read", async () => {
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

    test("what is not there is missing", async () => {
      await store.create(at("1"), { id: "1", owner: "a" });
      expect(await store.read(at("2"))).toBe("missing");
      expect(await store.read(at("1", "b"))).toBe("missing");
      expect(await store.replace(at("2"), { id: "2", owner: "a" })).toBe("missing");
      expect(await store.replace(at("2"), { id: "2", owner: "a" }, '"1"')).toBe("missing");
      expect(await store.delete(at("2"))).toBe("missing");
      expect(await store.delete(at("2"), '"1"')).toBe("missing");
    });

    test("each version has an entity tag of its own, and only the one that is named is replaced", async () => {
      const first = etagOf(await store.create(at("1"), { id: "1", owner: "a", n: 1 }));
      const second = etagOf(await store.replace(at("1"), { id: "1", owner: "a", n: 2 }, first));
      expect(second).not.toBe(first);
      expect(await store.replace(at("1"), { id: "1", owner: "a", n: 3 }, first)).toBe("changed");
      expect(await store.read(at("1"))).toEqual({ item: { id: "1", owner: "a", n: 2 }, etag: second });
      expect(await store.replace(at("1"), { id: "1", owner: "a" })).toMatchObject({
        item: { id: "1", owner: "a" },
      });
    });

    test("only the version that is named is deleted", async () => {
      const first = etagOf(await store.create(at("1"), { id: "1", owner: "a" }));
      const second = etagOf(await store.replace(at("1"), { id: "1", owner: "a" }));
      expect(await store.delete(at("1"), first)).toBe("changed");
      expect(await store.delete(at("1"), second)).toBe("deleted");
      expect(await store.read(at("1"))).toBe("missing");
      await store.create(at("1"), { id: "1", owner: "a" });
      expect(await store.delete(at("1"))).toBe("deleted");
    });

    test("what was handed over can change without changing what is kept", async () => {
      const item = { id: "1", owner: "a", tags: ["x"] };
      await store.create(at("1"), item);
      item.tags.push("y");
      expect(await store.read(at("1"))).toMatchObject({ item: { tags: ["x"] } });
    });

    describe("queried", () => {
      const all = { sortBy: "n", descending: false, skip: 0, limit: 10 };
      const ids = async (query: object): Promise<string> => {
        const items: readonly Item[] = await store.query({ ...all, ...query });
        return items.map(({ id }) => id as string).join(" ");
      };

      beforeEach(async () => {
        for (const [id, owner, n] of [
          ["three", "a", 3],
          ["none", "a", undefined],
          ["one", "b", 1],
          ["two", "a", 2],
        ] as const)
          await store.create(at(id, owner), { id, owner, ...(n !== undefined && { n }) });
      });

      test.each<[string, object, string]>([
        ["everything, nothing first", {}, "none one two three"],
        ["downwards", { descending: true }, "three two one none"],
        ["one partition", { partition: "a" }, "none two three"],
        ["a partition that has nothing", { partition: "c" }, ""],
        ["some", { limit: 2 }, "none one"],
        ["some later ones", { skip: 1, limit: 2 }, "one two"],
        ["from a value", { from: 2 }, "two three"],
        ["from a value, without the first", { from: 2, skip: 1 }, "three"],
        ["downwards from a value", { from: 2, descending: true }, "two one none"],
        ["from nothing", { from: null }, "none one two three"],
        ["downwards from nothing", { from: null, descending: true }, "none"],
        ["by a text", { sortBy: "id" }, "none one three two"],
        ["by a text from one", { sortBy: "id", from: "p" }, "three two"],
      ])("%s", async (_name, query, expected) => {
        expect(await ids(query)).toBe(expected);
      });

      test("items come as they were stored", async () => {
        expect(await store.query({ ...all, partition: "b" })).toEqual([{ id: "one", owner: "b", n: 1 }]);
      });
    });
  });
}

function etagOf(stored: object | string): string {
  if (typeof stored === "string") throw new Error(stored);
  return (stored as { readonly etag: string }).etag;
}
