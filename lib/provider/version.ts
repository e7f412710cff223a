/** The version that stacks require unless `provider.version` is set: the last of 4.x. */
export const PROVIDER_VERSION = "4.81.0";

/** The first version of Terraform that reads `removed` blocks: developer.hashicorp.com/terraform/language/block/removed */
export const OLDEST_TERRAFORM = "1.7";

/** The first version of OpenTofu that reads `lifecycle` in them: opentofu/opentofu v1.10.0, internal/configs/removed.go */
export const OLDEST_OPENTOFU = "1.10";

/** Terraform's own version that every stack requires. */
export const TERRAFORM_VERSION = `>= ${OLDEST_TERRAFORM}`;

/** Below zero where `one` is older, zero where they are equal. */
export function compareVersions(one: string, other: string): number {
  const numbers = (version: string): readonly number[] => version.split(".").map(Number);
  const others = numbers(other);
  const differences = numbers(one).map((number, index) => number - (others[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
