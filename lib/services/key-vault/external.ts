import type { ReplacementKind } from "../contract/existing-kind";

/** What using an existing one means. */
export const existingKeyVault: ReplacementKind = {
  label: "key vault",
  armType: "Microsoft.KeyVault/vaults",
  terraformType: "azurerm_key_vault",
  endpoints: ["vaultUri"],
  options: ["createChildren", "roleAssignments"],
  keeps: () => ["secrets", "connectionStrings", "access"],
  names: ["keyVault"],
  resources: ["keyVault"],
  children: ["keyVaultSecrets"],
  privateEndpoint: true,
  expects: (_, { settings }) => Object.keys(settings.keyVault.secrets).map((name) => `secret ${name}`),
};
