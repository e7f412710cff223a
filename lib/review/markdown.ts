import { linesOf } from "../access/lines";
import { ACCESS_HEAD, accessRow } from "../access/text";
import { rangeText } from "../cost/format";
import { code, escaped, row, tableHead } from "../settings/markdown";
import { optionText } from "./causes";
import { type Section, fitted } from "./fitted";
import { type FindingGroup, grouped } from "./grouped";
import type { ChangedResource, Review } from "./review";
import { actionsOf, headline, minutesText, titleOf } from "./report-words";
import { type CountedAction, type StackSummary, countedActions, isUnchanged } from "./stack-summary";

/** A comment of GitHub takes 65,536 characters, one of Azure DevOps 150,000: the rest is for what a pipeline adds. */
export const COMMENT_LIMIT = 60_000;

/** Less has no room for what a report begins with. */
export const SHORTEST_REPORT = 1_000;

/** More is no longer "first". */
const FIRST = 10;

/**
 * Reviews as a comment of a pull request. It begins with a line that no reader sees, so that a pipeline finds its own comment again.
 *
 * @param limit - characters
 */
export function reviewMarkdown(reviews: readonly Review[], limit = COMMENT_LIMIT): string {
  const marker = "<!-- cdktf-azure-backend review -->\n";
  const each = Math.floor((limit - marker.length) / Math.max(1, reviews.length)) - 2;
  return marker + reviews.map((review) => fitted(sectionsOf(review), each)).join("\n\n");
}

function sectionsOf(review: Review): readonly Section[] {
  const findings = grouped(review.findings);
  return [
    {
      head: `## ${escaped(review.environment)}: ${review.verdict} risk\n\n${escaped(headline(review))}`,
      rows: [],
      row: "",
    },
    ...(findings.length === 0
      ? []
      : [
          {
            head: "### Look at this first",
            rows: findings.slice(0, FIRST).map(findingBlock),
            row: "finding",
            between: "\n\n",
          },
        ]),
    stackTable(review.stacks),
    ...accessSection(review),
    ...costSection(review),
    ...optionSection(review),
    ...otherFindings(findings.slice(FIRST)),
    ...acceptedSection(review),
    ...review.stacks.flatMap(({ stack }) =>
      changeSection(
        stack,
        review.changes.filter((change) => change.stack === stack),
      ),
    ),
    folded(
      "Not checked",
      review.notChecked.map((each) => `- ${escaped(each)}`),
      "line",
      "",
    ),
    folded(
      "Plans",
      review.stacks.map(({ stack, hash }) => row([code(stack), code(hash)])),
      "plan",
      tableHead(["Stack", "SHA-256 of the plan as JSON"]),
    ),
  ];
}

function findingBlock(group: FindingGroup, index: number): string {
  const { severity, stack, why, fix, causes, places } = group;
  const number = `${index + 1}. `;
  const indent = " ".repeat(number.length);
  const inStack =
    stack === undefined || places.some(({ address }) => address === stack) ? "" : ` in ${code(stack)}`;
  const title = `${number}**${capital(severity)}: ${escaped(titleOf(group))}**${inStack}`;
  const lines = placeLines(places);
  return [
    lines.length === 1
      ? `${title}: ${lines.join("")}`
      : `${title}: ${places.length} ${stack === undefined ? "times" : "resources"}`,
    ...(lines.length === 1 ? [] : lines.map((line) => `${indent}- ${line}`)),
    `${indent}- Why: ${escaped(why)}`,
    ...(causes.length === 0 ? [] : [`${indent}- Because of: ${causes.map(code).join("; ")}`]),
    `${indent}- Fix: ${escaped(fix)}`,
  ].join("\n");
}

/** More places are in the report as text or JSON. */
const MOST_PLACES = 10;

function placeLines(places: FindingGroup["places"]): readonly string[] {
  const shown = places.slice(0, MOST_PLACES).map(({ address, what, causes }) => {
    const because = causes.length === 0 ? "" : ` (because of ${causes.map(code).join("; ")})`;
    return `${code(address)}: ${escaped(what)}${because}`;
  });
  const hidden = places.length - shown.length;
  return hidden === 0 ? shown : [...shown, `${hidden} more: see the report as text or JSON`];
}

