import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BackendPlan } from "../../decide/backend-plan";
import { isInBackend } from "../../decide/state-backends";
import { stackRoles } from "../../services/contract/service";
import { stateKey } from "../../stacks/state-key";
import { BlobContainer } from "../../pipeline/blob-container";
import { terraformCloud } from "../../pipeline/terraform-login";
import type { Deployment } from "../../terraform/deployment/deployment";
import { hasResources } from "../../terraform/states";
import type { Surroundings } from "../surroundings";
import type { Connect } from "./connect";

/**
 * Removes the states of a destroyed environment.
 *
 * @returns where each was, or what stays
 * @throws Error where a state still has resources, or cannot be removed
 */
export async function removeStates(
  plan: BackendPlan,
  { commands, states }: Pick<Deployment, "commands" | "states">,
  { variables }: Pick<Surroundings, "variables">,
  connect: Connect,
): Promise<readonly string[]> {
  // A state is the only list of what Terraform has made.
  for (const id of Object.values(plan.stackIds))
    if (hasResources(await states.version(id)))
      throw new Error(`the state of ${id} still has resources: it stays. Run the same command again.`);
  const { state } = plan;
  // There is no client for these here: the lines after it say where the states are.
  if (isInBackend(state)) return [];
  switch (state.type) {
    case "local":
      return stackRoles.map((role) => {
        const path = `${state.directory}/${plan.stackIds[role]}.tfstate`;
        for (const file of [path, `${path}.backup`])
          rmSync(join(dirname(commands.outdir), file), { force: true });
        return path;
      });
    case "azurerm": {
      const { storageAccountName, containerName, tenantId } = state;
      const place = { storageAccountName, containerName };
      const container = new BlobContainer(connect(variables, tenantId), place, terraformCloud(variables));
      const keys = stackRoles.map((role) => stateKey(plan, role));
      for (const key of keys) await container.delete(key);
      return keys.map((key) => `${storageAccountName}/${containerName}/${key}`);
    }
    case "cloud":
    case "none":
      return [];
  }
}
