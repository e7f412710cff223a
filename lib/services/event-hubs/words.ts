import type { EventhubConfig } from "@cdktf/provider-azurerm/lib/eventhub";
import type { EventhubConsumerGroupConfig } from "@cdktf/provider-azurerm/lib/eventhub-consumer-group";
import type { EventhubNamespaceConfig } from "@cdktf/provider-azurerm/lib/eventhub-namespace";
import type { External, ExternalResource } from "../external-resources";
import type { EventHubsSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface EventHubsWords {
  readonly settings: EventHubsSettings;
  readonly configs: {
    readonly eventHubs: EventhubNamespaceConfig;
    readonly eventHubsHubs: EventhubConfig;
    readonly eventHubsConsumerGroups: EventhubConsumerGroupConfig;
  };
  readonly names: { readonly eventHubs: "eventHubsNamespace" };
  readonly external: {
    /** A namespace of Event Hubs, which the hubs of components are in. */
    readonly eventHubs?: External<ExternalResource> | undefined;
  };
}
