import type { ServiceBusRuleSettings } from "./rule-settings";

/** Sizes of a queue or topic, in megabytes; those above 5120 need `Premium`. */
export type ServiceBusSize = 1024 | 2048 | 3072 | 4096 | 5120 | 10240 | 20480 | 40960 | 81920;

/** Settings of queues, topics and subscriptions. Durations are in ISO 8601: `PT30S`, `P14D`. */
interface EntitySettings {
  /**
   * The default time to live of messages, at least 1 second; at most 14 days on `Basic`.
   * @default - unlimited, 14 days on `Basic`
   */
  readonly defaultMessageTimeToLive?: string;
  /**
   * Deletes the entity after it was idle for this time, at least 5 minutes; not on `Basic`.
   * @default - never
   */
  readonly autoDeleteOnIdle?: string;
}

/** Settings of queues and topics. */
interface StoreSettings extends EntitySettings {
  /**
   * The maximum size in megabytes.
   * @default 1024
   */
  readonly maxSizeInMegabytes?: ServiceBusSize;
  /**
   * The maximum size of a message in kilobytes, 1024 to 102400; on `Premium` only.
   * @default - 256, 1024 on `Premium`
   * @minimum 1024
   * @maximum 102400
   * @asType integer
   */
  readonly maxMessageSizeInKilobytes?: number;
  /**
   * Drops messages with the `messageId` of an earlier message. Changing it replaces the queue or topic and loses its messages.
   * Source: learn.microsoft.com/azure/service-bus-messaging/duplicate-detection
   * @default false
   */
  readonly requiresDuplicateDetection?: boolean;
  /**
   * How long message ids are remembered, 20 seconds to 7 days.
   * @default "PT10M"
   */
  readonly duplicateDetectionHistoryTimeWindow?: string;
  /**
   * Spreads messages over several brokers, without order. On `Premium` use `sku.partitions`. Changing it replaces the queue or topic
   * and loses its messages.
   * @default false
   */
  readonly enablePartitioning?: boolean;
}

/** Settings of queues and subscriptions. */
interface ReceiverSettings {
  /**
   * Number of deliveries before a message becomes a dead letter, 1 to 2000.
   * @default 10
   * @minimum 1
   * @maximum 2000
   * @asType integer
   */
  readonly maxDeliveryCount?: number;
  /**
   * How long a message is locked while it is processed, 5 seconds to 5 minutes. The Functions host renews the lock.
   * @default "PT1M"
   */
  readonly lockDuration?: string;
  /**
   * Expired messages become dead letters. If `false`, they are dropped.
   * @default false
   */
  readonly deadLetteringOnMessageExpiration?: boolean;
  /**
   * Delivers the messages of a session in order. Changing it replaces the queue or subscription and loses its messages.
   * Source: learn.microsoft.com/azure/service-bus-messaging/message-sessions
   * @default - true if a component has a trigger with sessions
   */
  readonly requiresSession?: boolean;
  /**
   * The queue or topic of the same namespace that every message is forwarded to.
   * Source: learn.microsoft.com/azure/service-bus-messaging/service-bus-auto-forwarding
   * @default - none
   */
  readonly forwardTo?: string;
  /**
   * The queue or topic of the same namespace that dead letters are forwarded to.
   * @default - none
   */
  readonly forwardDeadLetteredMessagesTo?: string;
}

/** One queue. */
export interface ServiceBusQueueSettings extends StoreSettings, ReceiverSettings {}

/** One topic. */
export interface ServiceBusTopicSettings extends StoreSettings {
  /**
   * Subscriptions by name, in addition to those that components declare. `false` removes a default subscription.
   * @default {}
   */
  readonly subscriptions?: Readonly<Record<string, ServiceBusSubscriptionSettings | false>>;
}

/** A subscription of a topic, which receives a copy of each message. */
export interface ServiceBusSubscriptionSettings extends EntitySettings, ReceiverSettings {
  /**
   * Messages whose filter evaluation fails become dead letters.
   * @default true
   */
  readonly deadLetteringOnFilterEvaluationExceptions?: boolean;
  /**
   * Filter rules by name. The subscription receives messages that match at least one rule.
   * @default - every message
   */
  readonly rules?: Readonly<Record<string, ServiceBusRuleSettings | false>>;
}
