import { type BlobTrigger, blobTrigger } from "./blob";
import { type CosmosDBTrigger, cosmosDBTrigger } from "./cosmos-db";
import { type EventHubTrigger, eventHubTrigger } from "./event-hub";
import { eventGridTrigger } from "./event-grid";
import type { EventGridTrigger } from "./event-subscription";
import { type HttpTrigger, httpTrigger } from "./http";
import { type QueueTrigger, queueTrigger } from "./queue";
import { type ServiceBusTrigger, serviceBusTrigger } from "./service-bus";
import { type TimerTrigger, timerTrigger } from "./timer";
import type { TriggerKind } from "./trigger";

export type {
  BlobTrigger,
  CosmosDBTrigger,
  EventGridTrigger,
  EventHubTrigger,
  HttpTrigger,
  QueueTrigger,
  ServiceBusTrigger,
  TimerTrigger,
};
export type { HttpMethod } from "./http";
export type { ExponentialBackoffRetry, FixedDelayRetry, RetryPolicy } from "./retry-policy";
export type {
  BlobEvents,
  BlobEventType,
  BlobSource,
  EventDelivery,
  EventFilter,
  EventRetry,
  EventSubscription,
  TopicEvents,
  TopicSource,
} from "./event-subscription";

/** What starts a function. */
export type Trigger =
  | BlobTrigger
  | HttpTrigger
  | TimerTrigger
  | QueueTrigger
  | CosmosDBTrigger
  | EventGridTrigger
  | EventHubTrigger
  | ServiceBusTrigger;
export type TriggerType = Trigger["type"];

/** Every kind of trigger: a further one is a file of its own and an entry here. */
const kinds: { readonly [Type in TriggerType]: TriggerKind<Extract<Trigger, { readonly type: Type }>> } = {
  blob: blobTrigger,
  http: httpTrigger,
  timer: timerTrigger,
  queue: queueTrigger,
  cosmosDB: cosmosDBTrigger,
  eventGrid: eventGridTrigger,
  eventHub: eventHubTrigger,
  serviceBus: serviceBusTrigger,
};

export const triggerTypes = Object.keys(kinds) as readonly TriggerType[];

/** A kind whose trigger does not matter to the caller: one place widens, so that nobody else has to. */
export function triggerKind(type: TriggerType): TriggerKind<Trigger> {
  return kinds[type];
}

/** True for what is declared as a trigger of a kind that there is, whatever else is wrong with it. */
export function hasTriggerType(
  trigger: unknown,
): trigger is Partial<Trigger> & { readonly type: TriggerType } {
  const type: unknown = (trigger as { readonly type?: unknown } | null | undefined)?.type;
  return typeof type === "string" && Object.hasOwn(kinds, type);
}
