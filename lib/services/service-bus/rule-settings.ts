/**
 * A rule of a subscription, with one of the two filters.
 * Source: learn.microsoft.com/azure/service-bus-messaging/topic-filters
 */
export interface ServiceBusRuleSettings {
  /**
   * A condition on the properties of a message, such as `quantity > 10`, at most 1024 characters.
   * Source: learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-filter
   * @default - none
   * @minLength 1
   * @maxLength 1024
   */
  readonly sqlFilter?: string;
  /**
   * Properties that a message must have, all of them.
   * @default - none
   */
  readonly correlationFilter?: ServiceBusCorrelationFilter;
  /**
   * Changes the properties of a matching message, such as `SET priority = 'high'`; at most 1024 characters.
   * Source: learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-rule-action
   * @default - none
   * @minLength 1
   * @maxLength 1024
   */
  readonly action?: string;
}

/** Values of message properties; `properties` are custom properties of the sender. */
export interface ServiceBusCorrelationFilter {
  /** @default - any */
  readonly contentType?: string;
  /** @default - any */
  readonly correlationId?: string;
  /**
   * The subject.
   * @default - any
   */
  readonly label?: string;
  /** @default - any */
  readonly messageId?: string;
  /** @default - any */
  readonly replyTo?: string;
  /** @default - any */
  readonly replyToSessionId?: string;
  /** @default - any */
  readonly sessionId?: string;
  /** @default - any */
  readonly to?: string;
  /** @default - any */
  readonly properties?: Readonly<Record<string, string>>;
}
