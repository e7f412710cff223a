import { createHash } from "node:crypto";
import { groupOfPath } from "../../settings/option-path";
import { version } from "../../../package.json";
import type { Finding } from "./finding";
import type { Level } from "./finding-levels";
import { headingOf } from "./text";

const LEVELS: Readonly<Record<Level, "error" | "warning" | "note">> = {
  problem: "error",
  warning: "warning",
  adjusted: "note",
  note: "note",
};

/**
 * SARIF 2.1.0 in JSON, for code scanning.
 *
 * @param file - where results are shown, relative to the working folder: options are written there, or in what it imports
 * @param titles - what rules look for, by their names
 */
export function asSarif(
  findings: readonly Finding[],
  file: string,
  titles: Readonly<Record<string, string>> = {},
): string {
  const rules = [...new Set(findings.map(ruleOf))].sort();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "cdktf-azure-backend",
            semanticVersion: version,
            rules: rules.map((id) => ({ id, shortDescription: { text: titles[id] ?? descriptionOf(id) } })),
          },
        },
        results: findings.map((finding) => resultOf(finding, rules, file)),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function resultOf(finding: Finding, rules: readonly string[], file: string): object {
  const { level, path, message, fix, security, patch } = finding;
  const ruleId = ruleOf(finding);
  const text = `${headingOf(finding)}: ${path}: ${message}${fix === undefined ? "" : `\nfix: ${fix}`}`;
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    level: LEVELS[level],
    message: { text },
    locations: [
      { physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region: { startLine: 1 } } },
    ],
    // Results of one rule in one line would be one alert to GitHub.
    partialFingerprints: { primaryLocationLineHash: createHash("sha256").update(text).digest("hex") },
    properties: { level, path, ...(security ? { security } : {}), ...(patch ? { patch } : {}) },
  };
}

/** One rule for each group of options, and for each check of a scanner. */
function ruleOf({ check, path }: Finding): string {
  return check ?? groupOfPath(path);
}

function descriptionOf(rule: string): string {
  return /^(CKV|AZU|AVD)/.test(rule) ? `${rule} of a scanner, accepted on purpose` : `Finding for ${rule}`;
}
