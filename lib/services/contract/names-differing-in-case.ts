import type { Draft } from "./draft";

/** Reports names that Azure takes for one: it compares them without case. */
export function reportNamesDifferingInCase(
  draft: Draft,
  path: string,
  named: Readonly<Record<string, unknown>>,
): void {
  const seen = new Map<string, string>();
  for (const [name, given] of Object.entries(named)) {
    if (given === false) continue;
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined)
      draft.problem(
        `${path}.${name}`,
        `is the same name as "${twin}": Azure does not tell them apart by case`,
        "leave one of them out",
      );
    seen.set(name.toLowerCase(), name);
  }
}
