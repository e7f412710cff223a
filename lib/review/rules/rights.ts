import { type Data } from "../../settings/data";
import { textAt } from "../change";
import { type Rule, perChange } from "./rule";

/** They change anything below their scope, or give themselves the right to. Ids: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const BROAD: Readonly<Record<string, string>> = {
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "User Access Administrator": "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  "Role Based Access Control Administrator": "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
};

/** A resource group, a subscription or a management group. */
const WIDE =
  /^\/(?:subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?|providers\/Microsoft\.Management\/managementGroups\/[^/]+)?\/?$/i;

/** Rights that a plan gives. */
export const rightRules = {
  "broad-role": {
    severity: "high",
    title: "Somebody becomes Owner, Contributor or administrator of access",
    source: "learn.microsoft.com/azure/role-based-access-control/best-practices",
    find: perChange(({ type, kind, after }) => {
      if (type !== "azurerm_role_assignment" || (kind !== "create" && kind !== "replace")) return undefined;
      const role = roleOf(after);
      return role === undefined
        ? undefined
        : {
            what: `gives the role ${role}`,
            why: "It changes everything below its scope, secrets and other rights included.",
            fix: "Give the role for the one task, on the one resource.",
          };
    }),
  },
  "wide-scope": {
    severity: "medium",
    title: "A role is given on a whole resource group or subscription",
    source: "learn.microsoft.com/azure/role-based-access-control/scope-overview",
    find: perChange(({ type, kind, after }) =>
      type === "azurerm_role_assignment" &&
      (kind === "create" || kind === "replace") &&
      WIDE.test(textAt(after, "scope")) &&
      textAt(after, "scope") !== ""
        ? {
            what: `gives a role on ${scopeName(textAt(after, "scope"))}`,
            why: "It holds for everything in it, also for what is added later.",
            fix: "Give the role on the resource that it is for.",
          }
        : undefined,
    ),
  },
} as const satisfies Readonly<Record<string, Rule>>;

function roleOf(assignment: Data): string | undefined {
  const name = textAt(assignment, "role_definition_name");
  const id = textAt(assignment, "role_definition_id").toLowerCase();
  return Object.keys(BROAD).find((role) => role === name || (id !== "" && id.endsWith(BROAD[role] ?? "")));
}

function scopeName(scope: string): string {
  const [, group] = /\/resourceGroups\/([^/]+)/i.exec(scope) ?? [];
  if (group !== undefined) return `the resource group ${group}`;
  return scope.includes("managementGroups") ? "a management group" : "the subscription";
}
