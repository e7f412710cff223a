import type { JsonObject } from "../../lib/stand-in/json";
import { type Asked, BUS, type Row, bus, queue } from "./asked";

const topic = (properties = {}) => [`${BUS}/topics/orders`, { properties }] as const;
const subscription = (properties: JsonObject): Asked => [
  `${BUS}/topics/orders/subscriptions/mail`,
  { properties },
];
const queueNamed = (name: string, properties: JsonObject): Asked => [`${BUS}/queues/${name}`, { properties }];
/** Queues that forward a message so often: the last one first, since what is forwarded to has to be there. */
const chain = (hops: number): readonly Asked[] =>
  Array.from({ length: hops + 1 }, (_, index) => hops - index).map((index) =>
    queueNamed(`q${index}`, index < hops ? { forwardTo: `q${index + 1}` } : {}),
  );
const premium = (capacity: number, premiumMessagingPartitions: number) =>
  [BUS, { sku: { name: "Premium", capacity }, properties: { premiumMessagingPartitions } }] as const;

/** Queues, topics and subscriptions of Service Bus. */
export const refusedOfServiceBus: Readonly<Record<string, Row | readonly Row[]>> = {
  "the queue or topic that messages are forwarded to exists": {
    given: [bus("Standard"), topic()],
    right: queue({ forwardTo: "orders" }),
    wrong: queue({ forwardDeadLetteredMessagesTo: "lost" }),
    message: "400 BadRequest: The messaging entity 'lost' could not be found",
  },
  "messages are forwarded four times at most": [
    {
      given: [bus("Standard"), ...chain(4)],
      right: queueNamed("q0", { forwardTo: "q2" }),
      wrong: queueNamed("first", { forwardTo: "q0" }),
      message: "400 BadRequest: Messages would be forwarded 5 times, and are dead-lettered after 4",
    },
    {
      given: [bus("Standard"), topic(), ...chain(4)],
      right: subscription({ forwardTo: "q1" }),
      wrong: subscription({ forwardDeadLetteredMessagesTo: "q0" }),
      message: "400 BadRequest: Messages would be forwarded 5 times",
    },
  ],
  "a queue or subscription with sessions does not forward": {
    given: [bus("Standard"), topic()],
    right: queue({ forwardTo: "orders" }),
    wrong: queue({ forwardTo: "orders", requiresSession: true }),
    message: "400 BadRequest: RequiresSession and ForwardTo cannot both be set",
  },
  "a namespace has each name once, for a queue or a topic": {
    given: [bus("Standard"), queue({})],
    right: topic(),
    wrong: [`${BUS}/topics/mail`, {}],
    message: "409 MessagingGatewayConflict: An entity of type queues with the name mail exists already",
  },
  "queues and topics of a Premium namespace use its partitions, and have none of their own": [
    {
      given: [premium(2, 2)],
      right: queue({ enablePartitioning: true }),
      wrong: queue({ enablePartitioning: false }),
      message: "400 BadRequest: enablePartitioning has to be true in a namespace of 2 partitions",
    },
    {
      given: [premium(1, 1)],
      right: topic({ enablePartitioning: false }),
      wrong: topic({ enablePartitioning: true }),
      message: "400 BadRequest: enablePartitioning has to be false in a namespace of 1 partitions",
    },
  ],
  "each partition of a Premium namespace has a unit at least": {
    right: premium(4, 4),
    wrong: premium(2, 4),
    message: "400 BadRequest: 4 partitions need 4 messaging units at least",
  },
  "larger queues and topics than 5 GB need Premium": {
    given: [bus("Standard")],
    right: queue({ maxSizeInMegabytes: 5120 }),
    wrong: queue({ maxSizeInMegabytes: 10240 }),
    message: "400 BadRequest: maxSizeInMegabytes above 5120 is available on the Premium tier only",
  },
  "a lock, the window of duplicates and idleness have their limits": {
    given: [bus("Standard")],
    right: queue({ lockDuration: "PT5M", duplicateDetectionHistoryTimeWindow: "P7D" }),
    wrong: queue({ lockDuration: "PT6M" }),
    message: "400 BadRequest: The value for lockDuration is out of range",
  },
  "a Basic namespace keeps messages for 14 days at most": {
    given: [bus("Basic")],
    right: queue({ defaultMessageTimeToLive: "P14D" }),
    wrong: queue({ defaultMessageTimeToLive: "P15D" }),
    message: "400 BadRequest: defaultMessageTimeToLive is at most 14 days on the Basic tier",
  },
};
