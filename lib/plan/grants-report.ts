import type { BackendPlan, GrantPlan } from "./plan";

/** What a grant is on, without the names of one environment: `storage data/blobServices/default/containers/uploads`. */
export function grantScope({ service, on, below = "" }: Pick<GrantPlan, "service" | "on" | "below">): string {
  return `${service} ${on}${below}`;
}

/**
 * Every role of the function app and its slots, by environment, as a Markdown document to commit: a change of rights
 * is then a change of this file, which a reviewer sees.
 *
 * @param plans - those of `planBackend`, or the `plan` of each backend
 */
export function grantsReport(...plans: readonly BackendPlan[]): string {
  const sections = plans.flatMap(({ project, environment, grants }) => [
    `## ${project}, ${environment}`,
    "### The Functions host",
    table(
      ["Role", "On", "Why"],
      grants.flatMap((grant) =>
        grant.uses === undefined ? [[grant.role, grantScope(grant), grant.reason]] : [],
      ),
    ),
    "### Components",
    table(["Component", "Role", "On", "Why"], componentRows(grants)),
  ]);
  return `${[TITLE, ...sections].join("\n\n")}\n`;
}

const TITLE = [
  "# Grants",
  "The function app, and each of its slots, has these roles and no others. Components share one app, and so one identity: a\n" +
    "component can use what another one has declared.",
].join("\n\n");

function componentRows(grants: readonly GrantPlan[]): readonly (readonly string[])[] {
  return grants
    .flatMap((grant) =>
      (grant.uses ?? []).map(({ component, reason }) => [component, grant.role, grantScope(grant), reason]),
    )
    .sort((one, other) => (one.join("\n") < other.join("\n") ? -1 : 1));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** Names of containers may hold what a table is made of. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
