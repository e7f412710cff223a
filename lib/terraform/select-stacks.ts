import { pullRequestOf } from "../azure/names/pull-request";
import type { DefinedBackend } from "../decide/plan-channel";
import { didYouMean } from "../settings/nearest";
import { wildcard } from "../settings/wildcard";
import type { Synthesis } from "./synthesis";
import { type Stack, inOrder } from "./stacks";

/** Which stacks of an app. */
export interface Selection {
  /** Names of environments, or patterns with `*`; those of every environment where there are none. */
  readonly environments?: readonly string[];
  /** Roles (`network`, `platform`, `workloads`), ids of stacks, or patterns with `*`; all of them where there are none. */
  readonly stacks?: readonly string[];
  /** Of one environment, which has to be named where the app has several. */
  readonly one?: boolean;
}

/** A selection that nothing of the app is in. */
export class SelectionError extends Error {}

/**
 * The stacks that are asked for, in the order of deployment. Stacks of the user's own that an environment depends on come
 * with it, unless stacks are named.
 *
 * @throws {@link SelectionError} for a name or pattern that nothing matches
 */
export function selectStacks(synthesis: Synthesis, selection: Selection): readonly Stack[] {
  const { environments = [], one = false } = selection;
  if (one) oneEnvironment(synthesis, environments);
  const inEnvironments = stacksOfEnvironments(synthesis, environments);
  const { stacks = [] } = selection;
  if (stacks.length === 0) return inEnvironments;
  const words = inEnvironments.flatMap(({ id }) => wordsOf(id, synthesis));
  checkMatches("stack", stacks, words);
  return inEnvironments.filter(({ id }) => matchesAny(wordsOf(id, synthesis), stacks));
}

/** The environments that are asked for, of the backends that the app defines. */
export function selectEnvironments<Backend extends Pick<DefinedBackend, "plan">>(
  { backends }: { readonly backends: readonly Backend[] },
  patterns: readonly string[],
): readonly Backend[] {
  if (backends.length === 0) throw new SelectionError("The app defines no backend: call defineBackend.");
  if (patterns.length === 0) return backends;
  checkMatches(
    "environment",
    patterns,
    backends.map(({ plan }) => plan.environment),
  );
  return backends.filter(({ plan }) => matchesAny([plan.environment], patterns));
}

/**
 * The backends of the one environment that is asked for.
 *
 * @throws {@link SelectionError} where the app has several, and none of them is named
 */
export function oneEnvironment(synthesis: Synthesis, patterns: readonly string[]): Synthesis["backends"] {
  const backends = selectEnvironments(synthesis, patterns);
  const names = [...new Set(backends.map(({ plan }) => plan.environment))];
  if (names.length > 1)
    throw new SelectionError(
      `The app has the environments ${names.join(", ")}: select one with --environment.`,
    );
  return backends;
}

function stacksOfEnvironments(synthesis: Synthesis, patterns: readonly string[]): readonly Stack[] {
  if (patterns.length === 0) return synthesis.stacks;
  const ids = selectEnvironments(synthesis, patterns).flatMap(({ plan }) => Object.values(plan.stackIds));
  return inOrder(
    synthesis.stacks.filter(({ id }) => ids.includes(id)),
    synthesis.stacks,
  );
}

/** What a stack is called by: its id, and its role in its backend. */
function wordsOf(id: string, { backends }: Synthesis): readonly string[] {
  const roles = backends.flatMap(({ plan }) =>
    Object.entries(plan.stackIds).flatMap(([role, stack]) => (stack === id ? [role] : [])),
  );
  return [id, ...roles];
}

function checkMatches(kind: string, patterns: readonly string[], names: readonly string[]): void {
  const known = [...new Set(names)];
  const missing = patterns.filter((pattern) => !known.some((name) => matches(name, pattern)));
  const [first] = missing;
  if (first === undefined) return;
  const meant = missing.length === 1 ? (askedFor(kind, first) ?? didYouMean(first, known)) : "";
  throw new SelectionError(
    `The app has no ${kind} ${missing.map((each) => `"${each}"`).join(", ")}, only ${known.join(", ")}${meant}`,
  );
}

/** An app has such an environment only where it takes the name from the variable that is set for it. */
function askedFor(kind: string, name: string): string | undefined {
  return kind === "environment" && pullRequestOf(name) !== undefined
    ? `. Define the environment of BACKEND_ENVIRONMENT, which is ${name}: docs/recipes/pull-request-environments.md`
    : undefined;
}

function matchesAny(names: readonly string[], patterns: readonly string[]): boolean {
  return patterns.some((pattern) => names.some((name) => matches(name, pattern)));
}

/** `pr-*` */
function matches(name: string, pattern: string): boolean {
  return wildcard(pattern).test(name);
}
