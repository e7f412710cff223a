import type { Draft } from "./draft";
import type { SettingPath } from "../option-path";

/**
 * Reports names that Azure takes for one: it compares them without case.
 *
 * @param at - where a name is given
 */
export function reportNamesDifferingInCase(
  draft: Draft,
  at: (name: string) => SettingPath,
  named: Readonly<Record<string, unknown>>,
): void {
  const seen = new Map<string, string>();
  for (const [name, given] of Object.entries(named)) {
    if (given === false) continue;
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined)
      draft.problem(at(name), `is the same name as "${twin}": Azure ignores case`, "remove one of them");
    seen.set(name.toLowerCase(), name);
  }
}
