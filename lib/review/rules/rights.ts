import { builtInRoleName } from "../../access/built-in-roles";
import type { Data } from "../../settings/data";
import { textAt } from "../change";
import { type Rule, perChange } from "./rule";

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
} as const satisfies Readonly<Record<string, Rule>>;

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
