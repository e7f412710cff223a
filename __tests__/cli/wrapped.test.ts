import { stripVTControlCharacters } from "node:util";
import { createColors } from "picocolors";
import { folded, hanging, wrapped } from "../../lib/cli/wrapped";

describe("text that is wrapped", () => {
  test.each([
    ["code", "say it with `npx cdktf-azure-backend check` and read on", "`npx cdktf-azure-backend check`"],
    ["a quotation", 'make one with "npx cdktf-azure-backend init" here', '"npx cdktf-azure-backend init"'],
    ["an object", "write { ops: { emails: [1, 2] }, to: {} } there", "{ ops: { emails: [1, 2] }, to: {} }"],
    ["a short remark", "monitoring.alerts.all.of.them = [] (service defaults)", "(service defaults)"],
  ])("%s stays in one line where it fits in one", (_what, text, span) => {
    const lines = wrapped(text, 41);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("\n")).toContain(span);
    expect(lines.join(" ")).toBe(text);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(41);
  });

  test("what does not fit in a line is wrapped as any other text", () => {
    const long = `\`${"word ".repeat(12).trim()}\``;
    expect(wrapped(long, 40)).toHaveLength(2);
    expect(wrapped(long, 40).join(" ")).toBe(long);
  });

  test("a word that is longer than a line is not broken", () => {
    const url = `https://example.com/${"a".repeat(60)}`;
    expect(folded(`see ${url} for more`, 50)).toEqual(["see", `    ${url}`, "    for more"]);
  });

  test("a line that is too long goes on below itself, and one that fits stays as it is", () => {
    expect(folded("one two three four five six seven eight nine ten", 44)).toEqual([
      "one two three four five six seven eight",
      "    nine ten",
    ]);
    expect(folded("a  (b)", 44)).toEqual(["a  (b)"]);
  });

  test("colours take no columns", () => {
    const { red } = createColors(true);
    const plain = hanging("problem ", 8, ["one two three four five six seven eight nine"], 52);
    const colored = hanging(`${red("problem")} `, 8, ["one two three four five six seven eight nine"], 52);
    expect(colored.map(stripVTControlCharacters)).toEqual(plain);
    expect(plain).toHaveLength(1);
  });
});
