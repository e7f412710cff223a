import type { BackendPlan } from "../decide/backend-plan";
import { guardDifferences } from "./differences";
import type { GuardedAddress } from "./guarded-addresses";
import { type Judgement, judge } from "./judge";
import type { LockFileContent } from "./lock-file";
import { type GuardedBackend, libraryMoves } from "./stack-addresses";

/** A backend that is compared with what the file says of it. */
export interface Compared extends GuardedBackend {
  readonly plan: BackendPlan;
}

/** What became of what a file guards. */
export interface Comparison {
  /** What the file says of the environments that were compared. */
  readonly before: readonly GuardedAddress[];
  /** What the backends have now. */
  readonly after: readonly GuardedAddress[];
  readonly judgement: Judgement;
  /** The environments of the file that were not compared, each with how many addresses it has. */
  readonly others: ReadonlyMap<string, number>;
}

/**
 * Compares backends with what a lock file says of their environments.
 *
 * @param today - `2026-11-30`
 */
export function compareWithLock(
  file: LockFileContent,
  backends: readonly Compared[],
  today: string,
): Comparison {
  const environments = new Set(backends.map(({ plan }) => plan.environment));
  const before = file.addresses.filter(({ environment }) => environments.has(environment));
  const after = backends.flatMap(({ addresses }) => addresses);
  const moves = [...backends.flatMap((each) => each.moves), ...libraryMoves(before)];
  const stacks = new Set([
    ...before.map(({ stack }) => stack),
    ...backends.flatMap(({ plan }) => Object.values(plan.stackIds)),
  ]);
  const others = new Map<string, number>();
  for (const { environment } of file.addresses)
    if (!environments.has(environment)) others.set(environment, (others.get(environment) ?? 0) + 1);
  return {
    before,
    after,
    others,
    judgement: judge(guardDifferences(before, after, moves), file.acknowledgements, { stacks, today }),
  };
}
