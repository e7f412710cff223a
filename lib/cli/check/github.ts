import type { Finding } from "./finding";
import type { Level } from "./finding-levels";
import { headingOf } from "./text";

const COMMANDS = {
  problem: "error",
  warning: "warning",
  adjusted: "notice",
  note: "notice",
} as const satisfies Readonly<Record<Level, string>>;

/** Commands that GitHub Actions shows as annotations, one a line. */
export function asGithub(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const { level, path, message, fix } = finding;
      const text = fix === undefined ? message : `${message}\nfix: ${fix}`;
      return annotation(COMMANDS[level], `${headingOf(finding)}: ${path}`, text);
    })
    .join("\n");
}

/** One command: docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
export function annotation(command: "error" | "warning" | "notice", title: string, text: string): string {
  return `::${command} title=${property(title)}::${data(text)}`;
}

/** What follows the second pair of colons is a line, with its own breaks escaped. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Colons and commas would end a property. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
