import type { Requirements } from "../components/requirements";
import type { StartLocalOptions } from "./local-options";

export const storageKinds = ["containers", "queues", "tables"] as const;

/** What has to be there in a storage account, sorted, each name once. */
export type NeededStorage = Readonly<Record<(typeof storageKinds)[number], readonly string[]>>;

export function neededStorage(
  { blobContainers, queues, tables }: Requirements,
  {
    containers = [],
    queues: furtherQueues = [],
    tables: furtherTables = [],
  }: NonNullable<StartLocalOptions["storage"]> = {},
): NeededStorage {
  const named = (all: readonly { readonly name: string }[], more: readonly string[]): readonly string[] =>
    [...new Set([...all.map(({ name }) => name), ...more])].sort();
  return {
    containers: named(blobContainers, containers),
    queues: named(queues, furtherQueues),
    tables: named(tables, furtherTables),
  };
}

/** Creates what is missing, with the clients that handlers use. */
export async function createStorage(connection: string, needed: NeededStorage): Promise<void> {
  // Loaded here alone: who starts nothing does without them.
  const [{ BlobServiceClient }, { QueueServiceClient }, { TableServiceClient }] = await Promise.all([
    import("@azure/storage-blob"),
    import("@azure/storage-queue"),
    import("@azure/data-tables"),
  ]);
  const blobs = BlobServiceClient.fromConnectionString(connection);
  const queues = QueueServiceClient.fromConnectionString(connection);
  const tables = TableServiceClient.fromConnectionString(connection, { allowInsecureConnection: true });
  await Promise.all([
    ...needed.containers.map((name) => blobs.getContainerClient(name).createIfNotExists()),
    ...needed.queues.map((name) => queues.getQueueClient(name).createIfNotExists()),
    ...needed.tables.map((name) => tables.createTable(name)),
  ]);
}
