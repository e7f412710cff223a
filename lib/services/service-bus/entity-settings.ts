import type { ServiceBusRuleSettings } from "./rule-settings";

/** Sizes of a queue or topic, in megabytes; those above 5120 need `Premium`. */
export type ServiceBusSize = 1024 | 2048 | 3072 | 4096 | 5120 | 10240 | 20480 | 40960 | 81920;

/** What queues, topics and subscriptions have; lengths of time as ISO 8601 has them: `PT30S`, `P14D`. */
interface EntitySettings {
  /**
   * How long a message that does not say so itself is kept, 1 second at least; on `Basic` 14 days at most.
   * @default - for ever, on `Basic` 14 days
   */
  readonly defaultMessageTimeToLive?: string;
  /**
   * It is deleted after nobody has used it for so long, 5 minutes at least; not on `Basic`.
   * @default - never
   */
  readonly autoDeleteOnIdle?: string;
}

/** What keeps messages: queues and topics. */
interface StoreSettings extends EntitySettings {
  /**
   * How much it keeps.
   * @default 1024
   */
  readonly maxSizeInMegabytes?: ServiceBusSize;
  /**
   * How large a message may be, in kilobytes, 1024 to 102400; on `Premium` only.
   * @default - 256, on `Premium` 1024
   * @minimum 1024
   * @maximum 102400
   * @asType integer
   */
  readonly maxMessageSizeInKilobytes?: number;
  /**
   * A message with the `messageId` of an earlier one is dropped. Changing it replaces the queue or topic, with its messages.
   * Source: learn.microsoft.com/azure/service-bus-messaging/duplicate-detection
   * @default false
   */
  readonly requiresDuplicateDetection?: boolean;
  /**
   * How long ids are remembered, 20 seconds to 7 days.
   * @default "PT10M"
   */
  readonly duplicateDetectionHistoryTimeWindow?: string;
  /**
   * Messages are spread over several brokers, in no order; on `Premium` the namespace says so, by `sku.partitions`. Changing it
   * replaces the queue or topic, with its messages.
   * @default false
   */
  readonly enablePartitioning?: boolean;
}

/** What messages are taken from: queues and subscriptions. */
interface ReceiverSettings {
  /**
   * How often a message is delivered before it is a dead letter, 1 to 2000.
   * @default 10
   * @minimum 1
   * @maximum 2000
   * @asType integer
   */
  readonly maxDeliveryCount?: number;
  /**
   * How long a message is kept from others while one works on it, 5 seconds to 5 minutes; the Functions host renews it.
   * @default "PT1M"
   */
  readonly lockDuration?: string;
  /**
   * Messages that were not taken in time become dead letters, and are dropped otherwise.
   * @default false
   */
  readonly deadLetteringOnMessageExpiration?: boolean;
  /**
   * Messages of one session come in their order. Changing it replaces the queue or subscription, with its messages.
   * Source: learn.microsoft.com/azure/service-bus-messaging/message-sessions
   * @default - true where a component takes messages by session
   */
  readonly requiresSession?: boolean;
  /**
   * The queue or topic of the same namespace that every message goes on to.
   * Source: learn.microsoft.com/azure/service-bus-messaging/service-bus-auto-forwarding
   * @default - none
   */
  readonly forwardTo?: string;
  /**
   * The queue or topic of the same namespace that dead letters go on to.
   * @default - none: they stay
   */
  readonly forwardDeadLetteredMessagesTo?: string;
}

/** One queue. */
export interface ServiceBusQueueSettings extends StoreSettings, ReceiverSettings {}

/** One topic. */
export interface ServiceBusTopicSettings extends StoreSettings {
  /**
   * Subscriptions by name, beside those that components take messages of; `false` leaves one of them out again.
   * @default {}
   */
  readonly subscriptions?: Readonly<Record<string, ServiceBusSubscriptionSettings | false>>;
}

/** One subscription of a topic, which gets a copy of each message. */
export interface ServiceBusSubscriptionSettings extends EntitySettings, ReceiverSettings {
  /**
   * Messages that a rule fails on become dead letters.
   * @default true
   */
  readonly deadLetteringOnFilterEvaluationExceptions?: boolean;
  /**
   * Which messages it gets, by name: those that one of them lets through.
   * @default - every message
   */
  readonly rules?: Readonly<Record<string, ServiceBusRuleSettings | false>>;
}
