import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Comparison, compareWithLock } from "../../guard/compare";
import { type GuardFinding, findingsOfComparison, findingsOfFaults } from "../../guard/findings";
import { type LockFileContent, contentOf, lockFileText } from "../../guard/lock-file";
import { sorted } from "../../guard/sorted";
import { updated } from "../../guard/update";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { comparedBackends } from "./guarded";
import { type LockFilePlace, lockFileAt, readLock } from "./lock-file-place";
import { readPlans } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly out: string | undefined;
  readonly check: boolean;
  readonly settle: boolean;
}

/** Writes what every environment that is asked for keeps, or says whether the file has it. */
export async function lock(given: Given, surroundings: Surroundings): Promise<Result> {
  if (given.check && given.settle)
    throw new UsageError("--check writes nothing, and --settle does: use one of them.");
  const place = lockFileAt(given, given.out, surroundings);
  const file = readLock(place);
  // Before the app runs: nothing can be compared with it.
  const faults = findingsOfFaults(file.faults, place.shown);
  if (faults.length > 0) return refused(place, faults);
  const backends = await readPlans(given, surroundings, (synthesis) =>
    comparedBackends(synthesis, given.environment),
  );
  const comparison = compareWithLock(file, backends, surroundings.today);
  const findings = findingsOfComparison(comparison, backends, {
    file: place.shown,
    named: given.environment.length > 0,
  });
  const isRefused = comparison.judgement.judged.some(
    ({ verdict }) => verdict === "refused" || (verdict === "expired" && !given.settle),
  );
  if (isRefused) return refused(place, findings);
  const content = updated({ ...comparison, file, settle: given.settle });
  return written(given, place, { content, comparison, findings });
}

function refused({ shown }: LockFilePlace, findings: readonly GuardFinding[]): Result {
  const problems = findings.filter(({ level }) => level === "problem");
  return {
    ended: "failed",
    text: [`${shown} is not changed:`, ...problems.flatMap(linesOf)].join("\n"),
    json: { file: shown, findings },
  };
}

function linesOf({ environment, path, message, fix }: GuardFinding): readonly string[] {
  const where = environment === undefined ? path : `${environment}: ${path}`;
  return [`  ${where}: ${message}`, ...(fix === undefined ? [] : [`    fix: ${fix}`])];
}

function written(
  { check }: Given,
  { path, shown, text }: LockFilePlace,
  {
    content,
    comparison,
    findings,
  }: {
    readonly content: LockFileContent;
    readonly comparison: Comparison;
    readonly findings: readonly GuardFinding[];
  },
): Result {
  const now = lockFileText(content);
  const isCurrent = text !== undefined && contentOf(text).join("\n") === contentOf(now).join("\n");
  const added = comparison.judgement.judged.flatMap(({ difference }) =>
    difference.kind === "added" ? [{ stack: difference.after.stack, address: difference.after.address }] : [],
  );
  if (!check && !isCurrent) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, now);
  }
  const said = findings.filter(({ path: about, level }) => level !== "note" || about !== shown);
  return {
    ended: check && !isCurrent ? "changes" : "done",
    text: [statusOf(check, isCurrent, shown, content.addresses.length, added), ...said.flatMap(linesOf)].join(
      "\n",
    ),
    json: { file: shown, addresses: sorted(content.addresses), added, isCurrent, findings },
  };
}

function statusOf(
  check: boolean,
  isCurrent: boolean,
  shown: string,
  count: number,
  added: readonly { readonly address: string }[],
): string {
  if (isCurrent) return `${shown} is up to date`;
  if (!check) return `wrote ${shown}, with ${count} addresses, of which ${added.length} are new. Commit it.`;
  const why =
    added.length === 0 ? "" : ` Not guarded yet: ${added.map(({ address }) => address).join(", ")}.`;
  return `${shown} is not up to date: run "npx cdktf-azure-backend lock", and review the changes.${why}`;
}
