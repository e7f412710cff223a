import type { CostUsage } from "../../cost/usage";
import {
  type EnvironmentDifference,
  environmentDifference,
  isSame,
} from "../../difference/environment-difference";
import type { EnvironmentSide } from "../../difference/environment-side";
import { differenceMarkdown, differenceText } from "../../difference/text";
import { type Result, UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { chosenOf, nowAndBase, sameIn, sidesOf } from "./environment-sides";
import { readJson } from "./json-file";

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
  const { now, base, tree } = await nowAndBase(given, ref, surroundings);
  const added = now.filter((side) => sameIn(base, side) === undefined);
  const removed = base.filter((side) => sameIn(now, side) === undefined);
  const chosen = chosenOf([...now, ...removed], given.environment);
  const comparisons = chosen.flatMap((side) => {
    const [before, after] = [sameIn(base, side), sameIn(now, side)];
    return before === undefined || after === undefined ? [] : [environmentDifference(before, after, usage)];
  });
  const ofChosen = (sides: readonly EnvironmentSide[]): readonly string[] =>
    sides
      .filter((side) => chosen.some((each) => sameIn([each], side) !== undefined))
      .map(({ plan }) => plan.environment);
  return resultOf(comparisons, given, {
    against: { ref, commit: tree.commit },
    added: ofChosen(added),
    removed: ofChosen(removed),
    notes: tree.notes,
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

function namesOf(sides: readonly EnvironmentSide[]): string {
  return sides.length === 0 ? "none" : sides.map(({ label }) => label).join(", ");
}
