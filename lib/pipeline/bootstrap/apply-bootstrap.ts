import { messageOf } from "../../settings/message-of";
import { removePlan } from "../../terraform/deployment/apply-plan";
import { applyTold, planTold } from "../../terraform/deployment/deploy";
import { type Deployment, counted, initialiseAll } from "../../terraform/deployment/deployment";
import type { PlannedChange } from "../../terraform/planned-changes";
import type { BootstrapPlan } from "./bootstrap-plan";
import type { Existing } from "./find-existing";
import { missingRights, missingRightsText } from "./missing-rights";
import type { ResourceReader } from "./resource-reader";

/** What is done by an apply that creates, updates or replaces. */
const DESTROYS = ["delete", "replace"];

/**
 * Plans the one stack, and applies it where that changes anything in Azure: what is only imported needs no apply, since no state is kept.
 *
 * @returns what was changed
 * @throws Error where the login lacks a right, before anything is created as far as Azure tells
 */
export async function applyBootstrap(
  deployment: Deployment,
  reader: ResourceReader,
  plan: BootstrapPlan,
  existing: Existing,
): Promise<readonly PlannedChange[]> {
  await initialiseAll(deployment);
  const [[stack, shown] = []] = counted(deployment.stacks);
  if (stack === undefined || shown === undefined) throw new Error("internal error: there is no stack");
  const planned = await planTold(deployment, stack.id, shown).catch((error: unknown) => {
    throw withHint(error);
  });
  try {
    const { changes } = planned;
    if (changes.length === 0) return [];
    checkKept(plan, changes);
    const missing = await missingRights(reader, plan, existing, changes);
    if (missing.length > 0) throw new Error(missingRightsText(missing));
    await applyTold(deployment, planned, shown);
    return changes;
  } catch (error) {
    throw withHint(error);
  } finally {
    removePlan(planned);
  }
}

/** A role assignment is replaced where its condition has changed; nothing else is ever destroyed. */
function checkKept({ assignments }: BootstrapPlan, changes: readonly PlannedChange[]): void {
  const replaceable = assignments.map(({ id }) => `azurerm_role_assignment.${id}`);
  const lost = changes.filter(
    ({ action, address }) => DESTROYS.includes(action) && !replaceable.includes(address),
  );
  if (lost.length === 0) return;
  throw new Error(
    [
      "Nothing was changed: Terraform would destroy what exists already.",
      ...lost.map(({ action, address }) => `- ${action} ${address}`),
      "fix: see what differs with --verbose, and change it in Azure",
    ].join("\n"),
  );
}

/** Conditions and deny assignments show only when something is created. */
function withHint(error: unknown): unknown {
  const message = messageOf(error);
  if (!/\b(AuthorizationFailed|LinkedAuthorizationFailed|RequestDisallowedByPolicy)\b/.test(message))
    return error;
  return new Error(
    `${message.trimEnd()}\n\nThe message names the permission and its scope. bootstrap --dry-run prints everything that somebody ` +
      "else can create for you. A later run goes on where this one stopped.",
    { cause: error },
  );
}
