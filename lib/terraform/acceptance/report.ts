import type { Step } from "../rehearsal";
import type { ReleaseOutcome } from "./release";

/** What an acceptance run has found out. */
export interface AcceptanceFacts {
  readonly environment: string;
  /** By name: `azurerm`, `Terraform`, `Node`. */
  readonly versions: Readonly<Record<string, string>>;
  readonly location?: string;
  readonly steps: readonly Step[];
  /** Undefined where no release was tried. */
  readonly release?: ReleaseOutcome;
  /** Why no release was tried. */
  readonly noRelease?: string;
  /** Undefined where everything went well. */
  readonly failure?: string;
  /** Whether what was deployed is still there. */
  readonly kept: boolean;
}

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** The report as Markdown. Ids of subscriptions, tenants and identities are replaced, so that it can be sent as it is. */
export function acceptanceReport(facts: AcceptanceFacts): string {
  const { environment, versions, location, steps, failure } = facts;
  return withoutIds(
    [
      `# Acceptance of ${environment}: ${failure === undefined ? "accepted" : "not accepted"}`,
      "",
      ...Object.entries({ ...versions, ...(location === undefined ? {} : { region: location }) }).map(
        ([name, version]) => `- ${name}: ${version}`,
      ),
      "",
      "| Step | Result | Seconds |",
      "| --- | --- | --- |",
      ...steps.map(({ name, result, seconds }) => `| ${name} | ${result} | ${seconds.toFixed(1)} |`),
      "",
      "## Release",
      "",
      ...releaseLines(facts),
      "",
      ...(failure === undefined ? [] : ["## What failed", "", "```text", failure, "```", ""]),
      "## What to send back",
      "",
      ...whatToSend(facts),
      "",
    ].join("\n"),
  );
}

function releaseLines({ release, noRelease }: AcceptanceFacts): readonly string[] {
  if (release === undefined) return [`No release was tried: ${noRelease ?? "a step before it failed"}.`];
  return [
    `${release.released ? "Released" : "Not released"} from ${release.from}.`,
    "",
    ...release.probes.map((probe) => `- ${probe}`),
    ...(release.probes.length === 0 ? [] : [""]),
    "```text",
    release.said,
    "```",
  ];
}

function whatToSend({ failure, kept, environment }: AcceptanceFacts): readonly string[] {
  return [
    "This whole file, in an issue of the project, also if everything went well: it shows others what works on Azure.",
    "It contains no secrets and no ids of subscriptions, tenants and identities. It contains names of resources:",
    "replace those that you do not want to publish.",
    ...(failure === undefined
      ? []
      : [
          "",
          "With it, the option that you would change, and the entries of Azure's activity log for the time of the failed step:",
          "",
          "```sh",
          "az monitor activity-log list --offset 2h --status Failed --query '[].{at:eventTimestamp,operation:operationName.value,message:properties.statusMessage}'",
          "```",
        ]),
    ...(kept
      ? [
          "",
          `The resources deployed for ${environment} still exist and cost money. Their state is in \`state\` next to this file: keep`,
          "it until everything is destroyed.",
        ]
      : []),
  ];
}

function withoutIds(text: string): string {
  const seen = new Map<string, string>();
  return text.replaceAll(GUID, (id) => {
    const known = seen.get(id.toLowerCase()) ?? `<id ${seen.size + 1}>`;
    seen.set(id.toLowerCase(), known);
    return known;
  });
}
