import { join } from "node:path";
import type { BackendOptions } from "../../lib";
import { textAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "service-bus-app.ts");
const NAMESPACE = "Microsoft.ServiceBus/namespaces";
const BUS = {
  queues: {
    // It comes before the one that it forwards to.
    "a-copy": { forwardTo: "image-processing-queue", defaultMessageTimeToLive: "P1D" },
    spread: { enablePartitioning: true, maxSizeInMegabytes: 2048 },
  },
} as const;
const LARGE = { rules: { large: { sqlFilter: "quantity > 10" } } };
const PAID = { rules: { paid: { correlationFilter: { label: "paid" } } } };
const withSubscriptions = (subscriptions: object): BackendOptions => ({
  environment: "dev",
  project: "shop",
  location: "westeurope",
  optional: { serviceBus: { ...BUS, topics: { "order-events": { subscriptions } } } },
});

livesThrough("dev with Service Bus, which components and options lift to Standard", {
  environment: "dev",
  file,
  changedBy: file,
  options: withSubscriptions({ "analytics-service": LARGE }),
  change: {
    options: withSubscriptions({ "analytics-service": LARGE, "notification-service": PAID }),
    plans: [
      "update azurerm_servicebus_subscription_rule.service_bus_default_rule_order-events_notification-service_f0bb2723 sql_filter",
      "create azurerm_servicebus_subscription_rule.service_bus_rule_order-events_notification-service_paid_ec8e8f60",
    ],
  },
  asked: {
    "the deployment makes a namespace without keys": ({ standIn }) => {
      expect(standIn.asked(NAMESPACE)).toMatchObject({
        sku: { name: "Standard" },
        properties: { disableLocalAuth: true, minimumTlsVersion: "1.2", publicNetworkAccess: "Enabled" },
      });
    },
    "the deployment makes queues as the specification and components have them": ({ standIn }) => {
      expect(standIn.asked(`${NAMESPACE}/queues`, "email-queue")["properties"]).toMatchObject({
        maxDeliveryCount: 10,
        deadLetteringOnMessageExpiration: true,
        requiresDuplicateDetection: true,
        maxSizeInMegabytes: 1024,
      });
      expect(standIn.asked(`${NAMESPACE}/queues`, "shipments")["properties"]).toMatchObject({
        requiresSession: true,
      });
      expect(standIn.asked(`${NAMESPACE}/queues`, "a-copy")["properties"]).toMatchObject({
        forwardTo: "image-processing-queue",
        defaultMessageTimeToLive: "P1D",
      });
      expect(standIn.asked(`${NAMESPACE}/queues`, "send-mail")["properties"]).toMatchObject({
        requiresSession: false,
        enablePartitioning: false,
      });
    },
    "the deployment makes the topic with batches and order, and for its subscriptions": ({ standIn }) => {
      expect(standIn.asked(`${NAMESPACE}/topics`)["properties"]).toMatchObject({
        enableBatchedOperations: true,
        maxSizeInMegabytes: 1024,
        supportOrdering: true,
      });
      const names = standIn.resources
        .filter(({ type }) => type === `${NAMESPACE}/topics/subscriptions`)
        .map(({ name }) => name);
      expect(names.sort()).toEqual(["analytics-service", "billing", "notification-service"]);
      expect(standIn.asked(`${NAMESPACE}/topics/subscriptions`, "billing")["properties"]).toMatchObject({
        enableBatchedOperations: true,
        maxDeliveryCount: 10,
        deadLetteringOnFilterEvaluationExceptions: true,
      });
    },
    "subscriptions let the messages of their rules through, and all messages where there are no rules": ({
      standIn,
    }) => {
      const rules = standIn.resources
        .filter(({ type }) => type === `${NAMESPACE}/topics/subscriptions/rules`)
        .map(
          ({ id, body }) =>
            `${id.split("/").slice(-3).join("/")} ${textAt(body, "properties.sqlFilter.sqlExpression")}`,
        );
      expect(rules.sort()).toEqual([
        "analytics-service/rules/$Default 1=0",
        "analytics-service/rules/large quantity > 10",
        "billing/rules/$Default 1=1",
        "notification-service/rules/$Default 1=1",
      ]);
    },
    "the deployment assigns each function its roles on its queues and topics": ({ standIn }) => {
      const given = standIn.resources
        .filter(({ type }) => type === "Microsoft.Authorization/roleAssignments")
        .map(({ id }) => id)
        .filter((id) => id.includes("Microsoft.ServiceBus"))
        .map((id) => id.replace(/^.*namespaces\/[^/]+/, "").replace(/\/providers.*$/, ""));
      expect(given.sort()).toEqual([
        "/queues/send-mail",
        "/queues/send-mail",
        "/queues/shipments",
        "/queues/shipments",
        "/topics/order-events",
        "/topics/order-events/subscriptions/billing",
      ]);
    },
  },
});
