import type { Grant, PlanContext } from "../service";
import type { StoragePlan } from "./plan";

/**
 * What the Functions host needs, and what its triggers need of the data:
 * learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
 */
export function storageGrants(_plan: StoragePlan, { settings, requirements }: PlanContext): readonly Grant[] {
  const byKey = settings.functionApp.package === "content-share";
  const separate = settings.storage.hostAccount === "separate";
  const triggers = requirements.blobContainers.some((container) => container.triggers);
  const hostReasons = "the Functions host keeps its locks, keys, timers and messages there";

  const host: readonly Grant[] = [
    {
      id: separate ? "host_storage_blob_data_owner" : "storage_blob_data_owner",
      plane: "azure",
      role: "Storage Blob Data Owner",
      on: "host",
      reason: separate ? hostReasons : `${hostReasons}, and its functions work on blobs`,
    },
    {
      id: separate ? "host_storage_queue_data_contributor" : "storage_queue_data_contributor",
      plane: "azure",
      role: "Storage Queue Data Contributor",
      on: "host",
      reason: separate ? hostReasons : "blob triggers queue what they retry, and functions work on queues",
    },
    {
      id: separate ? "host_storage_table_data_contributor" : "storage_table_data_contributor",
      plane: "azure",
      role: "Storage Table Data Contributor",
      on: "host",
      reason: separate ? hostReasons : "the host writes diagnostic events, and functions work on tables",
    },
  ];
  const data: readonly Grant[] = [
    {
      id: triggers ? "storage_blob_data_owner" : "storage_blob_data_contributor",
      plane: "azure",
      role: triggers ? "Storage Blob Data Owner" : "Storage Blob Data Contributor",
      on: "data",
      reason: triggers ? "blob triggers lease and read blobs" : "functions read and write blobs",
    },
    {
      id: "storage_queue_data_contributor",
      plane: "azure",
      role: "Storage Queue Data Contributor",
      on: "data",
      reason: triggers
        ? "blob triggers queue what they retry, and functions work on queues"
        : "functions work on queues",
    },
    {
      id: "storage_table_data_contributor",
      plane: "azure",
      role: "Storage Table Data Contributor",
      on: "data",
      reason: "functions read and write tables",
    },
  ];
  // With a content share the host signs in with a key, so that only the data is left to grant.
  if (byKey) return data;
  return separate ? [...host, ...data] : host;
}
