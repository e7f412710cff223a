import { code, escaped } from "../settings/markdown";
import type { EnvironmentDifference } from "./environment-difference";
import { sectionsOf } from "./sections";

const NOTHING = "no differences";

/** For a terminal: each difference with the value of each side below it. */
export function differenceText(difference: EnvironmentDifference): string {
  const { first, second } = difference;
  const sections = sectionsOf(difference);
  const width = Math.max(first.length, second.length);
  const heading = `${first} and ${second}`;
  if (sections.length === 0) return `${heading}: ${NOTHING}`;
  return [
    heading,
    ...sections.flatMap(({ title, rows }) => [
      "",
      `${title} (${rows.length})`,
      ...rows.flatMap((row) =>
        "only" in row
          ? [`  only in ${difference[row.only]}: ${row.subject}`]
          : [
              `  ${row.subject}`,
              `    ${first.padEnd(width)}  ${row.first}`,
              `    ${second.padEnd(width)}  ${row.second}`,
            ],
      ),
    ]),
  ].join("\n");
}

/** For a pull request: a table for each part, with the long ones folded. */
export function differenceMarkdown(difference: EnvironmentDifference): string {
  const { first, second } = difference;
  const sections = sectionsOf(difference);
  const heading = `## ${escaped(first)} and ${escaped(second)}`;
  if (sections.length === 0) return `${heading}\n\nThere are ${NOTHING}.`;
  return [
    heading,
    ...sections.map(({ title, rows }) => {
      const isPresence = rows.some((row) => "only" in row);
      const table = [
        isPresence ? "| Only in | |" : `| | ${escaped(first)} | ${escaped(second)} |`,
        isPresence ? "| --- | --- |" : "| --- | --- | --- |",
        ...rows.map((row) =>
          "only" in row
            ? `| ${escaped(difference[row.only])} | ${code(row.subject)} |`
            : `| ${[row.subject, row.first, row.second].map(code).join(" | ")} |`,
        ),
      ].join("\n");
      return rows.length > FOLDED
        ? `<details><summary>${title} (${rows.length})</summary>\n\n${table}\n\n</details>`
        : `### ${title}\n\n${table}`;
    }),
  ].join("\n\n");
}

/** Longer tables are folded. */
const FOLDED = 30;
