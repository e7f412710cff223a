import type { ServiceBusQueueSettings, ServiceBusTopicSettings } from "./entity-settings";

/** Tiers of Service Bus: learn.microsoft.com/azure/service-bus-messaging/compare-messaging-services */
export type ServiceBusTier = "Basic" | "Standard" | "Premium";

/** Option group `optional.serviceBus`: a Service Bus namespace with queues and topics. */
export interface ServiceBusSettings {
  /**
   * Whether the backend has it; `optional.serviceBus: true` is an alias. The queues of queue processors are then in Service Bus.
   * @default false
   */
  readonly enabled: boolean;
  /** The SKU. Changing between `Basic` and `Standard` updates the namespace; changing to or from `Premium` replaces it. */
  readonly sku: {
    /**
     * The tier. `Basic`: queues without sessions, duplicate detection and forwarding, and no topics. `Premium`: dedicated capacity,
     * and the only tier with a private endpoint.
     * @default "Standard"
     */
    readonly name: ServiceBusTier;
    /**
     * Messaging units of `Premium`, divided among its partitions.
     * @default 1
     */
    readonly capacity: 1 | 2 | 4 | 8 | 16;
    /**
     * Partitions of `Premium`. Changing the number replaces the namespace.
     * Source: learn.microsoft.com/azure/service-bus-messaging/enable-partitions-premium
     * @default 1
     */
    readonly partitions: 1 | 2 | 4;
  };
  /**
   * Queues by name, in addition to those that components declare. `false` removes a default queue.
   * @default {"email-queue":{"maxDeliveryCount":10,"deadLetteringOnMessageExpiration":true,"requiresDuplicateDetection":true},"image-processing-queue":{"maxSizeInMegabytes":1024}}
   */
  readonly queues: Readonly<Record<string, ServiceBusQueueSettings | false>>;
  /**
   * Topics by name, in addition to those that components declare. `false` removes a default topic.
   * @default {"order-events":{"subscriptions":{"notification-service":{},"analytics-service":{}}}}
   */
  readonly topics: Readonly<Record<string, ServiceBusTopicSettings | false>>;
}
