import type { Draft } from "../../services/contract/draft";
import type { TransformName } from "../../services/contract/transforms";
import type { ImportPlan } from "./import-options";

const INFRASTRUCTURE_ENCRYPTION =
  "a storage account created without infrastructure encryption cannot get it later. Terraform would replace the account and " +
  "delete its data: read the plan, and set infrastructureEncryptionEnabled: false in transform";

/**
 * What is fixed when a resource is made and decided here, so that an existing one may not meet it.
 * Source: learn.microsoft.com/azure/storage/common/infrastructure-encryption-enable
 */
const FIXED_AT_BIRTH: Readonly<Partial<Record<TransformName, string>>> = {
  storage: INFRASTRUCTURE_ENCRYPTION,
  hostStorage: INFRASTRUCTURE_ENCRYPTION,
  flowLogStorage: INFRASTRUCTURE_ENCRYPTION,
  packageStorage: INFRASTRUCTURE_ENCRYPTION,
};

/** Warns of what would be replaced, unless the user has had the last word on it already. */
export function noteImports(
  draft: Draft,
  imports: readonly ImportPlan[],
  transforms: Readonly<Record<string, unknown>>,
): void {
  for (const { name, option } of imports) {
    const warning = FIXED_AT_BIRTH[name];
    if (warning !== undefined && transforms[name] === undefined) draft.warn(option, `${warning}.${name}`);
  }
}
