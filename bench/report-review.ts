import type { Case } from "./cases";
import { type Runs, runsOf } from "./measure";
import { spread, spreadOf } from "./spread";

/** What a review takes beside Node's start: its modules, the plans, the report. */
export function reviewReport(node: Case, review: Case, runs: Runs): string {
  const starts = runsOf(runs, node);
  const own = runsOf(runs, review).map(
    ({ milliseconds }, round) => milliseconds - (starts[round]?.milliseconds ?? NaN),
  );
  const resources = runsOf(runs, review)[0]?.figures["resources"] ?? NaN;
  return [
    `${review.title}, ${resources} resources: wall time beside Node's start, ms: median (min–max)`,
    `  ${spread(spreadOf(own), 0, 22)}`,
    "Aim, reported, never asserted: under 1 s",
  ].join("\n");
}
