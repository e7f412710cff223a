import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { BackendPlan } from "../../decide/backend-plan";
import { appFile } from "../../terraform/project";
import { selectEnvironments } from "../../terraform/select-stacks";
import { AppError, type Synthesis } from "../../terraform/synthesis";
import { type Finding, countsOf, findingsOfError, findingsOfPlan } from "../check/finding";
import { type Level, levels } from "../check/finding-levels";
import { asGithub } from "../check/github";
import { asSarif } from "../check/sarif";
import { asText, headingOf } from "../check/text";
import { type Result, UsageError, jsonText } from "../command";
import { ageLines } from "../data-age";
import type { Surroundings } from "../surroundings";
import type * as guard from "./guard-findings";
import { type LockFilePlace, lockFileAt } from "./lock-file-place";
import { projectFor, readPlans } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly "lock-file": string | undefined;
  readonly policies: boolean;
  readonly format: "text" | "json" | "sarif" | "github" | undefined;
  readonly out: string | undefined;
  readonly "fail-on": Level | undefined;
}

interface Checked {
  readonly findings: readonly Finding[];
  /** Headings of the environments that were checked to the end. */
  readonly environments: readonly string[];
  readonly stopped: boolean;
}

const STOPPED =
  "The app stopped: fix this, and run check again to see findings of other environments and other kinds.";

/** Reports what is known of each environment that is asked for without running Terraform. */
export async function check(given: Given, surroundings: Surroundings): Promise<Result> {
  const checked = await checkedApp(given, surroundings);
  const { findings, stopped } = checked;
  const json = { findings, counts: countsOf(findings), stopped };
  const plain = { columns: 80, color: false };
  if (given.out !== undefined)
    write(resolve(surroundings.cwd, given.out), reportOf(checked, json, given, surroundings, plain));
  if (stopped) surroundings.say(STOPPED);
  ageLines(surroundings.today).forEach(surroundings.say);
  return {
    ended: endingOf(findings, given["fail-on"]),
    text: reportOf(checked, json, given, surroundings),
    json,
  };
}

async function checkedApp(given: Given, surroundings: Surroundings): Promise<Checked> {
  // The app prints notes that the report has: what it says is passed on where the report does not tell it.
  const said: string[] = [];
  const pass = (text: string): void => void said.push(text);
  const place = lockFileAt(given, given["lock-file"], surroundings);
  if (place.text === undefined && given["lock-file"] !== undefined)
    throw new UsageError(`--lock-file must be a file that lock wrote, and ${place.shown} does not exist.`);
  const read = (synthesis: Synthesis): Omit<Checked, "stopped"> =>
    selected(synthesis, given, guardedFindings(synthesis, given, place, surroundings));
  const checked = await readPlans(given, { ...surroundings, pass }, read).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    if (error.problems.length === 0) said.forEach(surroundings.pass);
    return error;
  });
  if (checked instanceof AppError)
    return { findings: findingsOfError(checked), environments: [], stopped: true };
  return { ...checked, stopped: false };
}

function guardedFindings(
  synthesis: Synthesis,
  { environment }: Given,
  place: LockFilePlace,
  { today }: Surroundings,
): readonly Finding[] {
  if (place.text === undefined) return [];
  // Loaded where there is a lock file: the services take longest to load.
  const { guardFindings } = require("./guard-findings") as typeof guard;
  return guardFindings(synthesis, environment, place, today);
}

function selected(
  synthesis: Synthesis,
  { environment, policies }: Given,
  guarded: readonly Finding[],
): Omit<Checked, "stopped"> {
  const plans = selectEnvironments(synthesis, environment).map(({ plan }) => plan);
  const isAbout = (plan: BackendPlan) => (finding: Finding) =>
    finding.project === plan.project && finding.environment === plan.environment;
  const ofPlans = plans.flatMap((plan) =>
    byLevel([...guarded.filter(isAbout(plan)), ...findingsOfPlan(plan, { policies })]),
  );
  return {
    findings: [...ofPlans, ...guarded.filter((each) => !plans.some((plan) => isAbout(plan)(each)))],
    environments: plans.map((plan) => headingOf(plan)),
  };
}

/** The most serious first. */
function byLevel(findings: readonly Finding[]): readonly Finding[] {
  return levels.flatMap((level) => findings.filter((finding) => finding.level === level));
}

function endingOf(findings: readonly Finding[], failOn: Level = "problem"): Result["ended"] {
  if (findings.some(({ level }) => level === "problem")) return "failed";
  const failing = levels.slice(0, levels.indexOf(failOn) + 1);
  return findings.some(({ level }) => failing.includes(level)) ? "threshold" : "done";
}

function reportOf(
  { findings, environments }: Checked,
  json: Result["json"],
  given: Given,
  surroundings: Surroundings,
  { columns, color }: { readonly columns: number; readonly color: boolean } = surroundings,
): string {
  switch (given.format ?? "text") {
    case "text":
      return asText(findings, environments, { columns, color });
    case "json":
      return jsonText("check", json);
    case "github":
      return asGithub(findings);
    case "sarif": {
      const file = relative(surroundings.cwd, appFile(projectFor(given, surroundings)));
      return asSarif(findings, file.replaceAll("\\", "/"));
    }
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.endsWith("\n") || text === "" ? text : `${text}\n`);
}
