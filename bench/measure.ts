import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "./cases";
import { type Spread, spreadOf } from "./spread";

/** One run of a case, in a process of its own. */
export interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** What the case says of itself, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

export type Runs = ReadonlyMap<Case, readonly Run[]>;

/** The runs of one case. @throws Error where it was not measured */
export function runsOf(runs: Runs, each: Case): readonly Run[] {
  const found = runs.get(each);
  if (found === undefined) throw new Error(`"${each.title}" was not measured`);
  return found;
}

/** How many times as long as others some runs took, each to that of its own round. */
export function timesOf(runs: readonly Run[], others: readonly Run[]): Spread {
  return spreadOf(runs.map(({ milliseconds }, round) => milliseconds / (others[round]?.milliseconds ?? NaN)));
}

/** The runs of each case, in the order of the rounds: what runs beside us then slows all cases alike. */
export function measureRounds(cases: readonly Case[], rounds: number): Runs {
  const runs = new Map<Case, Run[]>(cases.map((each) => [each, []]));
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    // Once for nothing, so that no case pays for reading its files from disk.
    for (const each of cases) run(each, folder);
    for (let round = 0; round < rounds; round++)
      for (const [each, done] of runs) done.push(run(each, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return runs;
}

function run({ title, script, args, cwd }: Case, empty: string): Run {
  const outdir = join(empty, "out");
  mkdirSync(outdir);
  const begin = process.hrtime.bigint();
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", join(__dirname, "peak-memory.cjs"), script, ...args],
    { cwd: cwd ?? empty, env: { ...plainEnvironment(), CDKTF_OUTDIR: outdir }, encoding: "utf8" },
  );
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
  rmSync(outdir, { recursive: true });
  if (status !== 0) throw new Error(`"${title}" ended with ${status ?? signal ?? "an error"}\n${stderr}`);
  const lines = stdout.trim().split("\n");
  const said = lines.find((line) => line.startsWith("{")) ?? "{}";
  return {
    milliseconds,
    megabytes: (Number(lines.at(-1)) * 1024) / 1e6,
    figures: JSON.parse(said) as Run["figures"],
  };
}

/** Without what would change the library, cdktf or Node from outside. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const changes = /^(BACKEND_ENVIRONMENT|CDKTF_.*|NODE_.*|SYNTH_HCL_OUTPUT)$/;
  const kept = Object.entries(process.env).filter(([name]) => !changes.test(name));
  // The engine's CLI asks HashiCorp for a newer version otherwise.
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1" };
}
