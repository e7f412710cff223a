import type { TriggerKind } from "./trigger";

/** Runs the function for each message of a Service Bus queue, or of a topic's subscription. */
export type ServiceBusTrigger =
  | {
      readonly type: "serviceBus";
      readonly queue: string;
      readonly topic?: never;
      readonly subscription?: never;
    }
  | {
      readonly type: "serviceBus";
      readonly topic: string;
      readonly subscription: string;
      readonly queue?: never;
    };

/** Known by name, and refused until the backend has a Service Bus. */
export const serviceBus: TriggerKind<ServiceBusTrigger> = {
  fields: { type: true, queue: true, topic: true, subscription: true },
  example: '{ type: "serviceBus", queue: "orders" }',
  events: true,
  comes: "Service Bus",

  check: () => false,
  needs: () => ({}),
  settings: () => ({}),

  register({ queue, topic, subscription }, { prefix }) {
    const connection = `${prefix}_SERVICEBUS`;
    if (queue !== undefined) return { method: "serviceBusQueue", options: { queueName: queue, connection } };
    const options = { topicName: topic, subscriptionName: subscription, connection };
    return { method: "serviceBusTopic", options };
  },
};
