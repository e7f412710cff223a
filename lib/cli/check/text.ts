import { createColors } from "picocolors";
import { hanging } from "../wrapped";
import { type Finding, countsOf } from "./finding";
import { type Level, levels } from "./finding-levels";

/** For a terminal: a block for each environment, the most serious first. */
export function asText(
  findings: readonly Finding[],
  environments: readonly string[],
  { columns, color }: { readonly columns: number; readonly color: boolean },
): string {
  const colors = createColors(color);
  const paint: Readonly<Record<Level, (text: string) => string>> = {
    problem: colors.red,
    warning: colors.yellow,
    adjusted: colors.cyan,
    note: colors.dim,
  };
  const blocks = headingsOf(findings, environments).map((heading) => {
    const own = findings.filter((finding) => headingOf(finding) === heading);
    return [
      colors.bold(`${heading}: ${own.length === 0 ? "nothing to report" : counted(own)}`),
      ...own.flatMap((finding) => linesOf(finding, paint[finding.level], columns)),
    ].join("\n");
  });
  return blocks.join("\n\n");
}

/** Each environment; findings of no environment come last. */
function headingsOf(findings: readonly Finding[], environments: readonly string[]): readonly string[] {
  return [...new Set([...environments, ...findings.map(headingOf)])];
}

/** `shop (dev)` */
export function headingOf({ project, environment }: Pick<Finding, "project" | "environment">): string {
  if (environment === undefined) return project ?? "the app";
  return project === undefined ? environment : `${project} (${environment})`;
}

/** `1 problem, 2 warnings` */
function counted(findings: readonly Finding[]): string {
  const counts = countsOf(findings);
  return levels
    .filter((level) => counts[level] > 0)
    .map((level) => `${counts[level]} ${level}${counts[level] === 1 || level === "adjusted" ? "" : "s"}`)
    .join(", ");
}

const LONGEST = "security".length;

function linesOf(finding: Finding, paint: (text: string) => string, columns: number): readonly string[] {
  const { level, security, path, message, origin, fix } = finding;
  const label = security === true ? "security" : level;
  const said = [
    `${path}: ${message}`,
    ...(fix === undefined || origin.length === 0 ? [] : [`from ${origin.join(" and ")}`]),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ];
  return hanging(`  ${paint(label.padEnd(LONGEST))} `, LONGEST + 3, said, columns);
}
