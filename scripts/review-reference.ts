import { severities } from "../lib/review/finding";
import { otherRules } from "../lib/review/other-rules";
import { rules } from "../lib/review/rules";
import type { Rule } from "../lib/review/rules/rule";
import { code, tableOf } from "./markdown";

/** Every rule of `review`, by severity, with its source. */
export function reviewReference(): string {
  const all: readonly (readonly [string, Pick<Rule, "severity" | "title" | "source">])[] = [
    ...Object.entries(rules),
    ...Object.entries(otherRules),
  ];
  const sections = severities.flatMap((severity) => {
    const own = all.filter(([, rule]) => rule.severity === severity);
    return [
      `## ${severity.charAt(0).toUpperCase()}${severity.slice(1)}`,
      tableOf(
        ["Rule", "Finds", "Source"],
        own.map(([name, { title, source }]) => [code(name), title, sourceOf(source)]),
      ).join("\n"),
    ];
  });
  return `${[TITLE, ...sections].join("\n\n")}\n`;
}

const TITLE = [
  "# Review rules",
  "What [`review`](../guides/review.md) looks for in the plans of a change. `accepted-findings.json` names a rule by the name in the\n" +
    "first column. Some findings are more severe than their rule: a range of addresses that is most of the internet, for example.",
].join("\n\n");

/** Microsoft's and HashiCorp's pages as links. */
function sourceOf(source: string): string {
  return source
    .split("; ")
    .map((each) =>
      /^(?:learn\.microsoft|developer\.hashicorp|github)\.com\/\S+$/.test(each)
        ? `[${each.replace(/#.*$/, "")}](https://${each})`
        : each,
    )
    .join("; ");
}
