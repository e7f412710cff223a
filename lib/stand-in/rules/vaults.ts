import { at, isObject } from "../json";
import type { Rule } from "../rule";

const VAULTS = "Microsoft.KeyVault/vaults";
const SOFT_DELETE = "learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

export const vaults: readonly Rule[] = [
  {
    says: "purge protection cannot be switched off",
    source: SOFT_DELETE,
    on: [VAULTS],
    refuse: (asked, { earlier }) =>
      at(earlier?.body, "properties.enablePurgeProtection") === true &&
      at(asked, "properties.enablePurgeProtection") !== true
        ? 'The property "enablePurgeProtection" cannot be set to false.'
        : undefined,
  },
  {
    says: "the days that deleted secrets are kept cannot change",
    source: SOFT_DELETE,
    on: [VAULTS],
    refuse(asked, { earlier }) {
      const path = "properties.softDeleteRetentionInDays";
      const before = at(earlier?.body, path);
      return before !== undefined && at(asked, path) !== undefined && before !== at(asked, path)
        ? 'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.'
        : undefined;
    },
  },
  {
    says: "soft delete cannot be switched off",
    source: SOFT_DELETE,
    on: [VAULTS],
    refuse: (asked) =>
      at(asked, "properties.enableSoftDelete") === false
        ? 'The property "enableSoftDelete" cannot be set to false.'
        : undefined,
  },
  {
    says: "deleted vaults are kept for 7 to 90 days",
    source: SOFT_DELETE,
    on: [VAULTS],
    refuse(asked) {
      const days = at(asked, "properties.softDeleteRetentionInDays");
      if (days === undefined || days === null) return undefined;
      return Number(days) >= 7 && Number(days) <= 90
        ? undefined
        : 'The property "softDeleteRetentionInDays" is not between 7 and 90.';
    },
  },
  {
    says: "a vault's name has 3 to 24 letters, digits and single hyphens, beginning with a letter",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
    on: [VAULTS],
    code: "VaultNameNotValid",
    refuse: (_asked, { name }) =>
      /^(?=.{3,24}$)[A-Za-z](-?[A-Za-z0-9])*$/.test(name) ? undefined : `The vault name ${name} is invalid.`,
  },
  {
    says: "a secret's expiry is in whole seconds since 1970",
    source: "learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/secrets#attributes",
    on: ["Microsoft.KeyVault/vaults/secrets"],
    refuse(asked) {
      const end = at(asked, "properties.attributes.exp");
      return end === undefined || (Number.isInteger(end) && Number(end) > 0)
        ? undefined
        : `The attribute exp is not a number of seconds: ${JSON.stringify(end)}`;
    },
  },
  {
    says: "purge protection is absent where it is not requested",
    source: SOFT_DELETE,
    on: [VAULTS],
    keeps(asked) {
      const properties = at(asked, "properties");
      if (!isObject(properties) || properties["enablePurgeProtection"] !== false) return asked;
      const { enablePurgeProtection: _off, ...kept } = properties;
      return { ...asked, properties: kept };
    },
  },
];
