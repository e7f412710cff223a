import { join } from "node:path";
import { dataAccount } from "./support/data-account";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "components-app.ts");
const QUEUE = "Microsoft.Storage/storageAccounts/queueServices/queues";
const CONTAINER = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";

livesThrough("a component for each kind of trigger, on Linux", {
  environment: "prod",
  file,
  changedBy: file,
  options: {
    environment: "prod",
    functionApp: { os: "linux" },
    safeguards: {
      budgets: {
        startDate: "2026-12-01",
        amounts: { network: 20, platform: 500, workloads: 300.5 },
        emails: ["costs@example.com"],
      },
    },
    monitoring: {
      availabilityTest: { path: "/api/health" },
      actionGroups: {
        "ops-team": {
          emails: ["ops@example.com"],
          webhooks: ["https://example.com/alerts"],
          armRoles: ["Monitoring Contributor", "Monitoring Reader"],
        },
        "second-line": { shortName: "Second line", emails: ["second@example.com"] },
      },
      metricAlerts: {
        "server-errors": { on: "functionApp", metric: "Http5xx", threshold: 5 },
        busy: {
          on: "cosmos",
          metric: "NormalizedRUConsumption",
          threshold: 90,
          window: 60,
          dimensions: { CollectionName: ["ratings", "feedback"] },
        },
      },
    },
  },
  change: {
    options: {
      storage: { softDeleteRetentionInDays: 60 },
      transform: { eventGridSubscriptions: { includedEventTypes: ["Order.Refunded"] } },
    },
    plans: [
      "update azurerm_storage_account.host_storage blob_properties",
      "update azurerm_storage_account.storage blob_properties",
      "update azurerm_eventgrid_event_subscription.event_grid_subscription_orders included_event_types",
    ],
  },
  asked: {
    "the deployment makes subscriptions that deliver events by identity into queues": ({ standIn }) => {
      const accountId = dataAccount(standIn).id;
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
    "the deployment makes the resources that the components work on": ({ standIn }) => {
      expect(standIn.resource(QUEUE, "invoices-poison").name).toBe("invoices-poison");
      expect(standIn.asked(CONTAINER, "leases")["properties"]).toMatchObject({
        resource: { id: "leases", partitionKey: { paths: ["/id"] } },
      });
    },
    "the deployment makes containers as they were declared": ({ standIn }) => {
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
              // Those that its lists are paged by.
              ...[
                ["/id", "/product"],
                ["/product", "/id"],
                ["/author", "/id", "/product"],
                ["/stars", "/id", "/product"],
                ["/createdAt", "/id", "/product"],
              ].map((paths) => paths.map((path) => ({ path, order: "ascending" }))),
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
    "the deployment makes an availability test, and an alert about it": ({ standIn }) => {
      const insights = standIn.resource("Microsoft.Insights/components");
      const test = standIn.resource("Microsoft.Insights/webTests");
      expect(standIn.asked("Microsoft.Insights/webTests")).toMatchObject({
        kind: "standard",
        properties: {
          Enabled: true,
          Frequency: 300,
          Request: {
            HttpVerb: "GET",
            RequestUrl: expect.stringMatching(/^https:.*\/api\/health$/) as string,
          },
          ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true },
        },
        tags: { [`hidden-link:${insights.id}`]: "Resource" },
      });
      const alert = standIn.asked("Microsoft.Insights/metricAlerts", "alert-feedback-prod-availability-test");
      expect(alert["properties"]).toMatchObject({
        scopes: expect.arrayContaining([test.id, insights.id]) as unknown,
        criteria: { webTestId: test.id, componentId: insights.id, failedLocationCount: 3 },
      });
    },
    "the deployment makes a budget of each resource group": ({ standIn }) => {
      const told = { contactEmails: ["costs@example.com"], enabled: true, operator: "GreaterThanOrEqualTo" };
      expect(standIn.asked("Microsoft.Consumption/budgets", "budget-feedback-prod-network")).toMatchObject({
        properties: {
          amount: 20,
          category: "Cost",
          timeGrain: "Monthly",
          timePeriod: { startDate: "2026-12-01T00:00:00Z" },
          notifications: expect.any(Object) as object,
        },
      });
      const { properties } = standIn.resource(
        "Microsoft.Consumption/budgets",
        "budget-feedback-prod-workloads",
      ).body;
      const notifications = Object.values((properties as { readonly notifications: object }).notifications);
      const group = standIn.resource("Microsoft.Insights/actionGroups", "ag-feedback-prod-second-line");
      expect(notifications).toHaveLength(3);
      expect(notifications).toContainEqual(
        expect.objectContaining({
          ...told,
          threshold: 80,
          thresholdType: "Actual",
          contactGroups: expect.arrayContaining([group.id]) as unknown,
        }),
      );
    },
    "the deployment makes the user's alerts, and all their receivers": ({ standIn }) => {
      expect(standIn.asked("Microsoft.Insights/metricAlerts", "alert-feedback-prod-busy")).toMatchObject({
        properties: {
          windowSize: "PT1H",
          evaluationFrequency: "PT15M",
          actions: [{}, {}],
          criteria: {
            allOf: [
              {
                metricName: "NormalizedRUConsumption",
                timeAggregation: "Maximum",
                dimensions: [{ name: "CollectionName", values: ["ratings", "feedback"] }],
              },
            ],
          },
        },
      });
      const group = standIn.asked("Microsoft.Insights/actionGroups", "ag-feedback-prod-ops-team");
      expect(group["properties"]).toMatchObject({
        emailReceivers: [{ name: "email-1", emailAddress: "ops@example.com", useCommonAlertSchema: true }],
        webhookReceivers: [{ name: "webhook-1", serviceUri: "https://example.com/alerts" }],
        armRoleReceivers: [{ name: "monitoring-contributor" }, { name: "monitoring-reader" }],
      });
    },
  },
});
