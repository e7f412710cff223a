import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { accessDifference, accessMarkdown, accessText, isSameAccess } from "../../access";
import type { BackendPlan } from "../../decide/backend-plan";
import { grantsReport } from "../../decide/grants-report";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Synthesis } from "../../terraform/synthesis";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { againstRef } from "./against-ref";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly out: string | undefined;
  readonly check: boolean;
  readonly against: string | undefined;
  readonly format: "text" | "markdown" | undefined;
}

/** Lists the role assignments of each environment that is asked for, or compares who may do what with a commit. */
export async function grants(given: Given, surroundings: Surroundings): Promise<Result> {
  if (given.against !== undefined) return againstCommit(given, given.against, surroundings);
  if (given.format !== undefined)
    throw new UsageError("--format is for a comparison: set the commit with --against.");
  return list(given, surroundings);
}

async function list(given: Given, surroundings: Surroundings): Promise<Result> {
  if (given.check && given.out === undefined)
    throw new UsageError("--check compares with a file: set it with --out.");
  const plans = selectEnvironments(await definedBackends(given, surroundings), given.environment).map(
    ({ plan }) => plan,
  );
  const report = grantsReport(...plans);
  const json = { environments: environmentsOf(plans) };
  if (given.out === undefined) return { ended: "done", text: report, json };
  const file = resolve(surroundings.cwd, given.out);
  if (given.check) {
    const isCurrent = existsSync(file) && readFileSync(file, "utf8") === report;
    return {
      ended: isCurrent ? "done" : "changes",
      text: isCurrent
        ? `${given.out} is up to date`
        : `${given.out} is not up to date: update it with "grants --out ${given.out}", and review the changes`,
      json,
    };
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, report);
  return { ended: "done", text: given.out, json };
}

function environmentsOf(plans: readonly BackendPlan[]) {
  return plans.map(({ project, environment, grants: granted }) => ({
    project,
    environment,
    grants: granted,
  }));
}

async function againstCommit(given: Given, ref: string, surroundings: Surroundings): Promise<Result> {
  if (given.out !== undefined || given.check)
    throw new UsageError("--against compares with a commit, and writes no list: remove --out and --check.");
  const { now, base, tree } = await againstRef(given, ref, surroundings, definedBackends);
  const removed = base.backends.filter(({ plan }) => sameIn(now, plan) === undefined);
  const chosen = selectEnvironments({ backends: [...now.backends, ...removed] }, given.environment);
  const differences = chosen.map(({ plan }) => ({
    project: plan.project,
    ...accessDifference(sameIn(base, plan), sameIn(now, plan)),
  }));
  const plans = chosen.flatMap(({ plan }) => sameIn(now, plan) ?? []);
  const { commit, notes } = tree;
  return {
    ended: differences.every(isSameAccess) ? "done" : "changes",
    text: differences.map(given.format === "markdown" ? accessMarkdown : accessText).join("\n\n"),
    json: { environments: environmentsOf(plans), against: { ref, commit }, differences, notes },
  };
}

function sameIn({ backends }: Pick<Synthesis, "backends">, plan: BackendPlan): BackendPlan | undefined {
  return backends.find(
    ({ plan: each }) => each.project === plan.project && each.environment === plan.environment,
  )?.plan;
}
