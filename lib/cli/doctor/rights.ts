import type { BackendPlan } from "../../decide/backend-plan";
import { deployActions, type WrittenStack } from "../../rights/deploy-actions";
import { type Permission, isAllowed } from "../../rights/permission";
import { permissionsAt } from "../../rights/permissions-at";
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
 * What the login may do, against what deploying each environment takes: on the subscription, and on its resource groups where
 * they are there. Conditions and deny assignments are not taken into account.
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
      const found = await Promise.all(
        stackRoles.map(async (role) => {
          const group = `${subscription}/resourceGroups/${plan.resourceGroups[role]}`;
          const actions = deployActions(stacks[role]);
          return {
            group: examined(actions.group, (await permissionsAt(manager, group)) ?? everywhere),
            subscription: examined(actions.subscription, everywhere),
          };
        }),
      );
      return rowOf(
        plan,
        together(found.map((each) => each.group)),
        together(found.map((each) => each.subscription)),
      );
    }),
  );
}

/** Actions on one scope. */
interface Scope {
  readonly needed: readonly string[];
  /** Undefined where permissions are not known. */
  readonly missing: readonly string[] | undefined;
}

function examined(needed: readonly string[], given: readonly Permission[] | undefined): Scope {
  return { needed, missing: given && needed.filter((action) => !isAllowed(given, action)) };
}

function together(scopes: readonly Scope[]): Scope {
  const once = (actions: readonly string[]): readonly string[] => [...new Set(actions)].sort();
  const isKnown = scopes.every(({ missing }) => missing !== undefined);
  return {
    needed: once(scopes.flatMap(({ needed }) => needed)),
    missing: isKnown ? once(scopes.flatMap(({ missing }) => missing ?? [])) : undefined,
  };
}

function rowOf({ project, environment }: BackendPlan, group: Scope, subscription: Scope): Examined {
  const what = "Rights";
  const needed = group.needed.length + subscription.needed.length;
  const deployment = `a deployment of ${project} (${environment}) needs`;
  if (group.missing === undefined || subscription.missing === undefined)
    return warning(
      what,
      `unknown for ${project} (${environment})`,
      "log in with an account that has the role Reader on the subscription",
    );
  const missing = [...group.missing, ...subscription.missing];
  if (missing.length === 0) return ok(what, `the login has all ${needed} permissions that ${deployment}`);
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : "";
  const roles = [
    ...(group.missing.length > 0
      ? [`on the subscription or its three resource groups: ${rolesFor(group.missing).join("; ")}`]
      : []),
    ...(subscription.missing.length > 0
      ? [`on the subscription: ${rolesAbove(subscription.missing).join("; ")}`]
      : []),
  ];
  return warning(
    what,
    `the login lacks ${missing.length} of the ${needed} permissions that ${deployment}: ${missing.slice(0, SHOWN).join(", ")}${more}`,
    `the deploying identity needs, ${roles.join("; ")}. If bootstrap gave it its role, run bootstrap again: it updates the role. ` +
      "See docs/guides/permissions.md",
  );
}

/** What `docs/guides/permissions.md` gives a deployer on the resource groups, as far as it is missing. */
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

/** The same on the subscription, where Contributor is more than it takes. */
function rolesAbove(missing: readonly string[]): readonly string[] {
  const others = missing.filter((action) => !action.endsWith("/read"));
  return [
    ...(others.length < missing.length ? ["Reader"] : []),
    ...(others.length > 0 ? [`a custom role with ${others.join(" and ")}`] : []),
  ];
}
