import { TableClient } from "@azure/data-tables";
import { DefaultAzureCredential } from "@azure/identity";
import { QueueServiceClient } from "@azure/storage-queue";
import {
  type CosmosContainer,
  type SettingSource,
  cosmosStore,
  settingsOf,
} from "cdktf-azure-backend/runtime";
import { feedbackApi, processUploadFunction } from "../components";
import type { Destinations } from "./import-feedback";

/**
 * What the upload processor works on, as its declaration says: by the app's identity on Azure, in emulators on a
 * developer's machine.
 *
 * @param settings - the app's settings
 * @param container - keeps feedback in place of the container that the settings name
 */
export function connect(settings: SettingSource = process.env, container?: CosmosContainer): Destinations {
  const { storage } = settingsOf(processUploadFunction, settings);
  const [queues, logs] =
    storage.connectionString === undefined
      ? [
          new QueueServiceClient(storage.queueServiceUri, new DefaultAzureCredential()),
          new TableClient(storage.tableServiceUri, "logs", new DefaultAzureCredential()),
        ]
      : [
          QueueServiceClient.fromConnectionString(storage.connectionString),
          TableClient.fromConnectionString(storage.connectionString, "logs", {
            allowInsecureConnection: true,
          }),
        ];
  const notifications = queues.getQueueClient("notifications");
  return {
    store: cosmosStore(feedbackApi, { settings, ...(container !== undefined && { container }) }),
    // The Functions host reads messages in base64.
    notify: async (message) => {
      await notifications.sendMessage(Buffer.from(JSON.stringify(message)).toString("base64"));
    },
    log: async (row) => {
      await logs.upsertEntity(row, "Replace");
    },
  };
}
