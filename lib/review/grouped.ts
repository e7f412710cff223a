import type { Finding } from "./finding";

/** Findings that say the same of several resources. */
export interface FindingGroup {
  readonly finding: Finding;
  /** Each place, with what happens there. */
  readonly places: readonly Pick<Finding, "address" | "what">[];
}

/** The same four locks are one thing to look at. */
export function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, severity, stack, why, fix, causes } = finding;
    const key = JSON.stringify([rule, severity, stack, why, fix, causes]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ finding: first, places: [first, ...others] }],
  );
}
