import { leastRights } from "../../../lib";
import { azureAction } from "../../../lib/rights/azure-action";
import { type WrittenStack, deployActions } from "../../../lib/rights/deploy-actions";
import type { Exchange } from "../../../lib/stand-in/exchange";
import type { Deployment } from "./stage";

/** What `doctor` counts among what a deployment of the stacks needs, as they are written now; of the app's own stacks, the same. */
export function countedActions({ rehearsal, workspace }: Deployment): readonly string[] {
  return rehearsal.stacks.flatMap((stack) => {
    const { group, subscription } = deployActions(JSON.parse(workspace.synthesised(stack)) as WrittenStack);
    return [...group, ...subscription];
  });
}

/** What Terraform has done beside that. */
export function uncountedActions(
  exchanges: readonly Exchange[],
  counted: readonly string[],
): readonly string[] {
  return actionsOfTerraform(exchanges).filter(
    (action) => !isAmong(action, [...counted, ...NOT_COUNTED]) && !action.endsWith("/register/action"),
  );
}

/** What Terraform has done for a plan, but what Reader and `leastRights(…).plan` allow. */
export function refusedToPlanner(on: Deployment, exchanges: readonly Exchange[]): readonly string[] {
  const allowed = on.rehearsal.plans.flatMap((plan) => leastRights(plan).plan.actions);
  return actionsOfTerraform(exchanges).filter(
    (action) => !action.endsWith("/read") && !isAmong(action, [...allowed, ...NOT_COUNTED]),
  );
}

/** Each action once, in lower case: to Azure it is the same in any. */
function actionsOfTerraform(exchanges: readonly Exchange[]): readonly string[] {
  const done = exchanges
    .filter(({ headers }) => String(headers["user-agent"]).includes("Terraform"))
    .flatMap((exchange) => azureAction(exchange)?.action.toLowerCase() ?? []);
  return [...new Set(done)].sort();
}

function isAmong(action: string, others: readonly string[]): boolean {
  return others.some((other) => other.toLowerCase() === action);
}

/** What goes on without an answer, or is no right. */
const NOT_COUNTED = [
  // How far a long operation is.
  "Microsoft.StandIn/operations/read",
  // A vault of this name that was deleted is recovered, where it may be looked for.
  "Microsoft.KeyVault/locations/deletedVaults/read",
  // Whoever reads a resource group reads what is in it.
  "Microsoft.Resources/subscriptions/resourceGroups/resources/read",
  // Keys are kept out of the state by not giving this one.
  "Microsoft.Storage/storageAccounts/listKeys/action",
];
