import type { BuiltResource } from "../../decide/plan-channel";
import { type EnvironmentSide, environmentSide } from "../../difference/environment-side";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Synthesis } from "../../terraform/synthesis";
import type { Surroundings } from "../surroundings";
import { type AgainstRef, againstRef } from "./against-ref";
import { temporaryStacks } from "./run-app";

/** An environment, and the library's resources in it where they were asked for. */
export interface Side extends EnvironmentSide {
  readonly built: readonly BuiltResource[];
  /** The ids of all stacks of the app, those of no environment too. */
  readonly appStacks: readonly string[];
}

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
}

/** The environments now, and at a commit. */
export type NowAndBase = AgainstRef<readonly Side[]>;

/**
 * Runs the app: once, and again for each environment that is named and only there where it is asked for.
 *
 * @param variables - further ones, for the app
 */
export async function sidesOf(
  given: Given,
  surroundings: Surroundings,
  variables: Readonly<Record<string, string>> = {},
): Promise<readonly Side[]> {
  const { app, environment: names } = given;
  const run = (environment: readonly string[]): Promise<readonly Side[]> =>
    temporaryStacks({ app, environment }, surroundings, sidesIn, variables);
  const all = await run(names);
  const missing = names.filter(
    (name) => !name.includes("*") && !all.some(({ plan }) => plan.environment === name),
  );
  // One that defines only one environment at a time takes it from a variable.
  if (missing.length === 0 || names.length === 1) return all;
  const others: Side[] = [];
  for (const name of missing) others.push(...(await run([name])));
  return [...all, ...others.filter((side) => sameIn(all, side) === undefined)];
}

/** Runs the app as it is, and as it was at a commit. A commit that does not exist is reported before the app runs. */
export async function nowAndBase(
  given: Given,
  ref: string,
  surroundings: Surroundings,
  variables: Readonly<Record<string, string>> = {},
): Promise<NowAndBase> {
  const { now, base, tree } = await againstRef(given, ref, surroundings, (at, there) =>
    sidesOf(at, there, variables),
  );
  return { now, base: base.map((side) => ({ ...side, label: `${side.label} at ${ref}` })), tree };
}

function sidesIn({ backends, outdir, stacks }: Synthesis): readonly Side[] {
  const isOneProject = new Set(backends.map(({ plan }) => plan.project)).size <= 1;
  return backends.map(({ plan, resources = [] }) => ({
    ...environmentSide(
      isOneProject ? plan.environment : `${plan.project} (${plan.environment})`,
      plan,
      outdir,
    ),
    built: resources,
    appStacks: stacks.map(({ id }) => id),
  }));
}

/** Those that are asked for, in the order in which they are: the first is compared with the second. */
export function chosenOf<Of extends EnvironmentSide>(
  sides: readonly Of[],
  patterns: readonly string[],
): readonly Of[] {
  const selected = selectEnvironments({ backends: sides }, patterns);
  if (patterns.length === 0) return selected;
  return [...new Set(patterns.flatMap((pattern) => selectEnvironments({ backends: sides }, [pattern])))];
}

/** The same environment among others. */
export function sameIn<Of extends EnvironmentSide>(
  sides: readonly Of[],
  { plan }: EnvironmentSide,
): Of | undefined {
  return sides.find(
    (side) => side.plan.project === plan.project && side.plan.environment === plan.environment,
  );
}
