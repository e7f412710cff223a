import fc from "fast-check";
import { type Treatment, treatmentOf } from "../../lib/terraform/planned-values";
import { planDifferences } from "../../lib/terraform/plan-differences";

/** An update, as Terraform's JSON has one of it. */
function update(before: unknown, after: unknown, unknown: unknown = {}) {
  return { isUpdate: true, before, after, unknown };
}

function creation(after: unknown, unknown: unknown = {}) {
  return { isUpdate: false, before: undefined, after, unknown };
}

/** Plain attributes and blocks, as deep as a resource has them. */
const values = fc.letrec<{ value: unknown; leaf: unknown; block: Readonly<Record<string, unknown>> }>(
  (tie) => ({
    leaf: fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(null)),
    block: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), {
      maxKeys: 4,
      depthIdentifier: "value",
    }),
    value: fc.oneof(
      { maxDepth: 3, depthIdentifier: "value" },
      tie("leaf"),
      fc.array(tie("leaf"), { maxLength: 3 }),
      fc.array(tie("block"), { maxLength: 3 }),
      tie("block"),
    ),
  }),
);

/** A value without some of its parts, and what says that they are unknown. */
function hidden(
  value: unknown,
  hides: () => boolean,
): { readonly after: unknown; readonly unknown: unknown } {
  if (hides()) return { after: undefined, unknown: true };
  if (Array.isArray(value)) {
    const parts = value.map((each) => hidden(each, hides));
    return { after: parts.map(({ after }) => after ?? null), unknown: parts.map(({ unknown }) => unknown) };
  }
  if (typeof value !== "object" || value === null) return { after: value, unknown: false };
  const parts = Object.entries(value).map(([key, each]) => [key, hidden(each, hides)] as const);
  return {
    after: Object.fromEntries(
      parts.flatMap(([key, { after }]) => (after === undefined ? [] : [[key, after]])),
    ),
    unknown: Object.fromEntries(parts.map(([key, { unknown }]) => [key, unknown])),
  };
}

/** Another value in one place. */
function spoiled(value: unknown, pick: (count: number) => number): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const at = pick(value.length);
    return value.map((each: unknown, index) => (index === at ? spoiled(each, pick) : each));
  }
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
    const key = Object.keys(value)[pick(Object.keys(value).length)] ?? "";
    return { ...value, [key]: spoiled((value as Readonly<Record<string, unknown>>)[key], pick) };
  }
  return "spoiled by nobody else";
}

describe("values of two plans", () => {
  test("a plan treats every value as itself does, whatever of it was unknown", () => {
    fc.assert(
      fc.property(values.value, values.value, fc.infiniteStream(fc.boolean()), (before, after, stream) => {
        const hides = (): boolean => stream.next().value === true;
        const earlier = hidden(after, hides);
        expect(treatmentOf(creation(earlier.after, earlier.unknown), creation(after))).toBe("same");
        expect(treatmentOf({ ...creation(after) }, creation(after))).toBe("same");
        expect(treatmentOf(update(before, after), update(before, after))).toBe("same");
      }),
    );
  });

  test("one other value anywhere is found, in what is created", () => {
    fc.assert(
      fc.property(values.value, fc.infiniteStream(fc.nat()), (after, stream) => {
        const pick = (count: number): number => Number(stream.next().value) % count;
        expect(treatmentOf(creation(after), creation(spoiled(after, pick)))).toBe("other");
      }),
    );
  });

  test("one value that was not to be changed and now is, anywhere, is found in an update", () => {
    fc.assert(
      fc.property(values.value, fc.infiniteStream(fc.nat()), (kept, stream) => {
        const pick = (count: number): number => Number(stream.next().value) % count;
        expect(treatmentOf(update(kept, kept), update(spoiled(kept, pick), kept))).toBe("further");
      }),
    );
  });

  test("elements of which something was unknown may come in another order, each for one", () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 })
          .chain((names) =>
            fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length })),
          ),
        ([names, shuffled]) => {
          const earlier = creation(
            names.map((name) => ({ name })),
            names.map(() => ({ id: true })),
          );
          const known = (all: readonly string[]): unknown =>
            all.map((name) => ({ name, id: `id of ${name}` }));
          expect(treatmentOf(earlier, creation(known(shuffled)))).toBe("same");
          expect(treatmentOf(earlier, creation(known([...shuffled.slice(1), "somebody else"])))).toBe(
            "other",
          );
        },
      ),
    );
  });

  test.each<readonly [string, Treatment, ReturnType<typeof update>, ReturnType<typeof update>]>([
    ["kept by both, and changed in Azure by itself", "same", update("1", "1"), update("2", "2")],
    ["set already, to the value that was reviewed", "same", update("1", "2"), update("2", "2")],
    ["set to another value", "other", update("1", "2"), update("1", "3")],
    ["kept, where it was to be set", "other", update("1", "2"), update("1", "1")],
    ["set, where it was kept", "further", update("1", "1"), update("2", "1")],
    ["set to a new value, where it was kept", "other", update("1", "1"), update("1", "2")],
    ["unknown, where it was kept", "other", update("1", "1"), update("1", undefined, true)],
    ["known no longer", "other", update("1", "2"), update("1", undefined, true)],
    [
      "in a block beside one that is set",
      "further",
      update({ a: 1, b: 1 }, { a: 2, b: 1 }),
      update({ a: 1, b: 0 }, { a: 2, b: 1 }),
    ],
    [
      "in the only block of a list",
      "further",
      update([{ a: 1, b: 1 }], [{ a: 2, b: 1 }]),
      update([{ a: 1, b: 0 }], [{ a: 2, b: 1 }]),
    ],
  ])("a value that is %s is treated as %s", (_, treatment, earlier, now) => {
    expect(treatmentOf(earlier, now)).toBe(treatment);
  });

  test.each([
    ["https://known-once-applied.invalid/", "https://func-1.azurewebsites.net/", "same"],
    ["https://known-once-applied.invalid/", "http://func-1.azurewebsites.net/", "other"],
    ["https://known-once-applied.invalid/", "https://func-1.azurewebsites.net/?more", "other"],
    ["known-once-applied.invalid", null, "other"],
    ["a.known-once-applied.invalid+b", "a.1+b", "same"],
    ["a.known-once-applied.invalid+b", "a.+b", "other"],
  ])("%s stands for what is known later, and %s is %s", (text, value, treatment) => {
    expect(treatmentOf(creation(text), creation(value))).toBe(treatment);
  });
});

