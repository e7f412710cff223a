import fc from "fast-check";
import { type Json, differences } from "../../scripts/facts/differences";

test("differences name the place, with what was there and what is now", () => {
  const before = { read: "2026-11-28", ends: { 20: "2026-04-30", 21: "x" }, list: ["a", "b"] };
  const after = { read: "2026-11-30", ends: { 20: "2026-04-30", 22: "y" }, list: ["b", "c"] };
  expect(differences(before, after)).toEqual([
    'read: "2026-11-28" → "2026-11-30"',
    'ends.22: new, "y"',
    'ends.21: gone, was "x"',
    'list: + "c", - "a"',
  ]);
  expect(differences({ list: ["a", "b"] }, { list: ["b", "a"] })).toEqual(["list: another order"]);
  expect(differences({ at: ["a"] }, { at: "a" })).toEqual(['at: ["a"] → "a"']);
});

test("there are differences wherever two tables are not the same", () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
  const sorted = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;
  fc.assert(
    fc.property(json, (value) => {
      expect(differences(sorted(value), sorted(value))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(json, json, (one, other) => {
      const same = isSame(one, other);
      expect(differences(sorted(one), sorted(other)).length === 0).toBe(same);
    }),
  );
});

/** Members of objects have no order. */
function isSame(one: Json, other: Json): boolean {
  try {
    expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
    return true;
  } catch {
    return false;
  }
}
