import fc from "fast-check";
import { RETIREMENTS_AS_OF } from "../../lib/azure/retirements";
import { ageLines, endedNode } from "../../lib/cli/data-age";
import { priceBook } from "../../lib/cost/price-book";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, "2026-01-01".length);
}

describe("the age of the calendar of retirements", () => {
  test("a calendar of at most 90 days is current, an older one is said with its day, its age and what to do", () => {
    expect(ageLines(daysAfter(RETIREMENTS_AS_OF, 90), ["retirements"])).toEqual([]);
    expect(ageLines(daysAfter(RETIREMENTS_AS_OF, 91), ["retirements"])).toEqual([
      `The calendar of retirements is as of ${RETIREMENTS_AS_OF}, 91 days ago: install a newer version of this package, ` +
        "or compare it with the sources in docs/reference/retirements.md.",
    ]);
    expect(ageLines("2026-01-01")).toEqual([]);
  });

  test("once it is old, it stays old", () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 4000 }), (days) => {
        expect(ageLines(daysAfter(RETIREMENTS_AS_OF, days), ["retirements"]).length > 0).toBe(days > 90);
      }),
    );
  });

  test("check says it beside its report, which does not depend on the day", async () => {
    const project = new AppProject();
    try {
      project.recordApp();
      project.writeApp(["dev"]);
      const on = (today: string) => callTool(["check", "--format", "json"], { cwd: project.folder, today });
      const [now, later] = [await on(RETIREMENTS_AS_OF), await on(daysAfter(RETIREMENTS_AS_OF, 200))];
      expect(now.stderr).not.toContain("The calendar of retirements");
      expect(later.stderr).toContain(
        `The calendar of retirements is as of ${RETIREMENTS_AS_OF}, 200 days ago`,
      );
      expect(later.stdout).toBe(now.stdout);
      expect(later.status).toBe(now.status);
    } finally {
      project.remove();
    }
  });
});

describe("the age of the prices", () => {
  test.each([
    [-5, 0],
    [90, 0],
    [91, 1],
  ])("after %d days there are %d lines", (days, lines) => {
    expect(ageLines(daysAfter(priceBook.asOf, days), ["prices"])).toHaveLength(lines);
  });

  test.each(["cost", "check"])(
    "%s says on stderr that the prices are old, and prints the same",
    async (command) => {
      const project = new AppProject();
      try {
        project.recordApp();
        project.writeApp(["dev"]);
        const after = (days: number) =>
          callTool([command], { cwd: project.folder, today: daysAfter(priceBook.asOf, days) });
        const [fresh, old] = [await after(10), await after(200)];
        expect(fresh.stderr).not.toContain("price book");
        expect(old.stderr).toContain(`The price book is as of ${priceBook.asOf}, 200 days ago: `);
        expect(old.stdout).toBe(fresh.stdout);
        expect(old.status).toBe(0);
      } finally {
        project.remove();
      }
    },
  );
});

test("a version of Node has ended on the day after its last one", () => {
  expect(endedNode("20.20.2", "2026-04-30")).toBeUndefined();
  expect(endedNode("20.20.2", "2026-05-01")).toBe("2026-04-30");
  expect(endedNode("24.1.0", "2026-11-30")).toBeUndefined();
  // Nothing is known of versions without long-term support.
  expect(endedNode("23.1.0", "2026-11-30")).toBeUndefined();
});
