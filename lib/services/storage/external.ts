import { publicContainers } from "./public-containers";
import type { ReplacementKind } from "../contract/existing-kind";
import { PACKAGE_CONTAINER, keepsCodeWithHost } from "./package-container";

/** What using an existing one means. */
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
  privateEndpoint: true,

  expects(_, { settings, requirements }) {
    const codeIsWithHost = settings.storage.hostAccount === "separate" && keepsCodeWithHost(settings);
    const isPublic = publicContainers(settings);
    const needed = requirements.blobContainers.map(({ name }) => name).filter((name) => !isPublic.has(name));
    return [
      ...[...(codeIsWithHost ? [] : [PACKAGE_CONTAINER]), ...needed].map((name) => `container ${name}`),
      ...requirements.queues.map(({ name }) => `queue ${name}`),
      ...requirements.tables.map(({ name }) => `table ${name}`),
    ];
  },
};
