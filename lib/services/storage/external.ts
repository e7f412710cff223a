import { publicContainers } from "./public-containers";
import type { ReplacementKind } from "../contract/existing-kind";
import { PACKAGE_CONTAINER, keepsCodeWithHost, keepsPackagesApart } from "./package-container";

/** What using an existing one means. */
export const existingStorage: ReplacementKind = {
  label: "storage account",
  armType: "Microsoft.Storage/storageAccounts",
  terraformType: "azurerm_storage_account",
  endpoints: ["primaryBlobEndpoint", "primaryQueueEndpoint", "primaryTableEndpoint"],
  options: ["createChildren", "roleAssignments"],
  keeps: ({ storage }, createChildren) => [
    "hostAccount",
    "packageAccount",
    ...(createChildren ? ["containers", "queues", "tables"] : []),
    // The host's own account and that of packages are still made.
    ...(storage.hostAccount === "separate" || keepsPackagesApart({ storage })
      ? ["sku", "softDeleteRetentionInDays"]
      : []),
    ...(storage.hostAccount === "separate" ? ["accessTier"] : []),
  ],
  names: ["storageAccount"],
  resources: ["storage"],
  children: ["storageQueues", "storageTables"],
  privateEndpoint: true,

  expects(_, { settings, requirements }) {
    const codeIsElsewhere =
      (settings.storage.hostAccount === "separate" && keepsCodeWithHost(settings)) ||
      settings.storage.containers[PACKAGE_CONTAINER] === false;
    const isPublic = publicContainers(settings);
    const needed = requirements.blobContainers.map(({ name }) => name).filter((name) => !isPublic.has(name));
    return [
      ...[...(codeIsElsewhere ? [] : [PACKAGE_CONTAINER]), ...needed].map((name) => `container ${name}`),
      ...requirements.queues.map(({ name }) => `queue ${name}`),
      ...requirements.tables.map(({ name }) => `table ${name}`),
    ];
  },
};
