import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { grantsReport } from "../../decide/grants-report";
import { selectEnvironments } from "../../terraform/select-stacks";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly out: string | undefined;
  readonly check: boolean;
}

/** Lists the role assignments of each environment that is asked for. */
export async function grants(given: Given, surroundings: Surroundings): Promise<Result> {
  if (given.check && given.out === undefined)
    throw new UsageError("--check compares with a file: set it with --out.");
  const plans = selectEnvironments(await definedBackends(given, surroundings), given.environment).map(
    ({ plan }) => plan,
  );
  const report = grantsReport(...plans);
  const json = {
    environments: plans.map(({ project, environment, grants: granted }) => ({
      project,
      environment,
      grants: granted,
    })),
  };
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
