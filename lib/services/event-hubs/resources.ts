import { inGroup } from "../../azure/in-group";
import { constructId } from "../../kit/construct-id";
import type { ResourceRecords } from "../contract/resource-record";
import type { EventHubsWords } from "./words";

/** The constructs, by what they are. */
export const eventHubsIds = {
  namespace: "event_hubs",
  hub: (hub: string): string => constructId("event_hub", hub),
  consumerGroup: (hub: string, group: string): string =>
    constructId("event_hub_consumer_group", `${hub}/${group}`),
} as const;

const NAMESPACE = "Microsoft.EventHub/namespaces/{namespace_name}";

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const eventHubsResources: ResourceRecords<EventHubsWords> = {
  eventHubs: {
    type: "azurerm_eventhub_namespace",
    importId: inGroup("Microsoft.EventHub/namespaces/{name}"),
    // learn.microsoft.com/azure/event-hubs/monitor-event-hubs-reference
    diagnostics: [
      {
        logs: [
          "OperationalLogs",
          "EventHubVNetConnectionEvent",
          "RuntimeAuditLogs",
          "ApplicationMetricsLogs",
        ],
        metrics: ["AllMetrics"],
        dedicatedTables: true,
      },
    ],
    keepsData: "account",
    names: {
      eventHubsNamespace: {
        label: "Event Hubs namespace",
        min: 6,
        max: 50,
        pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/i,
        characters: "letters, digits and hyphens, beginning with a letter, no hyphen at the end",
        scope: "global",
        prefix: "evhns",
      },
    },
  },
  eventHubsHubs: {
    type: "azurerm_eventhub",
    importId: "{namespace_id}/eventhubs/{name}",
    keepsData: "part",
    namedBy: "optional.eventHubs.hubs.{name}",
  },
  eventHubsConsumerGroups: {
    type: "azurerm_eventhub_consumer_group",
    importId: inGroup(`${NAMESPACE}/eventhubs/{eventhub_name}/consumerGroups/{name}`),
    namedBy: "optional.eventHubs.hubs",
  },
};
