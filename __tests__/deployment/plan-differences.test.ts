import { planDifferences } from "../../lib/terraform/plan-differences";

interface Change {
  readonly actions: readonly string[];
  readonly after?: object | null;
  readonly unknown?: unknown;
}

function planOf(changes: Readonly<Record<string, Change>>): string {
  const all = Object.entries(changes).map(([address, { actions, after = {}, unknown = {} }]) => ({
    address,
    mode: address.startsWith("data.") ? "data" : "managed",
    change: { actions, before: null, after, after_unknown: unknown },
  }));
  return JSON.stringify({ resource_changes: all });
}

const create = (after: object, unknown: unknown = {}): string =>
  planOf({ a: { actions: ["create"], after, unknown } });

describe("differences of two plans", () => {
  test("what one plan does and the other does not is a difference, by address", () => {
    const earlier = planOf({
      a: { actions: ["create"] },
      b: { actions: ["update"] },
      c: { actions: ["update"] },
    });
    const now = planOf({
      b: { actions: ["delete", "create"] },
      c: { actions: ["update"] },
      d: { actions: ["delete"] },
    });
    expect(planDifferences(earlier, now)).toEqual([
      "would no longer create a",
      "would replace b, no longer update it",
      "would also delete d",
    ]);
  });

  test("what stays as it is and what is only read is no difference", () => {
    const earlier = planOf({ a: { actions: ["no-op"] }, "data.b": { actions: ["read"] } });
    expect(planDifferences(earlier, planOf({}))).toEqual([]);
  });

  test("another value is told by its attribute and never shown", () => {
    const [line = ""] = planDifferences(
      create({ name: "x", key: "secret-1" }),
      create({ name: "x", key: "secret-2" }),
    );
    expect(line).toBe("would create a with another key");
  });

  test.each([
    ["a value that was unknown", create({}, { id: true }), create({ id: "1" })],
    [
      "a part that was unknown",
      create({ s: [{ a: 1 }] }, { s: [{ b: true }] }),
      create({ s: [{ a: 1, b: 2 }] }),
    ],
    ["a placeholder", create({ s: { a: "x-known-once-applied.invalid" } }), create({ s: { a: "x-1" } })],
    ["a value that is null or left out", create({ a: null }), create({})],
  ])("%s is no difference", (_, earlier, now) => {
    expect(planDifferences(earlier, now)).toEqual([]);
  });

  test.each([
    ["a nested value", create({ s: [{ a: 1 }] }), create({ s: [{ a: 2 }] })],
    ["a further item", create({ s: [1] }), create({ s: [1, 2] })],
    ["a list that was an object", create({ s: { 0: 1 } }), create({ s: [1] })],
    ["a value that is known no longer", create({ s: "1" }), create({}, { s: true })],
  ])("%s is a difference", (_, earlier, now) => {
    expect(planDifferences(earlier, now)).toEqual(["would create a with another s"]);
  });
});
