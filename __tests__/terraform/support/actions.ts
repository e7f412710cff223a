import { leastRights } from "../../../lib";
import { type WrittenStack, deployActions } from "../../../lib/rights/deploy-actions";
import type { Exchange } from "../../../lib/stand-in/exchange";
import type { Deployment } from "./stage";

/**
 * What a request does, as Azure's roles name it: learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 *
 * @returns `Microsoft.Web/sites/config/list/action`; undefined for what is not asked of Azure Resource Manager
 */
export function actionOf({ method, path }: Pick<Exchange, "method" | "path">): string | undefined {
  if (!path.toLowerCase().startsWith("/subscriptions/")) return undefined;
  const type = typeOf(path);
  switch (method) {
    case "GET":
    case "HEAD":
      return `${type}/read`;
    case "PUT":
    case "PATCH":
      return `${type}/write`;
    case "DELETE":
      return `${type}/delete`;
    case "POST":
      // Asks, and changes nothing: its action is named for that.
      return type === "Microsoft.Web/checknameavailability" ? `${type}/read` : `${type}/action`;
    default:
      throw new Error(`no action is known for ${method} ${path}`);
  }
}

/** `/…/providers/Microsoft.Web/sites/app/config/appsettings/list` is of the type `Microsoft.Web/sites/config/list`. */
function typeOf(path: string): string {
  const everyOther = (segments: readonly string[]): readonly string[] =>
    segments.filter((_segment, index) => index % 2 === 0);
  const [, above = "", after = ""] = /^(.*)\/providers\/([^?]*)$/i.exec(path) ?? [];
  const [namespace = "", ...segments] = after.split("/");
  // The resource provider itself is what is asked about.
  if (segments.length === 0)
    return ["Microsoft.Resources", ...everyOther(path.slice(1).split("/"))].join("/");
  const isProviders = segments[0] === "register" && above.split("/").length === 3;
  return [namespace, ...(isProviders ? segments : everyOther(segments))].join("/");
}

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
    .flatMap((exchange) => actionOf(exchange)?.toLowerCase() ?? []);
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
  // No action of this name is published; Contributor has it.
  "Microsoft.AzureActiveDirectory/checkNameAvailability/action",
  // A GET of the list of an app's settings of sign-in: the action that is published for lists is counted.
  "Microsoft.Web/sites/config/list/read",
  "Microsoft.Web/sites/slots/config/list/read",
  // Keys are kept out of the state by not giving this one.
  "Microsoft.Storage/storageAccounts/listKeys/action",
];
