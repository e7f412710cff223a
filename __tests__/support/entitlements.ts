import type {
  Access,
  Binding,
  BlobSource,
  CodeOptions,
  Component,
  CrudApi,
  TopicSource,
  Trigger,
} from "../../lib";

const CONTAINER = "Storage Blob Data";
const QUEUE = "Storage Queue Data";
const TABLE = "Storage Table Data";
const BUS = "Azure Service Bus Data";
const HUBS = "Azure Event Hubs Data";
const COSMOS = "Cosmos DB Built-in Data";

/** What a declaration entitles to, written down once more: thing and role. */
export function entitlements(component: Component): readonly string[] {
  if (component.kind === "crud-api") {
    const { create, update, delete: remove } = component.routes ?? {};
    const reads = [create, update, remove].every((each) => each === false);
    return [`/colls/${component.name} ${COSMOS} ${reads ? "Reader" : "Contributor"}`];
  }
  const { bindings = [], access = [], environment = {} }: CodeOptions = component;
  return [
    ...ofStart(component),
    ...bindings.flatMap(ofBinding),
    ...access.flatMap(ofAccess),
    ...Object.values(environment).flatMap((value) =>
      typeof value === "object" && value.kind === "secret"
        ? [`/secrets/${value.name} Key Vault Secrets User`]
        : [],
    ),
  ];
}

function ofStart(component: Exclude<Component, CrudApi>): readonly string[] {
  switch (component.kind) {
    case "function":
      return ofTrigger(component.name, component.trigger);
    case "queue-processor":
      return worked(component.queue ?? component.name);
    case "event-handler":
      return ofEvents(component.name, component.source);
  }
}

function worked(queue: string): readonly string[] {
  return [
    `/queues/${queue} ${QUEUE} Reader`,
    `/queues/${queue} ${QUEUE} Message Processor`,
    `/queues/${queue}-poison ${QUEUE} Message Sender`,
  ];
}

function ofEvents(name: string, { blobs }: TopicSource | BlobSource): readonly string[] {
  return [
    ...worked(`${name}-events`),
    ...(blobs === undefined ? [] : [`/containers/${blobs} ${CONTAINER} Reader`]),
  ];
}

function ofTrigger(name: string, trigger: Trigger): readonly string[] {
  switch (trigger.type) {
    case "blob":
      return [
        `/containers/${trigger.path.split("/")[0]} ${CONTAINER} Owner`,
        `/queues/webjobs-blobtrigger-poison ${QUEUE} Message Sender`,
      ];
    case "queue":
      return worked(trigger.queue as string);
    case "cosmosDB":
      return [
        `/colls/${trigger.container as string} ${COSMOS} Reader`,
        `/colls/leases ${COSMOS} Contributor`,
      ];
    case "eventGrid":
      return ofEvents(name, trigger.source);
    case "eventHub":
      return [`/eventhubs/${trigger.eventHub} ${HUBS} Receiver`];
    case "http":
    case "timer":
      return [];
    case "serviceBus":
      return trigger.queue === undefined
        ? [`/topics/${trigger.topic}/subscriptions/${trigger.subscription} ${BUS} Receiver`]
        : [`/queues/${trigger.queue} ${BUS} Receiver`];
  }
}

function ofBinding(binding: Binding): readonly string[] {
  const role = binding.direction === "in" ? "Reader" : "Contributor";
  switch (binding.type) {
    case "blob":
      return [`/containers/${binding.path.split("/")[0]} ${CONTAINER} ${role}`];
    case "queue":
      return [`/queues/${binding.queue as string} ${QUEUE} Message Sender`];
    case "table":
      return [`/tables/${binding.table} ${TABLE} ${role}`];
    case "cosmosDB":
      return [`/colls/${binding.container as string} ${COSMOS} ${role}`];
    case "eventHub":
      return [`/eventhubs/${binding.eventHub} ${HUBS} Sender`];
    case "serviceBus":
      return binding.queue === undefined
        ? [`/topics/${binding.topic} ${BUS} Sender`]
        : [`/queues/${binding.queue as string} ${BUS} Sender`];
  }
}

function ofAccess(access: Access): readonly string[] {
  const role = access.action === "read" ? "Reader" : "Contributor";
  switch (access.type) {
    case "blob":
      return [`/containers/${access.container} ${CONTAINER} ${role}`];
    case "queue":
      return access.action === "send"
        ? [`/queues/${access.queue as string} ${QUEUE} Message Sender`]
        : worked(access.queue as string).slice(0, 2);
    case "table":
      return [`/tables/${access.table} ${TABLE} ${role}`];
    case "cosmosDB":
      return [`/colls/${access.container as string} ${COSMOS} ${role}`];
    case "eventHub":
      return [`/eventhubs/${access.eventHub} ${HUBS} ${access.action === "send" ? "Sender" : "Receiver"}`];
    case "serviceBus":
      if (access.queue !== undefined)
        return [
          `/queues/${access.queue as string} ${BUS} ${access.action === "send" ? "Sender" : "Receiver"}`,
        ];
      return access.action === "send"
        ? [`/topics/${access.topic} ${BUS} Sender`]
        : [`/topics/${access.topic}/subscriptions/${access.subscription} ${BUS} Receiver`];
    case "secret":
      return [`/secrets/${access.secret} Key Vault Secrets User`];
    case "redis":
      return ["/ access policy default"];
  }
}
