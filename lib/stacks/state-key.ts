import type { BackendPlan } from "../decide/backend-plan";
import type { StackRole } from "../services/contract/service";

/** The name of a stack's state in its blob container. */
export function stateKey(plan: BackendPlan, role: StackRole): string {
  return `${statePath(plan, role)}.tfstate`;
}

/** The same where the backend adds an ending of its own. */
export function statePath({ project, environment }: BackendPlan, role: StackRole): string {
  return `${project}/${environment}/${role}`;
}
