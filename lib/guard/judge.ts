import type { GuardDifference } from "./differences";
import type { Acknowledgement } from "./lock-file";

/** What is to be said of a difference. */
export type Verdict = "added" | "moved by a block" | "acknowledged" | "expired" | "refused";

/** A difference, and the acknowledgement that is about it. */
export interface Judged {
  readonly difference: GuardDifference;
  readonly verdict: Verdict;
  readonly acknowledgement?: Acknowledgement;
}

/** All that is to be said of what became of guarded addresses. */
export interface Judgement {
  readonly judged: readonly Judged[];
  /** Acknowledgements of no difference, of the stacks that were compared. */
  readonly unused: readonly Acknowledgement[];
}

/**
 * Judges differences by what was acknowledged.
 *
 * @param stacks - the ids of the stacks that were compared
 * @param today - `2026-11-30`
 */
export function judge(
  differences: readonly GuardDifference[],
  acknowledgements: readonly Acknowledgement[],
  { stacks, today }: { readonly stacks: ReadonlySet<string>; readonly today: string },
): Judgement {
  const used = new Set<Acknowledgement>();
  const judged = differences.map((difference): Judged => {
    if (difference.kind === "added") return { difference, verdict: "added" };
    if (difference.kind === "moved" && difference.hasBlock)
      return { difference, verdict: "moved by a block" };
    const { stack, address } = difference.before;
    const about = acknowledgements.filter((each) => each.stack === stack);
    const acknowledgement =
      about.find((each) => each.address === address) ?? about.find((each) => each.address === "*");
    if (acknowledgement === undefined) return { difference, verdict: "refused" };
    used.add(acknowledgement);
    return {
      difference,
      acknowledgement,
      verdict: acknowledgement.until < today ? "expired" : "acknowledged",
    };
  });
  return { judged, unused: acknowledgements.filter((each) => stacks.has(each.stack) && !used.has(each)) };
}
