import type { ServiceBusQueueSettings, ServiceBusTopicSettings } from "./entity-settings";

/** Tiers of Service Bus: learn.microsoft.com/azure/service-bus-messaging/compare-messaging-services */
export type ServiceBusTier = "Basic" | "Standard" | "Premium";

/** Option group `optional.serviceBus`: a namespace of Service Bus with its queues and topics. */
export interface ServiceBusSettings {
  /**
   * Whether there is one; `optional.serviceBus: true` says the same. The queues of queue processors are in it then.
   * @default false
   */
  readonly enabled: boolean;
  /** What it is made of. Between `Basic` and `Standard` it changes in place; to and from `Premium` all of it is replaced. */
  readonly sku: {
    /**
     * The tier. `Basic` has queues without sessions, duplicate detection and forwarding, and no topics. `Premium` has machines
     * of its own, and is the only one with a private endpoint.
     * @default "Standard"
     */
    readonly name: ServiceBusTier;
    /**
     * Messaging units of `Premium`, shared out among its partitions.
     * @default 1
     */
    readonly capacity: 1 | 2 | 4 | 8 | 16;
    /**
     * Partitions of `Premium`; another number replaces the namespace.
     * Source: learn.microsoft.com/azure/service-bus-messaging/enable-partitions-premium
     * @default 1
     */
    readonly partitions: 1 | 2 | 4;
  };
  /**
   * Queues by name, beside those that components work on; `false` leaves one of them out again.
   * @default {"email-queue":{"maxDeliveryCount":10,"deadLetteringOnMessageExpiration":true,"requiresDuplicateDetection":true},"image-processing-queue":{"maxSizeInMegabytes":1024}}
   */
  readonly queues: Readonly<Record<string, ServiceBusQueueSettings | false>>;
  /**
   * Topics by name, beside those that components work on; `false` leaves one of them out again.
   * @default {"order-events":{"subscriptions":{"notification-service":{},"analytics-service":{}}}}
   */
  readonly topics: Readonly<Record<string, ServiceBusTopicSettings | false>>;
}
