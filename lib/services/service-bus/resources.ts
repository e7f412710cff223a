import { inGroup } from "../../azure/in-group";
import type { ResourceRecords, TerraformType } from "../contract/resource-record";
import { templateDeployment } from "../contract/shared-resources";
import { constructId } from "../../kit/construct-id";
import type { ServiceBusWords } from "./words";

/** The constructs, by what they are. */
export const serviceBusIds = {
  namespace: "service_bus",
  queue: (queue: string): string => constructId("service_bus_queue", queue),
  topic: (topic: string): string => constructId("service_bus_topic", topic),
  subscription: (topic: string, subscription: string): string =>
    constructId("service_bus_subscription", `${topic}/${subscription}`),
} as const;

const subscriptionRule: TerraformType = {
  type: "azurerm_servicebus_subscription_rule",
  importId: "{subscription_id}/rules/{name}",
};

/**
 * What is known of each resource. Messages wait in queues and topics, and subscriptions keep theirs.
 * Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const serviceBusResources: ResourceRecords<ServiceBusWords> = {
  serviceBus: {
    type: "azurerm_servicebus_namespace",
    importId: inGroup("Microsoft.ServiceBus/namespaces/{name}"),
    diagnostics: [
      {
        logs: ["OperationalLogs", "VNetAndIPFilteringLogs", "RuntimeAuditLogs", "ApplicationMetricsLogs"],
        metrics: ["AllMetrics"],
        // Of a Premium namespace: learn.microsoft.com/azure/service-bus-messaging/monitor-service-bus-reference
        onRequest: ["DiagnosticErrorLogs"],
        dedicatedTables: true,
      },
    ],
    keepsData: "account",
    names: {
      serviceBusNamespace: {
        label: "Service Bus namespace",
        min: 6,
        max: 50,
        pattern: /^(?!.*-(sb|mgmt)$)[a-z]([a-z0-9-]*[a-z0-9])?$/i,
        characters:
          "letters, digits and hyphens, beginning with a letter, no hyphen, -sb or -mgmt at the end",
        scope: "global",
        prefix: "sbns",
      },
    },
  },
  serviceBusQueues: {
    type: "azurerm_servicebus_queue",
    importId: "{namespace_id}/queues/{name}",
    keepsData: "part",
    namedBy: "optional.serviceBus.queues.{name}",
  },
  serviceBusTopics: {
    type: "azurerm_servicebus_topic",
    importId: "{namespace_id}/topics/{name}",
    keepsData: "part",
    namedBy: "optional.serviceBus.topics.{name}",
  },
  serviceBusSubscriptions: {
    type: "azurerm_servicebus_subscription",
    importId: "{topic_id}/subscriptions/{name}",
    keepsData: "part",
    namedBy: "optional.serviceBus.topics",
  },
  serviceBusRules: subscriptionRule,
  // azurerm before 4.81 has the other.
  serviceBusDefaultRules: { ...subscriptionRule, or: [templateDeployment] },
};
