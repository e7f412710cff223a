/** The version that stacks require unless `provider.version` says another: the last of 4.x. */
export const PROVIDER_VERSION = "4.81.0";

/** The first version that removes arguments which the bindings write. */
const NEXT_MAJOR = "5.0.0";

/** The first version of Terraform that reads `replace_triggered_by` and import blocks. */
export const OLDEST_TERRAFORM = "1.5";

/** Terraform's own version that every stack requires. */
export const TERRAFORM_VERSION = `>= ${OLDEST_TERRAFORM}`;

/** Below zero where `one` is older, zero where they are equal. */
export function compareVersions(one: string, other: string): number {
  const numbers = (version: string): readonly number[] => version.split(".").map(Number);
  const others = numbers(other);
  const differences = numbers(one).map((number, index) => number - (others[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/**
 * What is wrong with a version, as words after its option; undefined where stacks can require it.
 *
 * @param bindings - the version that the installed bindings were made from
 */
export function versionFault(
  version: string,
  bindings: string,
): { readonly message: string; readonly fix: string } | undefined {
  const fix = `set it to a version from ${bindings} on, such as "${PROVIDER_VERSION}", or remove it`;
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version))
    return {
      message: "must be an exact version of azurerm with three numbers, without an operator or a range",
      fix,
    };
  if (compareVersions(version, NEXT_MAJOR) >= 0)
    return {
      message:
        "azurerm 5.x needs a later release of this library: " +
        `it removed arguments that the bindings, built from ${bindings}, write`,
      fix,
    };
  if (compareVersions(version, bindings) < 0)
    return {
      message: `the bindings are built from azurerm ${bindings} and write arguments that older versions do not have`,
      fix,
    };
  return undefined;
}
