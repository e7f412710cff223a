import type { Case, ToolCases } from "./cases";
import type { Run } from "./measure";
import { spread, spreadOf } from "./spread";

/** What the tool takes, as ratios to Node alone and to the app that it runs. */
export function toolReport(cases: ToolCases, runs: ReadonlyMap<Case, readonly Run[]>): string {
  const { node, help, app, tool, engine } = cases;
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
    `  --help in under 1.5 times of node alone: ${ratio(help, node).median.toFixed(2)} times`,
    `  check in under 2 s: ${(timeOf(check).median / 1000).toFixed(1)} s here`,
  ].join("\n");

  function row(each: Case, to: Case, name: string): string {
    const compared = each === to ? "" : `${spread(ratio(each, to), 2, 22)} × ${name}`;
    return `  ${each.title.padEnd(30)}${spread(timeOf(each), 0, 22)}${compared}`;
  }

  function timeOf(each: Case) {
    return spreadOf(runsOf(each).map(({ milliseconds }) => milliseconds));
  }

  /** Within the same round. */
  function ratio(each: Case, to: Case) {
    const others = runsOf(to);
    return spreadOf(
      runsOf(each).map(({ milliseconds }, round) => milliseconds / (others[round]?.milliseconds ?? NaN)),
    );
  }

  function runsOf(each: Case): readonly Run[] {
    const found = runs.get(each);
    if (found === undefined) throw new Error("a case was not measured");
    return found;
  }
}
