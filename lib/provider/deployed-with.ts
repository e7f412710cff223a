import { resourceAbilities, resourceForm } from "./resource-form";
import type { VersionFault } from "./version-range";
import { compareVersions } from "./version";

const EXACT = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/**
 * What is wrong with the version that the deployed stacks were applied with; undefined where nothing is.
 *
 * @param lowest - the version that the stacks require
 */
export function deployedWithFault(deployedWith: string, lowest: string): VersionFault | undefined {
  if (!EXACT.test(deployedWith))
    return {
      message: "must be one exact version of azurerm with three numbers",
      fix: 'set it to the version that the stacks were last applied with, such as "4.55.0", or remove it',
    };
  if (compareVersions(deployedWith, lowest) > 0)
    return {
      message: `is later than ${lowest}, which the stacks require`,
      fix: "set provider.version to that version or a later one, or remove provider.deployedWith",
    };
  if (resourceAbilities.some((ability) => resourceForm(ability, { lowest, deployedWith }) === "import"))
    return undefined;
  return {
    message: `azurerm ${lowest} makes the same resources, so there is nothing to import`,
    fix: "remove it",
  };
}
