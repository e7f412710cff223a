import { cpus } from "node:os";
import type { Case, Cases } from "./cases";
import { type Run, type Runs, runsOf, timesOf } from "./measure";
import { type Spread, spread, spreadOf } from "./spread";

/** What was measured, as text: a table, the growth, and the aims. */
export function report(cases: Cases, runs: Runs): string {
  const figures = new Map(
    cases.all.map((each) => [each, figuresOf(runsOf(runs, each), runsOf(runs, cases.bare))]),
  );
  const both = of(cases.both);
  const engineAlone = of(cases.engineAlone).ratio.median;
  const many = timesOf(runsOf(runs, cases.many), runsOf(runs, cases.few));
  const growth = growthOf(cases, (each) => of(each).milliseconds.median);
  return [heading(), "", ...table(), "", ...growth.lines, "", ...aims()].join("\n");

  function heading(): string {
    const rounds = runsOf(runs, cases.bare).length;
    return `node ${process.version}, ${cpus().length} cores; fresh processes, ${rounds} runs each: median (min–max)`;
  }

  function table(): readonly string[] {
    const width = Math.max(...cases.all.map(({ title }) => title.length));
    const columns = ["wall time, ms".padStart(22), "peak memory, MB".padStart(22), "× bare app".padStart(20)];
    return [
      `${" ".repeat(width)}${columns.join("")}`,
      ...cases.all.map((each) => {
        const { milliseconds, megabytes, ratio } = of(each);
        const cells = [spread(milliseconds, 0, 22), spread(megabytes, 0, 22), spread(ratio, 2, 20)];
        return `${each.title.padEnd(width)}${cells.join("")}`;
      }),
    ];
  }

  function aims(): readonly string[] {
    return [
      "Aims, reported, never asserted:",
      `  dev and prod in under twice the bare app's time: ${both.ratio.median.toFixed(2)} times`,
      `    of that, cdktf alone with the same resources: ${engineAlone.toFixed(2)} times`,
      `    of that, the library: ${(both.ratio.median - engineAlone).toFixed(2)} times`,
      `  dev and prod in under 150 MB: ${both.megabytes.median.toFixed(0)} MB (1 MB is 1,000,000 bytes)`,
      `  100 components in under twice the time of 2: ${many.median.toFixed(2)} times`,
      `  growth linear: ${growth.steepening.toFixed(2)} (the last environments' time to the first ones'; 1 is linear)`,
    ];
  }

  function of(each: Case): Figures {
    const found = figures.get(each);
    if (found === undefined) throw new Error(`"${each.title}" is not in the table`);
    return found;
  }
}

/** What each environment takes, at every step, and each further one between two steps. */
function growthOf(
  { growth, importLibrary }: Cases,
  median: (each: Case) => number,
): { readonly lines: readonly string[]; readonly steepening: number } {
  const imported = median(importLibrary);
  const points = growth.map(({ count, row }) => ({ count, milliseconds: median(row) - imported }));
  const slopes = points.slice(1).map((point, index) => {
    const { count, milliseconds } = points[index] ?? point;
    return {
      from: count,
      to: point.count,
      each: (point.milliseconds - milliseconds) / (point.count - count),
    };
  });
  return {
    lines: [
      "Growth, without the import:",
      ...points.map(
        ({ count, milliseconds }) =>
          `  ${count} environments: ${(milliseconds / count).toFixed(1)} ms per environment`,
      ),
      ...slopes.map(({ from, to, each }) => `  from ${from} to ${to}: ${each.toFixed(1)} ms for each more`),
    ],
    steepening: (slopes.at(-1)?.each ?? NaN) / (slopes.at(0)?.each ?? NaN),
  };
}

interface Figures {
  readonly milliseconds: Spread;
  readonly megabytes: Spread;
  /** To the bare app of the same round. */
  readonly ratio: Spread;
}

function figuresOf(runs: readonly Run[], bare: readonly Run[]): Figures {
  return {
    milliseconds: spreadOf(runs.map(({ milliseconds }) => milliseconds)),
    megabytes: spreadOf(runs.map(({ megabytes }) => megabytes)),
    ratio: timesOf(runs, bare),
  };
}
