import { estimateCost, explain, planBackend } from "../../lib";
import { findingsOfPlan } from "../../lib/cli/check/finding";
import { asText, headingOf } from "../../lib/cli/check/text";
import { costText } from "../../lib/cli/run/cost-text";
import { folded } from "../../lib/cli/wrapped";
import { AppProject } from "../support/app-project";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { callTool } from "../support/tool";

const plans = ["dev", "prod"].map((environment) =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", environment },
  ),
);
/** What commands print, as lines. */
const texts: Readonly<Record<string, (columns: number) => readonly string[]>> = {
  check: (columns) =>
    asText(
      plans.flatMap((plan) => findingsOfPlan(plan, { policies: true })),
      plans.map((plan) => headingOf(plan)),
      { columns, color: false },
    ).split("\n"),
  cost: (columns) => plans.flatMap((plan) => costText(estimateCost(plan), columns).split("\n")),
  explain: (columns) =>
    plans.flatMap((plan) =>
      explain(plan)
        .split("\n")
        .flatMap((line) => folded(line, columns)),
    ),
};

/** Whatever stands between words in one width or in another. */
function words(lines: readonly string[] = []): readonly string[] {
  return lines.join(" ").replaceAll(/[():]/g, " ").split(/\s+/).sort();
}

describe.each(Object.keys(texts))("the text of %s", (command) => {
  const linesIn = (columns: number): readonly string[] => texts[command]?.(columns) ?? [];

  test.each([80, 120, 200])("is within %d columns, but for words that are longer", (columns) => {
    const lines = linesIn(columns);
    expect(lines.length).toBeGreaterThan(10);
    const tooLong = lines.filter((line) => line.length > columns);
    // A note about one long address has its level in front.
    expect(tooLong.filter((line) => /\S\s+\S/.test(line.replace(/^\s*note\s+/, "")))).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  test("says the same in any width", () => {
    expect(words(linesIn(80))).toEqual(words(linesIn(1000)));
  });
});

test("an estimate is a table where that fits, and else has what each price is below its item", () => {
  const lines = texts["cost"]?.(250) ?? [];
  expect(lines).toContainEqual(expect.stringMatching(/^Service +Item +Quantity +Price +Low +High +Source$/));
  const narrow = texts["cost"]?.(80) ?? [];
  const head = narrow.findIndex((line) => /^Service +Item +Low +High$/.test(line));
  expect(narrow[head + 1]).toMatch(/^ +Quantity: Price \(Source\)$/);
  const item = narrow.findIndex((line) => /^keyVault +operations +\$0\.00 +\$0\.03$/.test(line));
  expect(narrow[item + 1]).toBe(
    "               1,000 to 10,000 operations: $0.03 per 10,000 operations (retail)",
  );
});

test.each(["cost", "explain"])("%s keeps to the columns of its terminal", async (command) => {
  const project = new AppProject();
  try {
    project.recordApp();
    project.writeApp(["dev"]);
    const { status, stdout } = await callTool([command], { cwd: project.folder, columns: 80 });
    expect(status).toBe(0);
    const tooLong = stdout.split("\n").filter((line) => line.length > 80 && /\S\s+\S/.test(line));
    expect(tooLong).toEqual([]);
  } finally {
    project.remove();
  }
});
