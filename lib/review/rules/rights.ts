import { builtInRoleName } from "../../access/built-in-roles";
import { changeActions } from "../../rights/change-actions";
import { isAllowed } from "../../rights/permission";
import { pipelineRoles } from "../../rights/pipeline-roles";
import type { Data } from "../../settings/data";
import { type Change, textAt } from "../change";
import { type Rule, type Said, perChange } from "./rule";

/** They change anything below their scope, or give themselves the right to. */
const BROAD: readonly string[] = [
  "Owner",
  "Contributor",
  "User Access Administrator",
  "Role Based Access Control Administrator",
];

/** A resource group, a subscription or a management group. */
const WIDE =
  /^\/(?:subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?|providers\/Microsoft\.Management\/managementGroups\/[^/]+)?\/?$/i;

/** Rights that a plan gives. */
export const rightRules = {
  "broad-role": {
    severity: "high",
    title: "Owner, Contributor or an administrator role is assigned",
    source: "learn.microsoft.com/azure/role-based-access-control/best-practices",
    find: perChange(({ type, kind, after }) => {
      if (type !== "azurerm_role_assignment" || (kind !== "create" && kind !== "replace")) return undefined;
      const role = roleOf(after);
      return role === undefined
        ? undefined
        : {
            what: `assigns the role ${role}`,
            why: "It changes everything below its scope, secrets and other rights included.",
            fix: "Assign a role for the one task, on the one resource.",
          };
    }),
  },
  "wide-scope": {
    severity: "medium",
    title: "A role is assigned on a whole resource group or subscription",
    source: "learn.microsoft.com/azure/role-based-access-control/scope-overview",
    find: perChange(({ type, kind, after }) =>
      type === "azurerm_role_assignment" &&
      (kind === "create" || kind === "replace") &&
      WIDE.test(textAt(after, "scope")) &&
      textAt(after, "scope") !== ""
        ? {
            what: `assigns a role on ${scopeName(textAt(after, "scope"))}`,
            why: "It holds for everything in it, also for what is added later.",
            fix: "Assign the role on the resource that it is for.",
          }
        : undefined,
    ),
  },
  "pipeline-right-missing": {
    severity: "medium",
    title: "A change takes a right that the pipeline's roles do not have",
    source: "docs/guides/permissions.md",
    find: perChange((change, { hasPipeline }) => (hasPipeline === true ? rightMissing(change) : undefined)),
  },
} as const satisfies Readonly<Record<string, Rule>>;

const APPLY_STOPS = "Apply stops here, unless the identity that applies has further roles.";

/** Of the roles that `pipelineRoles` computes for this version of the library. */
function rightMissing({ type, kind, before, after }: Change): Said | undefined {
  if (!type.startsWith("azurerm_")) return undefined;
  if (kind !== "create" && kind !== "update" && kind !== "replace" && kind !== "delete") return undefined;
  const { applier, assignableRoles } = pipelineRoles();
  if (type === "azurerm_role_assignment") {
    const names = [before, after].map(assigned).filter((each) => each !== "");
    const other = names.find((each) => assignableRoles.every(({ name, id }) => each !== name && each !== id));
    if (other !== undefined)
      return {
        what: `assigns or removes the role ${other}, which the condition of the pipeline's role does not allow`,
        why: APPLY_STOPS,
        fix: "Assign it with another identity, or add the role to the condition.",
      };
  }
  const actions = changeActions({ type, kind, id: textAt(before, "id") });
  const missing = actions?.filter((action) => !isAllowed([applier], action));
  if (missing?.length === 0) return undefined;
  return {
    what:
      missing === undefined
        ? `creates ${type}, which the pipeline's roles give no right on`
        : `takes ${missing.join(", ")}, which the pipeline's roles do not have`,
    why: APPLY_STOPS,
    fix: "Give the identity that applies a role with it on the resource group: bootstrap gives what the library's own resources take.",
  };
}

/** The name of the role, or its id where it has no known name. */
function assigned(assignment: Data): string {
  const named = textAt(assignment, "role_definition_name");
  if (named !== "") return named;
  const id = textAt(assignment, "role_definition_id");
  return builtInRoleName(id) ?? id.slice(id.lastIndexOf("/") + 1).toLowerCase();
}

function roleOf(assignment: Data): string | undefined {
  const named = textAt(assignment, "role_definition_name");
  const role = named === "" ? builtInRoleName(textAt(assignment, "role_definition_id")) : named;
  return BROAD.find((each) => each === role);
}

function scopeName(scope: string): string {
  const [, group] = /\/resourceGroups\/([^/]+)/i.exec(scope) ?? [];
  if (group !== undefined) return `the resource group ${group}`;
  return scope.includes("managementGroups") ? "a management group" : "the subscription";
}
