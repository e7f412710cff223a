import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendPlan } from "../decide/backend-plan";
import { stackRoles } from "../services/contract/service";
import { type AcceptedFinding, acceptedFindings } from "./accepted-findings";

/**
 * The accepted findings of backends in the forms of the scanners themselves, by file name: for each stack
 * `<stack>.checkov.baseline` and `<stack>.trivy.rego`, and for readers `accepted-findings.md` with the reasons.
 *
 * @param plans - those of `planBackend`, or the `plan` of each backend
 */
export function acceptLists(...plans: readonly BackendPlan[]): Readonly<Record<string, string>> {
  const files = plans.flatMap((plan) => {
    const findings = acceptedFindings(plan);
    return stackRoles.flatMap((role): readonly (readonly [string, string])[] => {
      const stack = plan.stackIds[role];
      const own = findings.filter((finding) => finding.stack === stack);
      return [
        [`${stack}.checkov.baseline`, checkovBaseline(own)],
        [`${stack}.trivy.rego`, trivyPolicy(own)],
      ];
    });
  });
  return { "accepted-findings.md": report(plans), ...Object.fromEntries(files) };
}

/**
 * Writes {@link acceptLists} into a folder, to be committed: a finding that is accepted from now on is then a change
 * that a reviewer sees.
 *
 * @param directory - is made where it does not exist
 * @param plans - those of `planBackend`, or the `plan` of each backend
 */
export function writeAcceptLists(directory: string, ...plans: readonly BackendPlan[]): void {
  mkdirSync(directory, { recursive: true });
  for (const [file, text] of Object.entries(acceptLists(...plans)))
    writeFileSync(join(directory, file), text);
}

/** The path that checkov gives the one file of a stack, whose folder it is started with. */
const STACK_FILE = "/cdk.tf.json";

/** github.com/bridgecrewio/checkov, `checkov/common/output/baseline.py` */
function checkovBaseline(findings: readonly AcceptedFinding[]): string {
  const checks = new Map<string, string[]>();
  for (const { check, resource } of findings.filter(({ scanner }) => scanner === "checkov")) {
    const name = checkovResource(check, resource);
    checks.set(name, [...(checks.get(name) ?? []), check]);
  }
  const entries = [...checks]
    .map(([resource, ids]) => ({ resource, check_ids: ids.sort() }))
    .sort((one, other) => (one.resource < other.resource ? -1 : 1));
  const files = entries.length === 0 ? [] : [{ file: STACK_FILE, findings: entries }];
  return `${JSON.stringify({ failed_checks: files }, undefined, 2)}\n`;
}

/** In JSON, checkov's checks of single resources (`CKV_`) leave the type out; those of connections (`CKV2_`) keep it. */
function checkovResource(check: string, address: string): string {
  return check.startsWith("CKV2_") ? address : `resource.${address.slice(address.indexOf(".") + 1)}`;
}

/** For `--ignore-policy`: trivy.dev/latest/docs/configuration/filtering, by Open Policy Agent */
function trivyPolicy(findings: readonly AcceptedFinding[]): string {
  const accepted = findings
    .filter(({ scanner }) => scanner === "trivy")
    .map(({ check, resource }) => `  ["${check}", "${resource}"],`)
    .sort();
  return [
    "package trivy",
    "",
    "import rego.v1",
    "",
    "default ignore := false",
    "",
    accepted.length === 0 ? "accepted := set()" : ["accepted := {", ...accepted, "}"].join("\n"),
    "",
    "# Older releases of trivy write AVD-AZU-0012.",
    "ignore if {",
    '  [trim_prefix(input.ID, "AVD-"), input.CauseMetadata.Resource] in accepted',
    "}",
    "",
  ].join("\n");
}

function report(plans: readonly BackendPlan[]): string {
  const sections = plans.flatMap((plan) => [
    `## ${plan.project}, ${plan.environment}`,
    [
      "| Resource | Check | Looks for | Why it fails |",
      "| --- | --- | --- | --- |",
      ...acceptedFindings(plan)
        .map(({ resource, check, title, reason }) => `| ${resource} | ${check} | ${title} | ${reason} |`)
        .sort(),
    ].join("\n"),
  ]);
  return `${["# Accepted findings", INTRODUCTION, ...sections].join("\n\n")}\n`;
}

const INTRODUCTION =
  "What checkov and trivy report of these backends and is meant to be so, resource by resource. Anything else that they\n" +
  "report is not accepted.";
