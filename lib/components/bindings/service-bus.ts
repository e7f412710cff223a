import type { BindingBase, BindingKind } from "./binding";

/** Sends messages to a Service Bus queue or topic when the function is done. */
export type ServiceBusOutput = BindingBase<"serviceBus", "out"> &
  ({ readonly queue: string; readonly topic?: never } | { readonly topic: string; readonly queue?: never });

/** Known by name, and refused until the backend has a Service Bus. */
export const serviceBus: BindingKind<ServiceBusOutput, never> = {
  directions: { out: { type: true, direction: true, name: true, queue: true, topic: true } },
  accessFields: {},
  actions: [],
  comes: "Service Bus",
  example: '{ type: "serviceBus", direction: "out", name: "mails", queue: "send-mail" }',

  check: () => false,
  needs: () => ({}),
  settings: () => ({}),

  register: ({ queue, topic }, { prefix }) => ({
    method: queue === undefined ? "serviceBusTopic" : "serviceBusQueue",
    options: {
      ...(queue === undefined ? { topicName: topic } : { queueName: queue }),
      connection: `${prefix}_SERVICEBUS`,
    },
  }),
};
