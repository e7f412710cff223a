import type { Finding } from "./finding";
import type { Level } from "./finding-levels";
import { headingOf } from "./text";

const COMMANDS: Readonly<Record<Level, string>> = {
  problem: "error",
  warning: "warning",
  adjusted: "notice",
  note: "notice",
};

/** Commands that GitHub Actions shows as annotations, one a line. */
export function asGithub(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const { level, path, message, fix } = finding;
      const text = fix === undefined ? message : `${message}\nfix: ${fix}`;
      return `::${COMMANDS[level]} title=${property(`${headingOf(finding)}: ${path}`)}::${data(text)}`;
    })
    .join("\n");
}

/** What follows the second pair of colons is a line, with its own breaks escaped. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Colons and commas would end a property. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
