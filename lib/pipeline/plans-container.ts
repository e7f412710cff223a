import { nameRules } from "../azure/names/azure-names";
import { ruleFault } from "../azure/names/name-rule";
import type { AzurermState } from "../decide/options/backend-settings";

/** Where saved plans are kept: beside the state, in the same storage account. */
export interface PlansContainer {
  readonly storageAccountName: string;
  readonly containerName: string;
}

/**
 * The container of the saved plans of everything whose state is in `state`. It is a container of its own, because Azure's rights on
 * blobs reach no deeper than a container: who plans may create blobs there and read none.
 *
 * @param state - the option `state`
 * @throws Error where its name would be too long for Azure
 */
export function plansContainerOf({
  storageAccountName,
  containerName,
}: Pick<AzurermState, "storageAccountName" | "containerName">): PlansContainer {
  const name = `${containerName}${SUFFIX}`;
  const fault = ruleFault(nameRules.storageContainer, name);
  if (fault !== undefined)
    throw new Error(
      `Saved plans are kept in the container "${name}", which is state.containerName with "${SUFFIX}": ${fault}. ` +
        `Set state.containerName to a name of at most ${nameRules.storageContainer.max - SUFFIX.length} characters.`,
    );
  return { storageAccountName, containerName: name };
}

const SUFFIX = "-plans";
