import { groupNames, serviceNamed } from "../../services";
import type { OptionRule } from "../../services/contract/option-rule";

/** Every option that a service has a rule for, and the rule. */
export const optionRules: readonly {
  readonly option: readonly [group: string, name: string];
  readonly rule: OptionRule;
}[] = groupNames.flatMap((group) => {
  const rules: Readonly<Record<string, OptionRule>> = serviceNamed(group).options ?? {};
  return Object.entries(rules).map(([name, rule]) => ({ option: [group, name] as const, rule }));
});

/** What an option switches together: each of them can be switched by itself too. */
export function switchesOf(group: string, name: string): readonly string[] {
  const found = optionRules.find(({ option }) => option[0] === group && option[1] === name);
  return found?.rule.switches ?? [];
}
