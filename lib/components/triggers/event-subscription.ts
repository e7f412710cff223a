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
