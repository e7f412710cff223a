import {
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  reference,
} from "../../lib";
import {
  BLOBS,
  BUS,
  COSMOS,
  type Declaration,
  ORDERS,
  QUEUES,
  WITH_BUS,
  entry,
  orders,
  timed,
} from "./declaration";
import { declaredParts } from "./declared-parts";

/** Everything that can be declared, and what follows from it; docs/guides/components.md has the same rows. */
export const declarations: Readonly<Record<string, Declaration>> = {
  "a CRUD API": {
    documented: "`defineCrudApi`",
    declared: { it: defineCrudApi({ ...orders, name: "it" }) },
    cosmosContainers: { it: ["/customer"] },
    settings: { ...COSMOS, IT_COSMOS_CONTAINER: "it" },
    grants: ["Cosmos DB Built-in Data Contributor on it"],
    paused: false,
  },
  "a CRUD API that changes nothing": {
    documented: "`defineCrudApi` without create, update and delete",
    declared: {
      it: defineCrudApi({ ...orders, name: "it", routes: { create: false, update: false, delete: false } }),
    },
    cosmosContainers: { it: ["/customer"] },
    settings: { ...COSMOS, IT_COSMOS_CONTAINER: "it" },
    grants: ["Cosmos DB Built-in Data Reader on it"],
    paused: false,
  },
  "a blob trigger": {
    documented: '`trigger: { type: "blob", path }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "blob", path: "photos/{name}" } }) },
    blobContainers: ["photos"],
    queues: ["webjobs-blobtrigger-poison"],
    settings: { ...BLOBS, ...QUEUES, IT_STORAGE_CONTAINER: "photos" },
    grants: [
      "Storage Blob Data Owner on photos",
      "Storage Queue Data Message Sender on webjobs-blobtrigger-poison",
    ],
    paused: true,
  },
  "an HTTP trigger": {
    documented: '`trigger: { type: "http", route }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "http", route: "orders/{id}" } }) },
    settings: {},
    grants: [],
    paused: false,
  },
  "a timer": {
    documented: '`trigger: { type: "timer", schedule }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: timed }) },
    settings: {},
    grants: [],
    paused: true,
  },
  "a Service Bus queue trigger": {
    documented: '`trigger: { type: "serviceBus", queue }`',
    declared: {
      it: defineFunction({ name: "it", entry, trigger: { type: "serviceBus", queue: "invoices" } }),
    },
    options: WITH_BUS,
    serviceBusQueues: ["invoices"],
    settings: { ...BUS, IT_SERVICEBUS_QUEUE: "invoices" },
    grants: ["Azure Service Bus Data Receiver on invoices"],
    paused: true,
  },
  "a Service Bus topic trigger": {
    documented: '`trigger: { type: "serviceBus", topic, subscription }`',
    declared: {
      it: defineFunction({
        name: "it",
        entry,
        trigger: { type: "serviceBus", topic: "events", subscription: "mail" },
      }),
    },
    options: WITH_BUS,
    serviceBusTopics: ["events"],
    serviceBusSubscriptions: ["events/mail"],
    settings: { ...BUS, IT_SERVICEBUS_TOPIC: "events", IT_SERVICEBUS_SUBSCRIPTION: "mail" },
    grants: ["Azure Service Bus Data Receiver on mail"],
    paused: true,
  },
  "a queue processor where there is a Service Bus": {
    documented: "`defineQueueProcessor` with `optional.serviceBus`",
    declared: { it: defineQueueProcessor({ name: "it", entry, queue: "mail" }) },
    options: WITH_BUS,
    serviceBusQueues: ["mail"],
    settings: { ...BUS, IT_SERVICEBUS_QUEUE: "mail" },
    grants: ["Azure Service Bus Data Receiver on mail"],
    paused: true,
  },
  "a queue trigger": {
    documented: '`trigger: { type: "queue", queue }`',
    declared: { it: defineFunction({ name: "it", entry, trigger: { type: "queue", queue: "invoices" } }) },
    queues: ["invoices", "invoices-poison"],
    settings: { ...QUEUES, IT_STORAGE_QUEUE: "invoices" },
    grants: [
      "Storage Queue Data Message Processor on invoices",
      "Storage Queue Data Message Sender on invoices-poison",
      "Storage Queue Data Reader on invoices",
    ],
    paused: true,
  },
  "a queue processor": {
    documented: "`defineQueueProcessor`",
    declared: { it: defineQueueProcessor({ name: "it", entry, queue: "mail" }) },
    queues: ["mail", "mail-poison"],
    settings: { ...QUEUES, IT_STORAGE_QUEUE: "mail" },
    grants: [
      "Storage Queue Data Message Processor on mail",
      "Storage Queue Data Message Sender on mail-poison",
      "Storage Queue Data Reader on mail",
    ],
    paused: true,
  },
  "events of a topic": {
    documented: '`trigger: { type: "eventGrid", source: { topic } }`',
    declared: {
      it: defineFunction({
        name: "it",
        entry,
        trigger: { type: "eventGrid", source: { topic: "orders" }, deadLetter: false },
      }),
    },
    queues: ["it-events", "it-events-poison"],
    settings: { ...QUEUES, IT_STORAGE_QUEUE: "it-events" },
    grants: [
      "Storage Queue Data Message Processor on it-events",
      "Storage Queue Data Message Sender on it-events-poison",
      "Storage Queue Data Reader on it-events",
    ],
    paused: true,
  },
  "an event handler of blobs": {
    documented: "`defineEventHandler` with `source: { blobs }`",
    declared: { it: defineEventHandler({ name: "it", entry, source: { blobs: "photos" } }) },
    queues: ["it-events", "it-events-poison"],
    blobContainers: ["event-dead-letters", "photos"],
    settings: { ...BLOBS, ...QUEUES, IT_STORAGE_QUEUE: "it-events", IT_STORAGE_CONTAINER: "photos" },
    grants: [
      "Storage Blob Data Reader on photos",
      "Storage Queue Data Message Processor on it-events",
      "Storage Queue Data Message Sender on it-events-poison",
      "Storage Queue Data Reader on it-events",
    ],
    paused: true,
  },
  "a change feed": {
    documented: '`trigger: { type: "cosmosDB", container }`',
    declared: {
      orders,
      it: defineFunction({
        name: "it",
        entry,
        trigger: { type: "cosmosDB", container: reference.container(orders) },
      }),
    },
    cosmosContainers: { leases: ["/id"], ...ORDERS },
    settings: { ...COSMOS, IT_COSMOS_CONTAINER: "orders", IT_COSMOS_LEASES: "leases" },
    grants: ["Cosmos DB Built-in Data Contributor on leases", "Cosmos DB Built-in Data Reader on orders"],
    paused: true,
  },
  ...declaredParts,
};
