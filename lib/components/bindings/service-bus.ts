import { serviceBusConnection } from "../connections";
import type { Needs } from "../needs";
import { type QueueReference, nameOf } from "../references";
import { checkEntity } from "../service-bus-entity";
import type { BindingBase, BindingKind, BindingRegistration } from "./binding";

/** Sends messages to a Service Bus queue or topic when the function is done; the backend makes them. */
export type ServiceBusOutput = BindingBase<"serviceBus", "out"> &
  (
    | { readonly queue: string | QueueReference; readonly topic?: never }
    | { readonly topic: string; readonly queue?: never }
  );

/** A Service Bus queue or topic that a handler sends to, or takes messages from, through a client of its own. */
export type ServiceBusAccess =
  | {
      readonly type: "serviceBus";
      readonly queue: string | QueueReference;
      readonly action: "send" | "receive";
      readonly topic?: never;
      readonly subscription?: never;
    }
  | {
      readonly type: "serviceBus";
      readonly topic: string;
      readonly action: "send";
      readonly queue?: never;
      readonly subscription?: never;
    }
  | {
      readonly type: "serviceBus";
      readonly topic: string;
      readonly subscription: string;
      readonly action: "receive";
      readonly queue?: never;
    };

export const serviceBusBinding: BindingKind<ServiceBusOutput, ServiceBusAccess> = {
  directions: { out: { type: true, direction: true, name: true, queue: true, topic: true } },
  accessFields: { type: true, queue: true, topic: true, subscription: true, action: true },
  actions: ["send", "receive"],
  example: '{ type: "serviceBus", direction: "out", name: "mails", queue: "send-mail" }',

  check: (path, given, report) =>
    checkEntity(path, given, "action" in given && given.action === "receive", report),

  needs(given): Needs {
    const sent = { action: "send" as const, reason: "sends messages to it" };
    const taken = { action: "receive" as const, reason: "takes messages off it" };
    if (given.queue !== undefined) {
      const what = "action" in given && given.action === "receive" ? taken : sent;
      return { serviceBusQueues: [{ ...what, name: nameOf(given.queue), field: "queue" }] };
    }
    if ("action" in given && given.action === "receive") {
      const { topic, subscription } = given;
      return { serviceBusSubscriptions: [{ ...taken, topic, name: subscription, field: "subscription" }] };
    }
    return { serviceBusTopics: [{ ...sent, name: given.topic, field: "topic" }] };
  },

  settings: (_said, { prefix }) => serviceBusConnection(prefix),

  register({ queue, topic }, { prefix }): BindingRegistration {
    const connection = `${prefix}_SERVICEBUS`;
    return queue === undefined
      ? { method: "serviceBusTopic", options: { topicName: topic, connection } }
      : { method: "serviceBusQueue", options: { queueName: nameOf(queue), connection } };
  },
};
