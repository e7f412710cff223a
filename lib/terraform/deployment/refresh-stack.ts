import { rmSync } from "node:fs";
import { join } from "node:path";
import { PLAN_FILE } from "../stack-commands";
import type { StateVersion } from "../states";
import type { Deployment } from "./deployment";
import { planStack } from "./plan-stack";

/** What Azure has of a stack, beside the state that it was read for. */
export interface RefreshedStack {
  /** Terraform's JSON of a refresh-only plan: developer.hashicorp.com/terraform/cli/commands/plan#refresh-only-mode */
  readonly json: string;
  readonly state: StateVersion;
}

/**
 * Reads everything of a stack from Azure, and writes nothing: neither a state nor a lock.
 *
 * @returns undefined for a stack that is not deployed
 * @throws CommandFailure where the state or Azure cannot be read
 */
export async function refreshStack(
  deployment: Deployment,
  stack: string,
): Promise<RefreshedStack | undefined> {
  const { commands, states } = deployment;
  const state = await states.version(stack);
  if (state === undefined || (await states.standing(stack)) !== "filled") return undefined;
  try {
    const { json } = await planStack(deployment, stack, { readOnly: true, refreshOnly: true });
    return { json, state };
  } finally {
    // Terraform writes it where a plan fails, too; and it holds what may be secret.
    rmSync(join(commands.stackFolder(stack), PLAN_FILE), { force: true });
  }
}
