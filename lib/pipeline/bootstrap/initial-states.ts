import { CommandFailure } from "../../terraform/command-failure";
import { type Deployment, counted, initialise } from "../../terraform/deployment/deployment";
import { messageOf } from "../../settings/message-of";
import { type BootstrapPlan, groupIdOf } from "./bootstrap-plan";

/** What there is of a stack's initial state: `unknown` where nobody could look. */
export type InitialState = "present" | "missing" | "unknown";

export interface InitialStates {
  readonly states: readonly { readonly stack: string; readonly state: InitialState }[];
  /** Why some are missing or unknown, and what helps. */
  readonly note?: string;
}

/** Why a container could not be read: learn.microsoft.com/rest/api/storageservices/blob-service-error-codes */
type Refused = "network" | "rights";

/**
 * Writes an empty state for each stack that has none, as a deployment does: a job that may only read plans all stacks then. Terraform
 * never writes over one.
 *
 * @param isNew - whether the container was created just now, so that it has no states
 */
export async function writeInitialStates(
  deployment: Deployment,
  plan: BootstrapPlan,
  isNew: boolean,
): Promise<InitialStates> {
  const states: { stack: string; state: InitialState }[] = [];
  for (const [{ id }, shown] of counted(deployment.stacks)) {
    try {
      await initialise(deployment, id, shown);
      // Terraform writes one by itself as soon as it looks for it: see Standing.
      await deployment.states.ensure(id);
      states.push({ stack: id, state: "present" });
    } catch (error) {
      const why = refusedIn(error);
      if (why === undefined) throw error;
      const left = isNew && states.length === 0 ? "missing" : "unknown";
      const rest = deployment.stacks
        .slice(states.length)
        .map((each) => ({ stack: each.id, state: left }) as const);
      return { states: [...states, ...rest], note: noteOn(plan, why, left) };
    }
  }
  return { states };
}

/** Of a role that was given just now, Azure may not know for minutes. */
function refusedIn(error: unknown): Refused | undefined {
  const said = error instanceof CommandFailure ? error.reason : messageOf(error);
  if (said.includes("AuthorizationPermissionMismatch")) return "rights";
  return /AuthorizationFailure|unexpected status 403/.test(said) ? "network" : undefined;
}

function noteOn(plan: BootstrapPlan, why: Refused, left: InitialState): string {
  const { account, containers, environment } = plan;
  const at = `--account-name ${account.name} --resource-group ${account.resourceGroup} --subscription ${account.subscriptionId}`;
  const begin =
    left === "missing"
      ? `The initial states of ${environment} are not written`
      : `Whether the initial states of ${environment} exist is not known`;
  const help =
    why === "network"
      ? [
          `${begin}: storage account ${account.name} refuses this network. If they are missing, run the command again from a network that the account accepts, or open it for your address and close it afterwards:`,
          `  az storage account update --name ${account.name} --resource-group ${account.resourceGroup} --subscription ${account.subscriptionId} --public-network-access Enabled --default-action Deny`,
          `  az storage account network-rule add ${at} --ip-address <your address>`,
        ]
      : [
          `${begin}: this login may not read or write blobs of ${containers.state}. If they are missing, give it the role, wait up to ten minutes, run the command again, and remove the role:`,
          `  az role assignment create --assignee "$(az ad signed-in-user show --query id --output tsv)" --role "Storage Blob Data Contributor" --scope ${groupIdOf(plan)}`,
        ];
  return [
    ...help,
    "Or begin with a deployment in the pipeline: it writes them, too. Until then, pull requests cannot be planned.",
  ].join("\n");
}
