import { parseArgs } from "node:util";
import { casesOf, codeCasesOf, reviewCaseOf, toolCasesOf } from "./cases";
import { recordResources, recordReview, withCompiledLibrary } from "./library";
import { measureRounds } from "./measure";
import { report } from "./report";
import { codeReport } from "./report-code";
import { reviewReport } from "./report-review";
import { toolReport } from "./report-tool";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, against: { type: "string" } },
});
const { runs, against } = values;
const rounds = Number(runs);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--runs takes a number, 1 or more");

withCompiledLibrary((library) => {
  if (against === undefined) measure(library);
  else
    withCompiledLibrary((other) => {
      measure(library, { library: other, ref: against });
    }, against);
});

/** @param other - the library of another commit, whose running code is measured in the same rounds */
function measure(library: string, other?: { readonly library: string; readonly ref: string }): void {
  const cases = casesOf(library, recordResources(library));
  const here = codeCasesOf(library, "this tree");
  const there = other === undefined ? [] : codeCasesOf(other.library, other.ref);
  const tool = toolCasesOf(library);
  const review = reviewCaseOf(library, recordReview(library));
  const ofTool = [tool.help, tool.app, ...tool.tool, tool.engine];
  const measured = measureRounds([...cases.all, ...ofTool, review, ...here, ...there], rounds);
  const reports = [
    report(cases, measured),
    toolReport(cases.node, tool, measured),
    reviewReport(cases.node, review, measured),
    codeReport(here, there, measured),
  ];
  console.log(reports.join("\n\n"));
}
