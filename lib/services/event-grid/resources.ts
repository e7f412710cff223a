import { inGroup } from "../../azure/in-group";
import type { ResourceRecords } from "../contract/resource-record";
import type { EventGridWords } from "./words";

const SIGNS = { pattern: /^[0-9a-z-]+$/i, characters: "letters, digits and hyphens" } as const;

/** The one topic of the storage account's own events. */
export const SYSTEM_TOPIC = "event_grid_system_topic";

/** The construct of a topic; its private endpoint and the roles of its identity are named so too. */
export const topicConstructId = (topic: string): string => `event_grid_topic_${topic}`;

/** Ends the address of a topic's role on what it delivers to. */
export const deliveryId = ({ on, name }: { readonly on: string; readonly name: string }): string =>
  `${on}_${name}`;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const eventGridResources: ResourceRecords<EventGridWords> = {
  eventGridTopics: {
    type: "azurerm_eventgrid_topic",
    importId: inGroup("Microsoft.EventGrid/topics/{name}"),
    diagnostics: [
      { logs: ["DataPlaneRequests", "DeliveryFailures", "PublishFailures"], metrics: ["AllMetrics"] },
    ],
    names: {
      eventGridTopic: {
        label: "Event Grid topic",
        min: 3,
        max: 50,
        ...SIGNS,
        // Within its region: the name is part of a host name.
        scope: "global",
        detailFrom: "eventGrid.topics",
        prefix: "evgt",
        several: true,
      },
    },
  },
  eventGridSystemTopic: {
    type: "azurerm_eventgrid_system_topic",
    importId: inGroup("Microsoft.EventGrid/systemTopics/{name}"),
    diagnostics: [{ logs: ["DeliveryFailures"], metrics: ["AllMetrics"] }],
    names: {
      eventGridSystemTopic: {
        label: "Event Grid system topic",
        when: "with components that take events of the storage account",
        min: 3,
        max: 128,
        ...SIGNS,
        scope: "resource group",
        prefix: "egst",
      },
    },
  },
  eventGridSubscriptions: {
    type: "azurerm_eventgrid_event_subscription",
    importId: "{scope}/providers/Microsoft.EventGrid/eventSubscriptions/{name}",
    names: {
      eventGridSubscription: {
        label: "Event Grid subscription",
        min: 3,
        max: 64,
        ...SIGNS,
        scope: "parent",
        prefix: "evgs",
        several: true,
      },
    },
  },
  // Their names are those of the other subscriptions.
  eventGridSystemTopicSubscriptions: {
    type: "azurerm_eventgrid_system_topic_event_subscription",
    importId: inGroup("Microsoft.EventGrid/systemTopics/{system_topic}/eventSubscriptions/{name}"),
  },
};
