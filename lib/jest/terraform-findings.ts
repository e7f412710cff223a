import type { Found } from "../review/finding";
import type { PlanFile } from "../review/plan-file";
import type { Rule } from "../review/rules/rule";

/** What rules of `review` find in one plan of Terraform, of which nothing else is known. */
export function foundIn(file: PlanFile, rules: readonly Rule[]): readonly Found[] {
  const context = {
    stacks: [file],
    asked: "some" as const,
    configuration: () => [],
    drifts: new Map(),
    built: () => undefined,
  };
  return rules.flatMap((rule) => rule.find(context));
}

/** One finding in three lines. */
export function findingText({ address, what, why, fix }: Found): string {
  return [`  ${address} ${what}`, `    ${why}`, `    fix: ${fix}`].join("\n");
}
