import type { CostUsage } from "../../cost/usage";
import {
  type EnvironmentDifference,
  environmentDifference,
  isSame,
} from "../../difference/environment-difference";
import { type EnvironmentSide, environmentSide } from "../../difference/environment-side";
import { differenceMarkdown, differenceText } from "../../difference/text";
import { atGitRef } from "../../terraform/git-ref";
import { selectEnvironments } from "../../terraform/select-stacks";
import { AppError, type Synthesis } from "../../terraform/synthesis";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { readJson } from "./json-file";
import { temporaryStacks } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly against: string | undefined;
  readonly usage: string | undefined;
  readonly format: "text" | "markdown" | undefined;
}

/** Compares two environments, or each that is asked for with itself at a commit. */
export async function diff(given: Given, surroundings: Surroundings): Promise<Result> {
  const usage = given.usage === undefined ? {} : (readJson(given.usage, "usage", surroundings) as CostUsage);
  return given.against === undefined
    ? ofTwo(given, surroundings, usage)
    : againstRef(given, given.against, surroundings, usage);
}

async function ofTwo(given: Given, surroundings: Surroundings, usage: CostUsage): Promise<Result> {
  const sides = await sidesOf(given, surroundings);
  const chosen = chosenOf(sides, given.environment);
  const [first, second, ...others] = chosen;
  if (first === undefined || second === undefined || others.length > 0)
    throw new UsageError(
      `Two environments are compared, and the app has ${namesOf(chosen)}: select two with --environment, or ` +
        "a commit with --against.",
    );
  return resultOf([environmentDifference(first, second, usage)], given, {});
}

async function againstRef(
  given: Given,
  ref: string,
  surroundings: Surroundings,
  usage: CostUsage,
): Promise<Result> {
  const { cwd, signal } = surroundings;
  // A ref that does not exist is reported before the app runs.
  const { now, base } = await atGitRef({ cwd, app: given.app, ref, signal }, async (tree) => {
    tree.notes.forEach(surroundings.say);
    const at = { ...given, app: tree.app };
    const now = await sidesOf(given, surroundings);
    const sides = await sidesOf(at, { ...surroundings, cwd: tree.cwd }).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(`At ${ref}, the app does not synthesise. ${error.message}`, error.problems);
    });
    return {
      now,
      base: { sides: sides.map((side) => ({ ...side, label: `${side.label} at ${ref}` })), tree },
    };
  });
  const added = now.filter((side) => sameIn(base.sides, side) === undefined);
  const removed = base.sides.filter((side) => sameIn(now, side) === undefined);
  const chosen = chosenOf([...now, ...removed], given.environment);
  const comparisons = chosen.flatMap((side) => {
    const [before, after] = [sameIn(base.sides, side), sameIn(now, side)];
    return before === undefined || after === undefined ? [] : [environmentDifference(before, after, usage)];
  });
  const ofChosen = (sides: readonly EnvironmentSide[]): readonly string[] =>
    sides.filter((side) => chosen.includes(side)).map(({ plan }) => plan.environment);
  const { commit, notes } = base.tree;
  return resultOf(comparisons, given, {
    against: { ref, commit },
    added: ofChosen(added),
    removed: ofChosen(removed),
    notes,
  });
}

function resultOf(
  comparisons: readonly EnvironmentDifference[],
  { format }: Given,
  more: { readonly added?: readonly string[]; readonly removed?: readonly string[] } & Result["json"],
): Result {
  const { added = [], removed = [] } = more;
  const isChanged = added.length + removed.length > 0 || !comparisons.every(isSame);
  const lines = [
    ...added.map((name) => `The environment ${name} is new.`),
    ...removed.map((name) => `The environment ${name} is gone.`),
  ];
  return {
    ended: isChanged ? "changes" : "done",
    text: [
      ...(lines.length === 0 ? [] : [lines.join("\n")]),
      ...comparisons.map(format === "markdown" ? differenceMarkdown : differenceText),
    ].join("\n\n"),
    json: { ...more, comparisons },
  };
}

/** Runs the app: once, and again for each environment that is named and only there where it is asked for. */
async function sidesOf(given: Given, surroundings: Surroundings): Promise<readonly EnvironmentSide[]> {
  const { app, environment: names } = given;
  const all = await temporaryStacks({ app, environment: names }, surroundings, sidesIn);
  const missing = names.filter(
    (name) => !name.includes("*") && !all.some(({ plan }) => plan.environment === name),
  );
  // One that defines only one environment at a time takes it from a variable.
  if (missing.length === 0 || names.length === 1) return all;
  const others: EnvironmentSide[] = [];
  for (const name of missing)
    others.push(...(await temporaryStacks({ app, environment: [name] }, surroundings, sidesIn)));
  return [...all, ...others.filter((side) => sameIn(all, side) === undefined)];
}

function sidesIn({ backends, outdir }: Synthesis): readonly EnvironmentSide[] {
  const isOneProject = new Set(backends.map(({ plan }) => plan.project)).size <= 1;
  return backends.map(({ plan }) =>
    environmentSide(isOneProject ? plan.environment : `${plan.project} (${plan.environment})`, plan, outdir),
  );
}

/** Those that are asked for, in the order in which they are: the first is compared with the second. */
function chosenOf(
  sides: readonly EnvironmentSide[],
  patterns: readonly string[],
): readonly EnvironmentSide[] {
  const selected = selectEnvironments({ backends: sides }, patterns);
  if (patterns.length === 0) return selected;
  return [...new Set(patterns.flatMap((pattern) => selectEnvironments({ backends: sides }, [pattern])))];
}

function sameIn(sides: readonly EnvironmentSide[], { plan }: EnvironmentSide): EnvironmentSide | undefined {
  return sides.find(
    (side) => side.plan.project === plan.project && side.plan.environment === plan.environment,
  );
}

function namesOf(sides: readonly EnvironmentSide[]): string {
  return sides.length === 0 ? "none" : sides.map(({ label }) => label).join(", ");
}
