import { redacted } from "../../settings/redacted";
import { serviceBusConnection } from "../connections";
import { checkEntity, entitySettings } from "../service-bus-entity";
import type { Registration, TriggerKind } from "./trigger";

/** What every trigger of Service Bus has. */
interface ServiceBusMessages {
  readonly type: "serviceBus";
  /**
   * The messages of one session come one after the other, in their order. The queue or subscription is made for it, and what
   * is sent there names its session.
   * Source: learn.microsoft.com/azure/service-bus-messaging/message-sessions
   * @default false
   */
  readonly sessions?: boolean;
}

/** Runs the function for each message of a Service Bus queue, or of a topic's subscription; the backend makes them. */
export type ServiceBusTrigger =
  | (ServiceBusMessages & {
      readonly queue: string;
      readonly topic?: never;
      readonly subscription?: never;
    })
  | (ServiceBusMessages & {
      readonly topic: string;
      readonly subscription: string;
      readonly queue?: never;
    });

export const serviceBusTrigger: TriggerKind<ServiceBusTrigger> = {
  fields: { type: true, queue: true, topic: true, subscription: true, sessions: true },
  example: '{ type: "serviceBus", queue: "orders" }',
  events: true,

  check(path, { queue, topic, subscription, sessions }, _functionName, report) {
    const isSwitch = sessions === undefined || typeof sessions === "boolean";
    if (!isSwitch)
      report(`${path}.sessions`, `must be true or false, got ${redacted(sessions)}`, "correct or remove it");
    return checkEntity(path, { queue, topic, subscription }, true, report) && isSwitch;
  },

  needs({ queue, topic, subscription, sessions = false }) {
    const taken = { action: "receive" as const, reason: "is started by its messages", sessions };
    return queue === undefined
      ? { serviceBusSubscriptions: [{ ...taken, topic, name: subscription, field: "subscription" }] }
      : { serviceBusQueues: [{ ...taken, name: queue, field: "queue" }] };
  },

  settings: ({ queue, topic, subscription }, { prefix }) => ({
    ...serviceBusConnection(prefix),
    ...entitySettings(prefix, queue === undefined ? { topic, subscription } : { queue }),
  }),

  register({ queue, topic, subscription, sessions = false }, { prefix }): Registration {
    const common = {
      connection: `${prefix}_SERVICEBUS`,
      ...(sessions ? { isSessionsEnabled: true } : {}),
    };
    return queue === undefined
      ? {
          method: "serviceBusTopic",
          options: { topicName: topic, subscriptionName: subscription, ...common },
        }
      : { method: "serviceBusQueue", options: { queueName: queue, ...common } };
  },
};
