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
