import type { ReplacementKind } from "../contract/existing-kind";

/** What bringing it means. */
export const existingStorage: ReplacementKind = {
  label: "storage account",
  armType: "Microsoft.Storage/storageAccounts",
  terraformType: "azurerm_storage_account",
  endpoints: ["primaryBlobEndpoint", "primaryQueueEndpoint", "primaryTableEndpoint"],
  options: ["createChildren", "roleAssignments"],
  keeps: ({ storage }, createChildren) => [
    "hostAccount",
    ...(createChildren ? ["containers", "queues", "tables"] : []),
    // The host's own account is still made.
    ...(storage.hostAccount === "separate" ? ["sku", "accessTier", "softDeleteRetentionInDays"] : []),
  ],
  names: ["storageAccount"],
  resources: ["storage"],
  children: ["storageQueues", "storageTables"],
};
