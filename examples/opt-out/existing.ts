/** They are in the subscription that is deployed to, as the roles on them demand. */
const subscription = process.env["ARM_SUBSCRIPTION_ID"] ?? "00000000-0000-0000-0000-000000000000";
/** The resource group of another team, whose accounts and vault are shared. */
const group = `/subscriptions/${subscription}/resourceGroups/rg-shared/providers`;

export const existingCosmosAccount = { id: `${group}/Microsoft.DocumentDB/databaseAccounts/cosmos-shared` };
export const existingStorageAccount = { id: `${group}/Microsoft.Storage/storageAccounts/stshared` };
export const existingKeyVault = { id: `${group}/Microsoft.KeyVault/vaults/kv-shared` };
