import { serviceNamed, serviceNames } from "../services";
import type { OtherGrant } from "../services/contract/grant";
import type { BackendPlan } from "./backend-plan";
import type { GrantPlan } from "../services/contract/grant-plan";

/** What a grant is on, without the names of one environment: `storage data/blobServices/default/containers/uploads`. */
function grantScope({ service, on, below = "" }: Pick<GrantPlan, "service" | "on" | "below">): string {
  return `${service} ${on}${below}`;
}

/** What identities beside the function app's may do. */
export function otherGrants(plan: BackendPlan): readonly OtherGrant[] {
  return serviceNames.flatMap((name) => serviceNamed(name).otherGrants?.(plan.services[name]) ?? []);
}

/** Every role in one line, with its reason: those of the function app first. */
export function grantLines(plan: BackendPlan): readonly string[] {
  return [
    ...plan.grants.map(grantLine),
    ...otherGrants(plan).map(({ identity, role, on, reason }) => `${identity}: ${role} on ${on}: ${reason}`),
  ];
}

/** A grant in one line, with its reason. */
export function grantLine(grant: GrantPlan): string {
  const reach = grant.reaches === undefined ? "" : ` (reaches ${grant.reaches})`;
  return `${grantScope(grant)}: ${grant.role}: ${grant.reason}${reach}`;
}

/**
 * Every role of the function app and its slots, and of other identities, by environment, as a Markdown document to
 * commit: a change of rights is then a change of this file, which a reviewer sees.
 *
 * @param plans - those of `planBackend`, or the `plan` of each backend
 */
export function grantsReport(...plans: readonly BackendPlan[]): string {
  const sections = plans.flatMap((plan) => {
    const { project, environment, grants } = plan;
    const others = otherGrants(plan);
    return [
      `## ${project}, ${environment}`,
      "### The Functions host",
      table(
        ["Role", "On", "Reaches", "Why"],
        grants.flatMap((grant) =>
          grant.uses === undefined
            ? [[grant.role, grantScope(grant), grant.reaches ?? "that alone", grant.reason]]
            : [],
        ),
      ),
      "### Components",
      table(["Component", "Role", "On", "Why"], componentRows(grants)),
      ...(others.length === 0
        ? []
        : [
            "### Other identities",
            table(
              ["Identity", "Role", "On", "Why"],
              others.map(({ identity, role, on, reason }) => [identity, role, on, reason]),
            ),
          ]),
    ];
  });
  const isShared = plans.every(({ services }) => services.functionApp.apps === undefined);
  return `${[isShared ? TITLE : TITLE_OF_SEVERAL, ...sections].join("\n\n")}\n`;
}

const TITLE = [
  "# Grants",
  "The backend assigns these roles, and no others, to the function app and each of its slots. Components share one app, and so one\n" +
    "identity: a component can use everything that another component declares.",
].join("\n\n");

const TITLE_OF_SEVERAL = [
  "# Grants",
  "The backend assigns these roles, and no others. Each function app has an identity of its own, with the roles of its components, and so has\n" +
    "each slot. Components of one app share its identity: a component can use everything that another one of the same app declares.",
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
