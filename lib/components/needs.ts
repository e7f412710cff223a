import type { CosmosContainerOptions } from "../services/cosmos/container-options";

/** Reports what is wrong with one part of a declaration. */
export type Report = (path: string, message: string, fix: string) => void;

/** Every field of `T` by name; the compiler says when one is missing or too many. */
export type Fields<T> = Readonly<Record<keyof T, true>>;

/** What a component does with a blob container: is started by its blobs, reads them, reads and writes them, or nothing. */
export type BlobAction = "trigger" | "read" | "write" | "none";
/** What a component does with a storage queue: takes its messages off, or sends some. */
export type QueueAction = "process" | "send";
/** What a component does with a queue, topic or subscription of Service Bus: takes messages, or sends some. */
export type ServiceBusAction = "receive" | "send";
/** What a component does with an event hub: reads its events, or sends some. */
export type EventHubAction = "receive" | "send";
/** What a component does with a table or a Cosmos DB container: reads, or reads and writes. */
export type DataAction = "read" | "write";

/** One thing that a part of a declaration works on. */
export interface Need<Action> {
  readonly name: string;
  readonly action: Action;
  /** The field that names it, within the part. */
  readonly field: string;
  /** What the component does there, to follow its name: `is started by its blobs`. */
  readonly reason: string;
}

/** A Cosmos DB container that something works on, with the options that it says of it. */
export interface ContainerNeed extends Need<DataAction>, CosmosContainerOptions {
  /** The path that it is partitioned by; undefined where something else that needs it sets it. */
  readonly partitionKey?: string;
}

/** A queue of Service Bus that something works on. */
export interface ServiceBusQueueNeed extends Need<ServiceBusAction> {
  /** Whether messages are taken by session; undefined where it does not matter. */
  readonly sessions?: boolean;
}

/** A subscription whose messages something takes. */
export interface ServiceBusSubscriptionNeed extends Need<"receive"> {
  readonly topic: string;
  readonly sessions?: boolean;
}

/** An event hub that something works on. */
export interface EventHubNeed extends Need<EventHubAction> {
  /** The consumer group that reads it; undefined where it is sent to. */
  readonly consumerGroup?: string;
}

/** An HTTP route that a function answers. */
export interface Route {
  readonly route: string;
  readonly methods: readonly string[];
}

/** Events that Event Grid delivers into a queue: all of it decided. */
export interface EventsNeed {
  /** The whole trigger says it, not one field. */
  readonly field?: never;
  /** A custom topic of the backend, or a container of its storage account. */
  readonly source:
    { readonly topic: string; readonly blobs?: never } | { readonly blobs: string; readonly topic?: never };
  readonly queue: string;
  /** All of them where there are none. */
  readonly eventTypes: readonly string[];
  /** Of the subject as Event Grid sends it. */
  readonly subjectBeginsWith?: string;
  readonly subjectEndsWith?: string;
  readonly maxDeliveryAttempts: number;
  readonly eventTimeToLiveInMinutes: number;
  /** The container for what cannot be delivered; it is dropped where there is none. */
  readonly deadLetter?: string;
}

/** What there is to need of a backend, and how each need of it is written. */
export interface NeedsOf {
  cosmosContainers: ContainerNeed;
  blobContainers: Need<BlobAction>;
  /** Queues of the storage account. */
  queues: Need<QueueAction>;
  tables: Need<DataAction>;
  serviceBusQueues: ServiceBusQueueNeed;
  serviceBusTopics: Need<"send">;
  serviceBusSubscriptions: ServiceBusSubscriptionNeed;
  eventHubs: EventHubNeed;
  /** Secrets of the key vault, which can only be read. */
  secrets: Need<"read">;
  /** The backend's one Redis. */
  redis: Need<DataAction>;
  eventSubscriptions: EventsNeed;
}

/** Everything that a part of a declaration needs of the backend. */
export type Needs = { readonly [What in keyof NeedsOf]?: readonly NeedsOf[What][] } & {
  readonly routes?: readonly Route[];
};

/** What settings are made of, beside the declaration itself. */
export interface SettingNames {
  /** How the component's settings begin, `PROCESS_UPLOAD`. */
  readonly prefix: string;
  /** The component's name. */
  readonly name: string;
  /** The name of the backend's database. */
  readonly database: string;
  /** Blob containers of the account for public assets, not of the account for data. */
  readonly publicContainers: ReadonlySet<string>;
  /** The regions of the database, the nearest first; empty where there is no choice. */
  readonly cosmosRegions: readonly string[];
}

/** How one function is called. */
export interface FunctionNames {
  /** How its settings begin, `PROCESS_UPLOAD`. */
  readonly prefix: string;
  readonly name: string;
}
