import { type Severity, mostSevere, severities } from "../review/finding";
import type { Review } from "../review/review";
import type { StoredPlans } from "./stored-plans";

/**
 * Stored plans with what a review has found in them, for those who approve.
 *
 * @throws Error where the review was one of other plans
 */
export function withVerdict(stored: StoredPlans, reviews: readonly Review[]): StoredPlans {
  const hashes = new Map(
    reviews.flatMap(({ stacks }) => stacks.map(({ stack, hash }) => [stack, hash] as const)),
  );
  const others = Object.entries(stored.stacks).filter(([stack, { json }]) => hashes.get(stack) !== json);
  if (others.length > 0)
    throw new Error(
      `The review has read other plans of ${others.map(([stack]) => stack).join(", ")} than those that are stored as ${stored.key}: ` +
        "review the folder that plan --store has written, with all of its stacks.",
    );
  const findings = reviews
    .filter(({ stacks }) => stacks.some(({ stack }) => Object.hasOwn(stored.stacks, stack)))
    .flatMap((review) => review.findings);
  const countOf = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  return {
    ...stored,
    stacks: Object.fromEntries(
      Object.entries(stored.stacks).map(([id, plan]) => [
        id,
        { ...plan, verdict: mostSevere(findings.filter(({ stack }) => stack === id)) },
      ]),
    ),
    verdict: mostSevere(findings),
    findings: Object.fromEntries(severities.map((each) => [each, countOf(each)])) as Record<Severity, number>,
  };
}
