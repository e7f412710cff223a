import { linesOf } from "../access/lines";
import { plainLine } from "../access/text";
import { rangeText } from "../cost/format";
import { optionText } from "./causes";
import { type FindingGroup, grouped } from "./grouped";
import { actionsOf, minutesText, stackText, titleOf } from "./report-words";
import type { Review } from "./review";
import { isUnchanged } from "./stack-summary";

/** Reviews for a terminal, whole. */
export function reviewText(reviews: readonly Review[]): string {
  return reviews.map(textOf).join("\n\n");
}

function textOf(review: Review): string {
  const { environment, verdict, findings, accepted, stacks, changes, difference, access, cost, notChecked } =
    review;
  const costs = cost?.costs ?? [];
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["Findings", grouped(findings).flatMap(findingLines)],
    [
      "Stacks",
      stacks.flatMap((stack) => [
        `${stack.stack}: ${stackText(stack)}${isUnchanged(stack) ? "" : `; minutes: ${minutesText(stack)}`}`,
        ...(stack.dataAtRisk === 0 ? [] : [`  data at risk: ${stack.dataAtRisk}`]),
        `  plan: ${stack.hash}`,
      ]),
    ],
    ["Access", access === undefined ? [] : linesOf(access).map(plainLine)],
    [
      "Cost in US dollars a month",
      costs.length === 0 || cost === undefined
        ? []
        : [
            ...costs.map(
              ({ service, first, second }) => `${service}: ${rangeText(first)}, then ${rangeText(second)}`,
            ),
            `total: ${rangeText(cost.total.first)}, then ${rangeText(cost.total.second)}`,
          ],
    ],
    ["Options", (difference?.options ?? []).map(optionText)],
    [
      "Accepted findings",
      accepted.map(
        ({ finding, reason, until }) => `${finding.address}: ${titleOf(finding)}. ${reason} (until ${until})`,
      ),
    ],
    [
      "Changes",
      changes.flatMap((change) => [
        `${actionsOf(change)}: ${change.address} (${change.stack})`,
        ...change.arguments.map((argument) => `  ${argument}`),
      ]),
    ],
    ["Not checked", notChecked],
  ];
  return [
    `${environment}: ${verdict} risk`,
    ...parts.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)],
    ),
  ].join("\n");
}

function findingLines(group: FindingGroup): readonly string[] {
  const { severity, stack, why, fix, causes, places } = group;
  return [
    `${severity}: ${titleOf(group)}`,
    ...places.flatMap((place) => [
      stack === undefined || stack === place.address
        ? `  ${place.address}: ${place.what}`
        : `  ${place.address} (${stack}): ${place.what}`,
      ...place.causes.map((cause) => `    because of: ${cause}`),
    ]),
    `  why: ${why}`,
    ...causes.map((cause) => `  because of: ${cause}`),
    `  fix: ${fix}`,
  ];
}
