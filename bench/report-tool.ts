import type { Case, ToolCases } from "./cases";
import { type Runs, runsOf, timesOf } from "./measure";
import { spread, spreadOf } from "./spread";

/** What the tool takes, as ratios to Node alone and to the app that it runs. */
export function toolReport(node: Case, cases: ToolCases, runs: Runs): string {
  const { help, app, tool, engine } = cases;
  const rows = [
    ...[node, help].map((each) => row(each, node, "node alone")),
    ...[app, ...tool, engine].map((each) => row(each, app, "tsx main.ts")),
  ];
  const [, check] = tool;
  return [
    "The tool, for dev and prod in TypeScript: wall time, ms: median (min–max)",
    ...rows,
    "",
    "Aims, reported, never asserted:",
    `  --help in under 1.5 times of node alone: ${timesOf(runsOf(runs, help), runsOf(runs, node)).median.toFixed(2)} times`,
    `  check in under 2 s: ${(timeOf(check).median / 1000).toFixed(1)} s here`,
  ].join("\n");

  function row(each: Case, to: Case, name: string): string {
    const compared =
      each === to ? "" : `${spread(timesOf(runsOf(runs, each), runsOf(runs, to)), 2, 22)} × ${name}`;
    return `  ${each.title.padEnd(30)}${spread(timeOf(each), 0, 22)}${compared}`;
  }

  function timeOf(each: Case) {
    return spreadOf(runsOf(runs, each).map(({ milliseconds }) => milliseconds));
  }
}
