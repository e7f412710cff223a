import type { Finding } from "./finding";

/** One of the resources that findings say the same of. */
export interface FindingPlace extends Pick<Finding, "address" | "what"> {
  /** Where they are not those of all places. */
  readonly causes: readonly string[];
}

/** Findings that say the same of several resources. */
export interface FindingGroup extends Omit<Finding, "address" | "what"> {
  readonly places: readonly FindingPlace[];
}

/** The same four locks are one thing to look at. */
export function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, severity, stack, why, fix } = finding;
    const key = JSON.stringify([rule, severity, stack, why, fix]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { address: _address, what: _what, ...shared } = first;
    const isShared = all.every(({ causes }) => causes.join("\n") === first.causes.join("\n"));
    return [
      {
        ...shared,
        causes: isShared ? first.causes : [],
        places: all.map(({ address, what, causes }) => ({ address, what, causes: isShared ? [] : causes })),
      },
    ];
  });
}
