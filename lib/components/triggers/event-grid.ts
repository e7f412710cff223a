import { storageConnection } from "../connections";
import type { EventsNeed } from "../needs";
import { poisonQueueOf } from "../storage-queue";
import { MOST_RETRIES, checkEvents } from "./event-grid-checks";
import type { TriggerKind } from "./trigger";

/** Events that are published to a custom topic of the backend, which makes it. */
export interface TopicSource {
  /** Lower-case letters, digits and single hyphens, at most 24. */
  readonly topic: string;
  readonly blobs?: never;
}

/** Events of the blobs in a container of the backend's storage account, which makes it. */
export interface BlobSource {
  /** The container. */
  readonly blobs: string;
  readonly topic?: never;
}

/** What happens to blobs: learn.microsoft.com/azure/event-grid/event-schema-blob-storage */
export type BlobEventType =
  "Microsoft.Storage.BlobCreated" | "Microsoft.Storage.BlobDeleted" | "Microsoft.Storage.BlobTierChanged";

/** Which events are delivered: those that everything said here is true of. */
export interface EventFilter<Type extends string = string> {
  /** @default - all of a topic; of blobs ["Microsoft.Storage.BlobCreated"] */
  readonly eventTypes?: readonly Type[];
  /**
   * How the subject begins; of a blob, how its name does.
   * @default - any subject
   */
  readonly subjectBeginsWith?: string;
  /**
   * How the subject ends, `.jpg`.
   * @default - any subject
   */
  readonly subjectEndsWith?: string;
}

/** How long Event Grid tries to deliver an event: learn.microsoft.com/azure/event-grid/delivery-and-retry */
export interface EventRetry {
  /**
   * Attempts, 1 to 30.
   * @default 30
   */
  readonly maxDeliveryAttempts?: number;
  /**
   * Minutes, 1 to 1440.
   * @default 1440
   */
  readonly eventTimeToLiveInMinutes?: number;
}

/** What happens to an event, whatever its source. */
export interface EventDelivery {
  /** @default - 30 attempts in 1440 minutes */
  readonly retry?: EventRetry;
  /**
   * The blob container for events that cannot be delivered, made by the backend; `false` drops them.
   * @default "event-dead-letters"
   */
  readonly deadLetter?: string | false;
}

/** Events of a custom topic. */
export interface TopicEvents extends EventDelivery {
  readonly source: TopicSource;
  /** @default - every event of the topic */
  readonly filter?: EventFilter;
}

/** Events of blobs. */
export interface BlobEvents extends EventDelivery {
  readonly source: BlobSource;
  /** @default - every blob that is made or written again */
  readonly filter?: EventFilter<BlobEventType>;
}

/** Which events are delivered, and how. */
export type EventSubscription = TopicEvents | BlobEvents;

/** Runs the function for each event that Event Grid delivers. */
export type EventGridTrigger =
  (TopicEvents & { readonly type: "eventGrid" }) | (BlobEvents & { readonly type: "eventGrid" });

/** Where what cannot be delivered goes unless somebody says otherwise. */
const DEAD_LETTERS = "event-dead-letters";

/**
 * Event Grid would call the function itself over the internet, and refuses a subscription whose function is not
 * deployed yet. A queue is there before the code is, and in a closed account too:
 * learn.microsoft.com/azure/event-grid/handler-storage-queues. Its messages are in base64, as the host expects:
 * github.com/MicrosoftDocs/azure-docs/issues/102923
 */
export const eventGrid: TriggerKind<EventGridTrigger> = {
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
      events,
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
