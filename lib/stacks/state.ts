import {
  AzurermBackend,
  CloudBackend,
  DataTerraformRemoteState,
  DataTerraformRemoteStateAzurerm,
  DataTerraformRemoteStateLocal,
  LocalBackend,
  NamedCloudWorkspace,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import { isInBackend } from "../decide/state-backends";
import type { StackRole } from "../services/contract/service";
import { GivenOutputs } from "./given-outputs";
import { stateKey } from "./state-key";
import { DataTerraformState, TerraformStateBackend, stateConfig } from "./terraform-state";

/** Gives a stack its state; credentials come from the environment in which Terraform runs. */
export function buildState(stack: TerraformStack, plan: BackendPlan, role: StackRole): void {
  const { state } = plan;
  if (isInBackend(state)) {
    new TerraformStateBackend(stack, state.type, stateConfig(state, plan, role));
    return;
  }
  switch (state.type) {
    case "local":
      new LocalBackend(stack, { path: localPath(plan, role) });
      return;
    case "azurerm":
      new AzurermBackend(stack, azurermState(plan, role));
      return;
    case "cloud":
      new CloudBackend(stack, {
        hostname: state.hostname,
        organization: state.organization,
        workspaces: new NamedCloudWorkspace(plan.stackIds[role], state.project),
      });
      return;
    case "none":
    // The engine gives every stack a backend: the stack leaves it out of what is written.
  }
}

/** What reads the outputs of another stack. */
export type StateReader = Pick<TerraformRemoteState, "getString">;

/**
 * Reads the outputs of another stack of the same backend.
 *
 * @param defaults - what its outputs will be, for a plan before it was applied
 */
export function readState(
  stack: TerraformStack,
  plan: BackendPlan,
  role: StackRole,
  defaults: Readonly<Record<string, string>>,
): StateReader {
  const { state } = plan;
  if (isInBackend(state))
    return new DataTerraformState(stack, role, state.type, stateConfig(state, plan, role), defaults);
  switch (state.type) {
    case "local":
      return new DataTerraformRemoteStateLocal(stack, role, { path: localPath(plan, role), defaults });
    case "azurerm":
      return new DataTerraformRemoteStateAzurerm(stack, role, { ...azurermState(plan, role), defaults });
    case "cloud":
      return new DataTerraformRemoteState(stack, role, {
        hostname: state.hostname,
        organization: state.organization,
        workspaces: { name: plan.stackIds[role] },
        defaults,
      });
    case "none":
      return new GivenOutputs(stack, role, plan.stackIds[role], defaults);
  }
}

/** Relative to `cdktf.out/stacks/<stack>`, so that it is the same on every machine. */
function localPath({ state, stackIds }: BackendPlan, role: StackRole): string {
  const directory = state.type === "local" ? state.directory : "state";
  return `../../../${directory}/${stackIds[role]}.tfstate`;
}

function azurermState(plan: BackendPlan, role: StackRole) {
  const { state } = plan;
  if (state.type !== "azurerm") throw new Error(`state is ${state.type}, not azurerm`);
  const { storageAccountName, containerName, subscriptionId, tenantId } = state;
  return {
    storageAccountName,
    containerName,
    key: stateKey(plan, role),
    useAzureadAuth: true,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(tenantId === undefined ? {} : { tenantId }),
  };
}
