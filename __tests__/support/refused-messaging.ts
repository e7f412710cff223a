import { BUS, bus, queue, type Row } from "./asked";
import { inGroup } from "./manager";

/** Service Bus. */
export const refusedOfMessaging: Readonly<Record<string, Row | readonly Row[]>> = {
  "a Basic namespace has no topics": {
    given: [
      bus("Basic"),
      [inGroup("Microsoft.ServiceBus/namespaces/sbns-two"), { sku: { name: "Standard" } }],
    ],
    right: [inGroup("Microsoft.ServiceBus/namespaces/sbns-two/topics/orders"), {}],
    wrong: [`${BUS}/topics/orders`, {}],
    message: "400 BadRequest: Topics are not available on the Basic tier",
  },
  "a queue of a Basic namespace has no sessions and detects no duplicates": {
    given: [bus("Basic")],
    right: [`${BUS}/queues/mail`, { properties: { requiresSession: false } }],
    wrong: [`${BUS}/queues/mail`, { properties: { requiresDuplicateDetection: true } }],
    message: "400 BadRequest: requiresDuplicateDetection is not available on the Basic tier",
  },
  "a namespace below Premium is open to the internet": {
    right: bus("Premium", { publicNetworkAccess: "Disabled" }),
    wrong: bus("Standard", { publicNetworkAccess: "Disabled" }),
    message: "400 BadRequest: Public network access can be disabled on the Premium tier only",
  },
  "a namespace's name does not end in -sb or -mgmt": {
    right: bus("Basic"),
    wrong: [inGroup("Microsoft.ServiceBus/namespaces/feedback-sb"), { sku: { name: "Basic" } }],
    message: "400 BadRequest: The namespace name feedback-sb is invalid",
  },
  "a queue of a Basic namespace forwards nothing, is not express and is not deleted when idle": [
    {
      given: [bus("Basic")],
      right: queue({ autoDeleteOnIdle: "P10675199DT2H48M5.4775807S" }),
      wrong: queue({ autoDeleteOnIdle: "PT1H" }),
      message: "400 BadRequest: autoDeleteOnIdle is not available on the Basic tier",
    },
    {
      given: [bus("Basic")],
      right: queue({ enableExpress: false }),
      wrong: queue({ enableExpress: true }),
      message: "400 BadRequest: enableExpress is not available on the Basic tier",
    },
    {
      given: [bus("Basic")],
      right: queue({}),
      wrong: queue({ forwardTo: "other" }),
      message: "400 BadRequest: forwardTo is not available on the Basic tier",
    },
  ],
  "sessions, duplicate detection and partitions of an existing queue or topic cannot change": {
    given: [bus("Standard"), queue({ requiresSession: true })],
    right: queue({ requiresSession: true, maxDeliveryCount: 5 }),
    wrong: queue({ requiresSession: false }),
    message: "400 BadRequest: The value for the requiresSession property",
  },
  "a queue or topic has one of nine sizes": {
    given: [bus("Standard")],
    right: queue({ maxSizeInMegabytes: 1024 }),
    wrong: queue({ maxSizeInMegabytes: 1000 }),
    message: "400 BadRequest: maxSizeInMegabytes 1000 is not one of 1024",
  },
  "larger messages than 256 kB need Premium": {
    given: [bus("Standard")],
    right: queue({ maxMessageSizeInKilobytes: 256 }),
    wrong: queue({ maxMessageSizeInKilobytes: 1024 }),
    message: "400 BadRequest: maxMessageSizeInKilobytes is available on the Premium tier only",
  },
  "a namespace cannot change to or from Premium": {
    given: [bus("Basic")],
    right: bus("Standard"),
    wrong: bus("Premium"),
    message: "400 BadRequest: Changing the tier from Basic to Premium is not supported",
  },
  "a Premium namespace has 1, 2, 4, 8 or 16 units, and others none": {
    right: [BUS, { sku: { name: "Premium", capacity: 4 } }],
    wrong: [BUS, { sku: { name: "Standard", capacity: 4 } }],
    message: "400 BadRequest: Capacity 4 is not one of 0",
  },
};
