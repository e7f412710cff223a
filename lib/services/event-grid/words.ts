import type { EventgridEventSubscriptionConfig } from "@cdktf/provider-azurerm/lib/eventgrid-event-subscription";
import type { EventgridSystemTopicConfig } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic";
import type { EventgridSystemTopicEventSubscriptionConfig } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic-event-subscription";
import type { EventgridTopicConfig } from "@cdktf/provider-azurerm/lib/eventgrid-topic";
import type { EventGridSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface EventGridWords {
  readonly settings: EventGridSettings;
  readonly configs: {
    readonly eventGridTopics: EventgridTopicConfig;
    readonly eventGridSystemTopic: EventgridSystemTopicConfig;
    readonly eventGridSubscriptions: EventgridEventSubscriptionConfig;
    readonly eventGridSystemTopicSubscriptions: EventgridSystemTopicEventSubscriptionConfig;
  };
  readonly names: { readonly eventGridSystemTopic: "eventGridSystemTopic" };
  readonly severalNames: {
    readonly eventGridTopics: "eventGridTopic";
    readonly eventGridSubscriptions: "eventGridSubscription";
  };
}
