import type { BackendPlan } from "../../decide/backend-plan";
import { deployActions, type WrittenStack } from "../../rights/deploy-actions";
import { leastRights } from "../../rights/least-rights";
import { type Permission, isAllowed } from "../../rights/permission";
import { type StackRole, stackRoles } from "../../services/contract/service";
import { type Examined, ok, warning } from "./examined";
import type { Manager } from "./manager";

/** An environment of the app, as it would be deployed. */
export interface Deployment {
  readonly plan: BackendPlan;
  readonly stacks: Readonly<Record<StackRole, WrittenStack>>;
}

/** How many actions are named. */
const SHOWN = 5;

/**
 * What the login may do, against what deploying each environment takes: on its resource groups where they are there, else on
 * the subscription. What a condition or a deny assignment takes away is not seen.
 */
export async function examineRights(
  manager: Manager,
  subscriptionId: string,
  deployments: readonly Deployment[],
): Promise<readonly Examined[]> {
  const subscription = `/subscriptions/${subscriptionId}`;
  const everywhere = await permissionsAt(manager, subscription);
  return Promise.all(
    deployments.map(async ({ plan, stacks }) => {
      const rights = leastRights(plan);
      const found = await Promise.all(
        stackRoles.map(async (role) => {
          const group = `${subscription}/resourceGroups/${plan.resourceGroups[role]}`;
          const given = (await permissionsAt(manager, group)) ?? everywhere;
          const actions = deployActions(stacks[role], rights);
          return { actions, missing: given && actions.filter((action) => !isAllowed(given, action)) };
        }),
      );
      const needed = new Set(found.flatMap(({ actions }) => actions));
      const missing = found.flatMap((each) => each.missing ?? []);
      const isKnown = found.every((each) => each.missing !== undefined);
      return rowOf(plan, needed.size, isKnown ? [...new Set(missing)].sort() : undefined);
    }),
  );
}

/** learn.microsoft.com/rest/api/authorization/permissions; undefined where Azure does not tell. */
async function permissionsAt(manager: Manager, scope: string): Promise<readonly Permission[] | undefined> {
  const path = `${scope}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
  return (await manager.list(path)).items as readonly Permission[] | undefined;
}

function rowOf(
  { project, environment }: BackendPlan,
  needed: number,
  missing: readonly string[] | undefined,
): Examined {
  const what = "Rights";
  const deployment = `a deployment of ${project} (${environment}) needs`;
  if (missing === undefined)
    return warning(
      what,
      `not known for ${project} (${environment})`,
      "log in with an account that has the role Reader on the subscription",
    );
  if (missing.length === 0) return ok(what, `may do all ${needed} actions that ${deployment}`);
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : "";
  return warning(
    what,
    `may not do ${missing.length} of the ${needed} actions that ${deployment}: ${missing.slice(0, SHOWN).join(", ")}${more}`,
    `whoever deploys needs, on the subscription or its three resource groups: ${rolesFor(missing).join("; ")}. See "Who may plan and apply" in docs/operations.md`,
  );
}

/** What `docs/operations.md` gives a deployer, as far as it is missing. */
function rolesFor(missing: readonly string[]): readonly string[] {
  const begins = (beginning: string): readonly string[] =>
    missing.filter((action) => action.toLowerCase().startsWith(beginning.toLowerCase()));
  const assignments = begins("Microsoft.Authorization/roleAssignments/");
  const locks = begins("Microsoft.Authorization/locks/");
  return [
    ...(missing.length > assignments.length + locks.length ? ["Contributor"] : []),
    ...(assignments.length > 0
      ? ["Role Based Access Control Administrator, with the condition that leastRights computes"]
      : []),
    ...(locks.length > 0 ? [`a custom role with ${locks.join(" and ")}`] : []),
  ];
}
