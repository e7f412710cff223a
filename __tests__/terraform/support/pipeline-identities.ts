import { pipelineRoles } from "../../../lib";
import { identity } from "../../../lib/stand-in/login";
import type { Deployment } from "./stage";

const SUBSCRIPTION = `/subscriptions/${identity.subscriptionId}`;
const roles = pipelineRoles();

/**
 * Limits who logs in from now on to a role of a pipeline.
 *
 * @param without - actions that are taken out of it
 */
export function become(
  { standIn }: Deployment,
  who: "applier" | "planner",
  without: readonly string[] = [],
): void {
  const actions = roles[who].actions.filter((action) => !without.includes(action));
  const permission = { ...roles[who], actions };
  standIn.limit(identity.objectId, [{ scope: SUBSCRIPTION, permission, condition: roles.condition }]);
}

/** What the plans of all stacks would change: `<action> <address>`. */
export async function plannedChanges({ rehearsal }: Deployment): Promise<readonly string[]> {
  const plans = Object.values(await rehearsal.plan());
  return plans.flatMap(({ changes }) => changes).map(({ action, address }) => `${action} ${address}`);
}