describe("plans of which some was applied", () => {
  const change = (
    address: string,
    actions: readonly string[],
    more: object = {},
    after: object | null = { a: 1 },
  ) => ({
    address,
    mode: "managed",
    ...more,
    change: { actions, before: null, after, after_unknown: {} },
  });
  const planOf = (...changes: readonly object[]): string => JSON.stringify({ resource_changes: changes });

  test("what is done already is missing, and what is left is the same", () => {
    const earlier = planOf(
      change("a", ["create"]),
      change("b", ["create"]),
      change("c", ["delete"], {}, null),
    );
    const rest = planOf(change("b", ["create"]));
    expect(planDifferences(earlier, rest, { isRest: true })).toEqual([]);
    expect(planDifferences(earlier, rest)).toEqual(["would no longer create a", "would no longer delete c"]);
  });

  test("a replacement that was interrupted is brought to its end, from either side", () => {
    const earlier = planOf(change("a", ["delete", "create"]), change("b", ["create", "delete"]));
    const rest = planOf(change("a", ["create"]), change("b", ["delete"], { deposed: "1234abcd" }, null));
    expect(planDifferences(earlier, rest, { isRest: true })).toEqual([]);
    expect(planDifferences(earlier, rest)).toEqual([
      "would create a, no longer replace it",
      "would no longer replace b",
      "would also delete b (deposed 1234abcd)",
    ]);
  });

  test("anything else is a difference as well", () => {
    const earlier = planOf(change("a", ["create"]), change("b", ["update"]));
    const rest = planOf(
      change("a", ["create"], {}, { a: 2 }),
      change("b", ["delete", "create"]),
      change("c", ["delete"], {}, null),
      change("d", ["delete"], { deposed: "1234abcd" }, null),
    );
    expect(planDifferences(earlier, rest, { isRest: true })).toEqual([
      "would create a with another a",
      "would replace b, no longer update it",
      "would also delete c",
      "would also delete d (deposed 1234abcd)",
    ]);
  });

  test("an import and a move are changes, with what they are of", () => {
    const imported = (id: string) => ({
      ...change("a", ["no-op"]),
      change: { actions: ["no-op"], before: {}, after: {}, importing: { id } },
    });
    const moved = change("b", ["no-op"], { previous_address: "old" });
    expect(planDifferences(planOf(imported("/1")), planOf(imported("/1")))).toEqual([]);
    expect(planDifferences(planOf(imported("/1")), planOf(imported("/2"), moved))).toEqual([
      "would import a from another id",
      "would also move b",
    ]);
  });
});
