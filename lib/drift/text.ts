import { counted } from "../settings/counted";
import { code, escaped, row, tableHead } from "../settings/markdown";
import type { DriftReport, IgnoredByRule, StackRow } from "./report";
import type { DriftFinding } from "./stack-drift";

/** In one line: what was found, and in how many stacks. */
export function driftHeading({ stacks, findings, ignored }: DriftReport): string {
  const dangerous = findings.filter(isDangerous).length;
  const failed = stacks.filter(({ status }) => status === "failed").length;
  return [
    `${counted(stacks.length, "stack")}: ${findings.length === 0 ? "no drift" : counted(findings.length, "resource")}`,
    ...(findings.length === 0 ? [] : [`${dangerous} of them dangerous`]),
    `${counted(sumOf(ignored), "difference")} ignored`,
    ...(failed === 0 ? [] : [`${counted(failed, "stack")} not checked`]),
  ].join(", ");
}

/** For a terminal. */
export function driftText(report: DriftReport): string {
  const [dangerous, others] = [
    report.findings.filter(isDangerous),
    report.findings.filter((each) => !isDangerous(each)),
  ];
  return [
    driftHeading(report),
    ...block(`Dangerous (${dangerous.length})`, dangerous.flatMap(findingLines)),
    ...block(`Changed (${others.length})`, others.flatMap(findingLines)),
    ...block(
      "Stacks",
      report.stacks.map((each) => `  ${each.stack}: ${statusOf(each)}`),
    ),
    ...report.stacks.flatMap(({ stack, reason }) =>
      reason === undefined ? [] : [`Not checked: ${stack}\n${indented(reason.trim())}`],
    ),
    ...block(`Ignored (${sumOf(report.ignored)})`, report.ignored.flatMap(ignoredLines)),
  ].join("\n\n");
}

/** For an issue or a summary of a pipeline. */
export function driftMarkdown(report: DriftReport): string {
  const [dangerous, others] = [
    report.findings.filter(isDangerous),
    report.findings.filter((each) => !isDangerous(each)),
  ];
  return [
    `## Drift\n\n${escaped(driftHeading(report))}.`,
    ...(dangerous.length === 0 ? [] : [`### Dangerous\n\n${dangerous.map(findingItem).join("\n")}`]),
    ...(others.length === 0 ? [] : [`### Changed\n\n${others.map(findingItem).join("\n")}`]),
    table(
      ["Stack", "Result"],
      report.stacks.map((each) => [code(each.stack), escaped(statusOf(each))]),
    ),
    ...report.stacks.flatMap(({ stack, reason }) =>
      reason === undefined ? [] : [`### Not checked: ${code(stack)}\n\n${indented(reason.trim())}`],
    ),
    ...(report.ignored.length === 0
      ? []
      : [
          `<details><summary>Ignored (${sumOf(report.ignored)})</summary>\n\n${table(
            ["Rule", "Differences", "Reason"],
            report.ignored.map(({ rule, reason, differences }) => [
              code(rule),
              String(differences.length),
              escaped(reason),
            ]),
          )}\n\n</details>`,
        ]),
  ].join("\n\n");
}

/** What a finding says beside its address, in one text. */
export function findingSummary({ what, dangers, within }: DriftFinding): string {
  return [
    what === "deleted" ? "deleted outside of Terraform" : "changed outside of Terraform",
    ...dangers.map(({ kind, why }) => `${kind}: ${why}`),
    ...(within.length === 0 ? [] : [`with ${counted(within.length, "resource")} in it`]),
  ].join("; ");
}

export function isDangerous({ dangers }: DriftFinding): boolean {
  return dangers.length > 0;
}

function findingLines(finding: DriftFinding): readonly string[] {
  const { stack, address, attributes, setBy, fix } = finding;
  return [
    `  ${stack}: ${address}`,
    `    ${findingSummary(finding)}`,
    ...attributes.map(({ path, before, after }) => `      ${path}  ${before} -> ${after}`),
    ...(setBy === undefined ? [] : [`    set by  ${setBy}`]),
    `    fix     ${fix}`,
  ];
}

function findingItem(finding: DriftFinding): string {
  const { stack, address, attributes, setBy, fix } = finding;
  return [
    `- ${code(`${stack}: ${address}`)}: ${escaped(findingSummary(finding))}`,
    ...attributes.map(({ path, before, after }) => `  - ${code(path)}: ${code(before)} to ${code(after)}`),
    ...(setBy === undefined ? [] : [`  - Set by ${code(setBy)}`]),
    `  - Fix: ${escaped(fix)}`,
  ].join("\n");
}

function statusOf({ status, findings, dangerous, ignored, outputs, reason = "" }: StackRow): string {
  switch (status) {
    case "failed":
      return `not checked: ${reason.trim().split("\n", 1).join("")}`;
    case "not deployed":
      return "not deployed";
    case "drift":
    case "no drift":
      return [
        findings === 0 ? "no drift" : `${counted(findings, "resource")}, ${dangerous} dangerous`,
        `${ignored} ignored`,
        ...(outputs.length === 0 ? [] : [`outputs that would change: ${outputs.join(", ")}`]),
      ].join("; ");
  }
}

function ignoredLines({ rule, reason, differences }: IgnoredByRule): readonly string[] {
  const places = differences.map(
    ({ stack, address, attribute }) => `${stack}: ${[address, attribute].filter(Boolean).join(".")}`,
  );
  const more = places.length > LISTED ? [`and ${places.length - LISTED} more: --json has all of them`] : [];
  return [
    `  ${rule} (${differences.length}): ${reason}`,
    ...[...places.slice(0, LISTED), ...more].map((line) => `    ${line}`),
  ];
}

const LISTED = 5;

/** Four spaces are code in Markdown too, whatever is in it. */
function indented(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [[title, ...lines].join("\n")];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableHead(head), ...rows.map(row)].join("\n");
}

function sumOf(ignored: readonly IgnoredByRule[]): number {
  return ignored.reduce((total, { differences }) => total + differences.length, 0);
}
