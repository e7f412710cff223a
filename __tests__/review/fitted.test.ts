import fc from "fast-check";
import { type Section, fitted } from "../../lib/review/fitted";

const section = fc.record({
  head: fc.constantFrom("### A", "### Table\n\n| a |\n| - |"),
  rows: fc.array(fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom("x", "y") }), {
    maxLength: 60,
  }),
  row: fc.constant("resource"),
}) satisfies fc.Arbitrary<Section>;

/** What a section needs without any row. */
const LEAST = 120;

test("a report is never longer than its limit, and shows or counts every row", () => {
  fc.assert(
    fc.property(
      fc.array(section, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 20_000 }),
      (sections, more) => {
        const limit = sections.length * LEAST + more;
        const text = fitted(sections, limit);
        expect(text.length).toBeLessThanOrEqual(limit);
        const hidden = [...text.matchAll(/_(\d+) (?:more )?resources? not shown/g)].reduce(
          (sum, [, count]) => sum + Number(count),
          0,
        );
        const shown = text.split("\n").filter((line) => /^[xy]+$/.test(line)).length;
        expect(shown + hidden).toBe(sections.flatMap(({ rows }) => rows).length);
      },
    ),
  );
});

test("what fits is whole, and rows of the first section come first", () => {
  const [first, second] = ["a", "b"].map((name) => ({
    head: name,
    rows: ["1".repeat(40), "2".repeat(40)],
    row: "line",
  }));
  expect(fitted([first, second] as readonly Section[], 10_000)).toBe(
    `a\n\n${"1".repeat(40)}\n${"2".repeat(40)}\n\nb\n\n${"1".repeat(40)}\n${"2".repeat(40)}`,
  );
  const short = fitted([first, second] as readonly Section[], 155);
  expect(short).toContain("2".repeat(40));
  expect(short).toMatch(/b\n\n_2 lines not shown here: see the report as text or JSON\._$/);
});
