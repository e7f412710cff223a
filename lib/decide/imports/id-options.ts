import type { StackRole } from "../../services/contract/service";
import type { BackendPlan } from "../backend-plan";

/**
 * The options that decide one part of the id of a resource.
 *
 * @param after - what stands before it in the id, `databaseAccounts`
 * @param part - what the plan has there
 */
export function optionsForIdPart(after: string, part: string, plan: BackendPlan): readonly string[] {
  const isPart = ([, name]: readonly [string, string]): boolean => name === part;
  switch (after) {
    case "subscriptions":
      return ["subscriptionId"];
    case "resourceGroups":
      return Object.entries(plan.resourceGroups)
        .filter(isPart)
        .map(
          ([role]) =>
            `${plan.existingGroups?.includes(role as StackRole) ? "external" : "names"}.resourceGroups.${role}`,
        );
    case "sqlDatabases":
      return ["cosmos.database"];
    default:
      return Object.entries(plan.names)
        .filter(isPart)
        .map(([kind]) => `names.${kind}`);
  }
}
