import type { BackendPlan } from "../../decide/backend-plan";
import type * as policies from "../../policies/accepted-findings";
import type { Note } from "../../services/contract/draft";
import { groupOfPath, valueAtPath } from "../../settings/option-path";
import { type Problem, environmentOfProblems } from "../../settings/problems";
import { layersAt } from "../../settings/provenance";
import { redacted } from "../../settings/redacted";
import type { Data } from "../../settings/data";
import type { AppError } from "../../terraform/synthesis";
import { type Level, levels } from "./finding-levels";
import { type Patch, patchOf } from "./patch";

/** One thing that is known of an environment without Terraform. */
export interface Finding {
  readonly level: Level;
  /** Left out where the app fails before it says which environment it defines. */
  readonly project?: string;
  readonly environment?: string;
  /** The option, `cosmos.regions`; `app` for the app as a whole; with `check`, the resource in Terraform. */
  readonly path: string;
  readonly message: string;
  /** What the option is, as messages show it: JSON, cut when long, without secrets. */
  readonly value?: string;
  /** Who decided it: `your options (cosmos.mode = "Serverless")`. */
  readonly origin: readonly string[];
  /** The edit that solves it, in words. */
  readonly fix?: string;
  /** True where it is about who reaches what. */
  readonly security?: true;
  /** The same edit as data, where it is certain. */
  readonly patch?: Patch;
  /** The check of a scanner that reports this, `CKV_AZURE_59`. */
  readonly check?: string;
}

/** What is wrong with an app that has written nothing. */
export function findingsOfError({ message, problems }: AppError): readonly Finding[] {
  if (problems.length === 0) return [{ level: "problem", path: "app", message, origin: [] }];
  const named = environmentOfProblems(message);
  return problems.map((problem) => ({ ...named, ...findingOf(problem, named.environment) }));
}

function findingOf(problem: Problem, environment: string | undefined): Finding {
  const { path, message, from, fix } = problem;
  const value = valueIn(from, path);
  const patch = patchOf(problem, environment);
  return {
    level: "problem",
    path,
    message,
    ...(value === undefined ? {} : { value }),
    origin: from,
    fix,
    ...(patch === undefined ? {} : { patch }),
  };
}

/** `your options (cosmos.mode = "Serverless")` says what was written. */
function valueIn(from: readonly string[], path: string): string | undefined {
  const said = from.find((each) => each.includes(` (${path} = `) && each.endsWith(")"));
  return said?.slice(said.indexOf(" = ") + " = ".length, -1).replace(/, because .*$/, "");
}

/** What the reader of a plan should know, the most serious first. */
export function findingsOfPlan(
  plan: BackendPlan,
  { policies }: { readonly policies: boolean },
): readonly Finding[] {
  const found = [
    ...plan.notes.map((note) => findingOfNote(plan, note)),
    ...(policies ? acceptedIn(plan) : []),
  ];
  return levels.flatMap((level) => found.filter((finding) => finding.level === level));
}

function findingOfNote(plan: BackendPlan, { level, path, message, security }: Note): Finding {
  const value = valueAtPath(plan.settings as unknown as Data, path);
  return {
    level,
    project: plan.project,
    environment: plan.environment,
    path,
    message,
    ...(value === undefined ? {} : { value: redacted(value) }),
    origin: groupOfPath(path) === "components" ? ["your components"] : layersAt(plan.origins, path),
    ...(security === true ? { security } : {}),
  };
}

function acceptedIn(plan: BackendPlan): readonly Finding[] {
  // Loaded where it is asked for: the services take longest to load.
  const { acceptedFindings } = require("../../policies/accepted-findings") as typeof policies;
  return acceptedFindings(plan).map(({ scanner, check, title, stack, resource, reason }) => ({
    level: "note",
    project: plan.project,
    environment: plan.environment,
    path: resource,
    message: `${scanner} reports ${check} (${title}) in ${stack}, on purpose: ${reason}`,
    origin: [],
    check,
  }));
}

/** How many there are of each level. */
export function countsOf(findings: readonly Finding[]): Readonly<Record<Level, number>> {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return {
    problem: count("problem"),
    warning: count("warning"),
    adjusted: count("adjusted"),
    note: count("note"),
  };
}
