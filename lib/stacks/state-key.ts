import type { BackendPlan } from "../decide/backend-plan";
import type { StackRole } from "../services/contract/service";

/** The name of a stack's state in its blob container. */
export function stateKey({ project, environment }: BackendPlan, role: StackRole): string {
  return `${project}/${environment}/${role}.tfstate`;
}
