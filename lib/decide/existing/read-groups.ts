import type { Report } from "../../services/contract/existing-resource";
import { pathOfText } from "../../services/contract/path-of-text";
import { type StackRole, stackRoles } from "../../services/contract/service";
import { type Data, isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";

/** Names of resource groups that exist already, by the stack that uses one. */
export type ExistingGroups = Readonly<Partial<Record<StackRole, string>>>;

const OPTION = "external.resourceGroups";
const GROUP_ID = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/?$/i;

/** Reads `external.resourceGroups`. What Azure takes as a name is checked with all other names. */
export function readGroups(value: Data, problem: Report): ExistingGroups {
  if (!isDataObject(value)) {
    problem(
      OPTION,
      `must be an object with names of resource groups by stack, got ${redacted(value)}`,
      'write it like { platform: "rg-shared", workloads: "rg-shared" }',
    );
    return {};
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([role, name]) => {
      const path = pathOfText(`${OPTION}.${role}`);
      if (!isRole(role)) {
        problem(path, `unknown option${didYouMean(role, stackRoles)}`, `use one of ${stackRoles.join(", ")}`);
        return [];
      }
      if (typeof name === "string" && !GROUP_ID.test(name)) return [[role, name]];
      const [, own] = GROUP_ID.exec(typeof name === "string" ? name : "") ?? [];
      problem(
        path,
        own === undefined
          ? `must be the name of a resource group, got ${redacted(name)}`
          : `is an id, and the group is in the subscription of the backend, got ${redacted(name)}`,
        own === undefined ? "give its name as a string" : `give its name: ${redacted(own)}`,
      );
      return [];
    }),
  );
}

function isRole(text: string): text is StackRole {
  return (stackRoles as readonly string[]).includes(text);
}
