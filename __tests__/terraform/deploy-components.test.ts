import { join } from "node:path";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "components-app.ts");
const QUEUE = "Microsoft.Storage/storageAccounts/queueServices/queues";
const CONTAINER = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";

livesThrough("a component for each kind of trigger, on Linux", {
  environment: "prod",
  file,
  changedBy: file,
  options: { environment: "prod", functionApp: { os: "linux" } },
  change: {
    options: {
      storage: { softDeleteRetentionInDays: 60 },
      transform: { eventGridSubscriptions: { includedEventTypes: ["Order.Refunded"] } },
    },
    plans: [
      "update azurerm_storage_account.storage blob_properties",
      "update azurerm_eventgrid_event_subscription.event_grid_subscription_orders included_event_types",
    ],
  },
  asked: {
    "subscribes to events by identity, into queues": ({ standIn }) => {
      const accountId = standIn.resource("Microsoft.Storage/storageAccounts").id;
      const identity = { type: "SystemAssigned" };
      expect(standIn.asked("Microsoft.EventGrid/topics", "evgt-feedback-prod-orders-242699")).toMatchObject({
        identity,
        properties: {
          disableLocalAuth: true,
          publicNetworkAccess: "Disabled",
          inputSchema: "CloudEventSchemaV1_0",
        },
      });
      const [refunds, resize] = ["", "systemTopics/"].map((below, index) =>
        standIn.asked(
          `Microsoft.EventGrid/${below}eventSubscriptions`,
          `evgs-feedback-prod-${index === 0 ? "refunds" : "resize"}`,
        ),
      );
      const delivered = (queueName: string): object => ({
        eventDeliverySchema: "CloudEventSchemaV1_0",
        deliveryWithResourceIdentity: {
          identity,
          destination: { endpointType: "StorageQueue", properties: { resourceId: accountId, queueName } },
        },
        deadLetterWithResourceIdentity: {
          identity,
          deadLetterDestination: {
            properties: { resourceId: accountId, blobContainerName: "event-dead-letters" },
          },
        },
      });
      expect(refunds?.["properties"]).toMatchObject({
        ...delivered("refunds-events"),
        filter: { includedEventTypes: ["Order.Refunded"], subjectBeginsWith: "eu/" },
        retryPolicy: { maxDeliveryAttempts: 5, eventTimeToLiveInMinutes: 60 },
      });
      expect(resize?.["properties"]).toMatchObject({
        ...delivered("resize-events"),
        filter: {
          includedEventTypes: ["Microsoft.Storage.BlobCreated"],
          subjectBeginsWith: "/blobServices/default/containers/uploads/blobs/",
          subjectEndsWith: ".jpg",
        },
      });
    },
    "asks for what the components work on": ({ standIn }) => {
      expect(standIn.resource(QUEUE, "invoices-poison").name).toBe("invoices-poison");
      expect(standIn.asked(CONTAINER, "leases")["properties"]).toMatchObject({
        resource: { id: "leases", partitionKey: { paths: ["/id"] } },
      });
    },
    "asks for containers as they were declared": ({ standIn }) => {
      expect(standIn.asked(CONTAINER, "ratings")["properties"]).toMatchObject({
        resource: {
          partitionKey: { paths: ["/product"] },
          defaultTtl: 2_592_000,
          uniqueKeyPolicy: {
            uniqueKeys: expect.arrayContaining([{ paths: ["/author"] }]) as unknown,
          },
          indexingPolicy: {
            indexingMode: "consistent",
            includedPaths: [{ path: "/*" }],
            excludedPaths: [{ path: "/comment/?" }],
            compositeIndexes: [
              [
                { path: "/stars", order: "descending" },
                { path: "/createdAt", order: "ascending" },
              ],
            ],
          },
        },
      });
      expect(standIn.asked(CONTAINER, "events")["properties"]).toMatchObject({
        resource: {
          indexingPolicy: {
            includedPaths: [{ path: "/source/?" }, { path: '/"sent-at"/?' }],
            excludedPaths: [{ path: "/*" }],
          },
        },
      });
      expect(standIn.resource(CONTAINER, "blobs").body["properties"]).toMatchObject({
        resource: { indexingPolicy: { includedPaths: [] } },
      });
    },
  },
});