function stackTable(stacks: readonly StackSummary[]): Section {
  const always: readonly CountedAction[] = ["create", "update", "replace", "delete"];
  const actions = countedActions.filter(
    (action) => always.includes(action) || stacks.some(({ counts }) => counts[action] > 0),
  );
  const titles = ["Stack", ...actions.map((action) => COLUMNS[action]), "Data at risk", "Minutes"];
  return {
    head: `### Stacks\n\n${tableHead(titles)}`,
    rows: stacks.map((summary) =>
      row([
        code(summary.stack),
        ...actions.map((action) => countText(summary.counts[action])),
        summary.dataAtRisk === 0 ? "" : `**${summary.dataAtRisk}**`,
        isUnchanged(summary) ? "" : minutesText(summary),
      ]),
    ),
    row: "stack",
  };
}

const COLUMNS: Readonly<Record<CountedAction, string>> = {
  create: "Add",
  update: "Change",
  replace: "Replace",
  delete: "Destroy",
  import: "Import",
  move: "Move",
  forget: "Forget",
};

function countText(count: number): string {
  return count === 0 ? "" : String(count);
}

function accessSection({ access }: Review): readonly Section[] {
  const lines = access === undefined ? [] : linesOf(access);
  if (lines.length === 0) return [];
  const rows = lines.map(accessRow);
  // Of a new environment, all of it is new.
  return access?.only === undefined
    ? [{ head: `### Access\n\n${ACCESS_HEAD}`, rows, row: "permission" }]
    : [folded(`Access (${rows.length})`, rows, "permission", ACCESS_HEAD)];
}

function costSection({ cost }: Review): readonly Section[] {
  if (cost === undefined || cost.costs.length === 0) return [];
  const { costs, total } = cost;
  return [
    {
      head: `### Cost\n\n${tableHead(["US dollars a month", "Before", "After"])}`,
      rows: [
        row(["**Total**", rangeText(total.first), rangeText(total.second)]),
        ...costs.map(({ service, first, second }) =>
          row([code(service), rangeText(first), rangeText(second)]),
        ),
      ],
      row: "service",
    },
  ];
}

function optionSection({ difference }: Review): readonly Section[] {
  const options = difference?.options ?? [];
  if (options.length === 0) return [];
  return [
    folded(
      `Options (${options.length})`,
      options.map((option) => `- ${code(optionText(option))}`),
      "option",
      "",
    ),
  ];
}

function otherFindings(groups: readonly FindingGroup[]): readonly Section[] {
  if (groups.length === 0) return [];
  const rows = groups.flatMap((group) =>
    group.places.map(({ address, what }) =>
      row([group.severity, code(address), escaped(`${titleOf(group)}: ${what}`)]),
    ),
  );
  return [
    folded(`Further findings (${rows.length})`, rows, "finding", tableHead(["Severity", "Address", "What"])),
  ];
}

function acceptedSection({ accepted }: Review): readonly Section[] {
  if (accepted.length === 0) return [];
  return [
    folded(
      `Accepted findings (${accepted.length})`,
      accepted.map(({ finding, reason, until }) =>
        row([code(finding.address), escaped(titleOf(finding)), escaped(reason), until]),
      ),
      "finding",
      tableHead(["Address", "Finding", "Reason", "Until"]),
    ),
  ];
}

function changeSection(stack: string, changes: readonly ChangedResource[]): readonly Section[] {
  if (changes.length === 0) return [];
  const hasArguments = changes.some((change) => change.arguments.length > 0);
  return [
    folded(
      `Changes of ${stack} (${changes.length})`,
      changes.map((change) =>
        row([actionsOf(change), code(change.address), ...argumentCells(change, hasArguments)]),
      ),
      "resource",
      tableHead(["", "Resource", ...(hasArguments ? ["Arguments"] : [])]),
    ),
  ];
}

function argumentCells(change: ChangedResource, hasArguments: boolean): readonly string[] {
  return hasArguments ? [change.arguments.map(code).join("<br>")] : [];
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function folded(title: string, rows: readonly string[], rowName: string, head: string): Section {
  const summary = `<details><summary>${escapedHtml(title)}</summary>`;
  return { head: head === "" ? summary : `${summary}\n\n${head}`, rows, row: rowName, foot: "</details>" };
}

function escapedHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
