/** The resource group of another team, whose accounts and vault are shared. */
const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-shared/providers";

export const existingCosmosAccount = { id: `${group}/Microsoft.DocumentDB/databaseAccounts/cosmos-shared` };
export const existingStorageAccount = { id: `${group}/Microsoft.Storage/storageAccounts/stshared` };
export const existingKeyVault = { id: `${group}/Microsoft.KeyVault/vaults/kv-shared` };
