import type { Case } from "./cases";
import { type Run, type Runs, runsOf } from "./measure";
import { type Spread, spread, spreadOf } from "./spread";

/** Each figure of the cases of code that runs; beside those of another commit, in the same order, where there are any. */
export function codeReport(here: readonly Case[], there: readonly Case[], runs: Runs): string {
  const rows = here.flatMap((each, index) => {
    const other = there[index];
    const before = other === undefined ? undefined : figuresOf(runsOf(runs, other));
    return [
      each.title,
      ...Object.entries(figuresOf(runsOf(runs, each))).map(([name, now]) =>
        line(name, now, other?.title, before?.[name]),
      ),
    ];
  });
  return ["Code that runs: median (min–max)", ...rows].join("\n");
}

function figuresOf(runs: readonly Run[]): Readonly<Record<string, Spread>> {
  const names = Object.keys(runs[0]?.figures ?? {});
  return {
    "ms of wall time": spreadOf(runs.map(({ milliseconds }) => milliseconds)),
    "MB of peak memory": spreadOf(runs.map(({ megabytes }) => megabytes)),
    ...Object.fromEntries(
      names.map((name) => [name, spreadOf(runs.map(({ figures }) => figures[name] ?? NaN))]),
    ),
  };
}

const WIDTH = 44;

function line(name: string, now: Spread, whose: string | undefined, before: Spread | undefined): string {
  const own = `  ${name.padEnd(WIDTH)}${spread(now, 0, 22)}`;
  if (whose === undefined || before === undefined) return own;
  const ratio =
    before.median <= 0 || now.median <= 0 ? "" : `, ${(now.median / before.median).toFixed(2)} times`;
  return `${own}   ${whose.split(": ").at(-1) ?? ""}: ${spread(before, 0, 0)}${ratio}`;
}
