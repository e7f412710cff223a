import { storageConnection } from "../connections";
import type { EventsNeed } from "../needs";
import { poisonQueueOf } from "../storage-queue";
import { MOST_RETRIES, checkEvents } from "./event-grid-checks";
import type { TriggerKind } from "./trigger";
import type { EventGridTrigger } from "./event-subscription";

/** The default container of events that cannot be delivered. */
const DEAD_LETTERS = "event-dead-letters";

/**
 * Event Grid would call the function itself over the internet, and refuses a subscription whose function is not
 * deployed yet. A queue is there before the code is, and in a closed account too:
 * learn.microsoft.com/azure/event-grid/handler-storage-queues. Its messages are in base64, as the host expects:
 * github.com/MicrosoftDocs/azure-docs/issues/102923
 */
export const eventGridTrigger: TriggerKind<EventGridTrigger> = {
  fields: { type: true, source: true, filter: true, retry: true, deadLetter: true },
  example: '{ type: "eventGrid", source: { topic: "orders" } }',
  events: true,

  check: (path, trigger, _functionName, report) => checkEvents(path, trigger, report),

  needs(trigger, functionName) {
    const events = neededEvents(trigger, functionName);
    const { queue, source, deadLetter } = events;
    return {
      queues: [
        { name: queue, action: "process", field: "source", reason: "gets its events from it" },
        {
          name: poisonQueueOf(queue),
          action: "send",
          field: "source",
          reason: "puts events there that it fails at five times",
        },
      ],
      blobContainers: [
        ...(source.blobs === undefined
          ? []
          : [
              {
                name: source.blobs,
                action: "read" as const,
                field: "source.blobs",
                reason: "reads the blobs that its events are about",
              },
            ]),
        // Written by the topic, which has a role of its own there.
        ...(deadLetter === undefined
          ? []
          : [
              {
                name: deadLetter,
                action: "none" as const,
                field: "deadLetter",
                reason: "has its lost events there",
              },
            ]),
      ],
      eventSubscriptions: [events],
    };
  },

  settings: ({ source }, { prefix, name }) => ({
    // The event says which blob it is about; reading it is the handler's.
    ...storageConnection(prefix, ...(source.blobs === undefined ? [] : (["blob"] as const)), "queue"),
    [`${prefix}_STORAGE_QUEUE`]: queueOf(name),
    ...(source.blobs === undefined ? {} : { [`${prefix}_STORAGE_CONTAINER`]: source.blobs }),
  }),

  register: (_trigger, { prefix, name }) => ({
    method: "storageQueue",
    options: { queueName: queueOf(name), connection: `${prefix}_STORAGE` },
  }),
};

/** The queue that a function's events go into. */
function queueOf(functionName: string): string {
  return `${functionName}-events`;
}

function neededEvents(
  { source, filter = {}, retry = {}, deadLetter }: EventGridTrigger,
  name: string,
): EventsNeed {
  const blobs = source.blobs;
  const { eventTypes, subjectBeginsWith, subjectEndsWith } = filter;
  const begins = blobs === undefined ? subjectBeginsWith : subjectOf(blobs, subjectBeginsWith);
  const types = eventTypes ?? (blobs === undefined ? [] : ["Microsoft.Storage.BlobCreated"]);
  return {
    source: blobs === undefined ? { topic: source.topic } : { blobs },
    queue: queueOf(name),
    eventTypes: types,
    ...(begins === undefined ? {} : { subjectBeginsWith: begins }),
    ...(subjectEndsWith === undefined ? {} : { subjectEndsWith }),
    maxDeliveryAttempts: retry.maxDeliveryAttempts ?? MOST_RETRIES.maxDeliveryAttempts,
    eventTimeToLiveInMinutes: retry.eventTimeToLiveInMinutes ?? MOST_RETRIES.eventTimeToLiveInMinutes,
    ...(deadLetter === false ? {} : { deadLetter: deadLetter ?? DEAD_LETTERS }),
  };
}

/** learn.microsoft.com/azure/event-grid/event-filtering#subject-filtering: the account's events have one topic. */
function subjectOf(container: string, blob = ""): string {
  return `/blobServices/default/containers/${container}/blobs/${blob}`;
}
