import type { AllSettings } from "../words";
import type { Requirements } from "../../components/requirements";
import type {
  ServiceBusQueueSettings,
  ServiceBusSubscriptionSettings,
  ServiceBusTopicSettings,
} from "./entity-settings";
import type { From } from "../option-path";

/** The option group, as messages name it. */
export const SERVICE_BUS = "optional.serviceBus";
export const TIER = `${SERVICE_BUS}.sku.name` as const;

/** Where queues, topics or what is below them are given. */
export type EntityPath = From<`${typeof SERVICE_BUS}.${"queues" | "topics"}`>;

/** A queue, topic or subscription that options speak of, and where. */
interface Declared<Settings> {
  readonly path: EntityPath;
  readonly name: string;
  readonly given: Settings;
}

export type DeclaredQueue = Declared<ServiceBusQueueSettings> & { readonly kind: "queue" };
export type DeclaredTopic = Declared<ServiceBusTopicSettings> & { readonly kind: "topic" };
export type DeclaredSubscription = Declared<ServiceBusSubscriptionSettings> & {
  readonly kind: "subscription";
  readonly topic: string;
};
export type DeclaredEntity = DeclaredQueue | DeclaredTopic | DeclaredSubscription;

type Settings = Pick<AllSettings, "optional">;

export function declaredQueues({ optional: { serviceBus } }: Settings): readonly DeclaredQueue[] {
  return wanted(serviceBus.queues, `${SERVICE_BUS}.queues`).map((each) => ({ ...each, kind: "queue" }));
}

export function declaredTopics({ optional: { serviceBus } }: Settings): readonly DeclaredTopic[] {
  return wanted(serviceBus.topics, `${SERVICE_BUS}.topics`).map((each) => ({ ...each, kind: "topic" }));
}

export function declaredSubscriptions(settings: Settings): readonly DeclaredSubscription[] {
  return declaredTopics(settings).flatMap(({ path, name: topic, given }) =>
    wanted(given.subscriptions ?? {}, `${path}.subscriptions`).map((each) => ({
      ...each,
      kind: "subscription" as const,
      topic,
    })),
  );
}

/** Those that are not left out. */
export function wanted<Each extends object>(
  named: Readonly<Record<string, Each | false>>,
  path: EntityPath,
): readonly Declared<Each>[] {
  return Object.entries(named).flatMap(([name, given]) =>
    given === false ? [] : [{ path: `${path}.${name}`, name, given }],
  );
}

/** Names of all queues: those of options, and those that components need. */
export function queueNames(settings: Settings, { serviceBusQueues }: Requirements): readonly string[] {
  return sorted([...declaredQueues(settings), ...serviceBusQueues].map(({ name }) => name));
}

export function topicNames(
  settings: Settings,
  { serviceBusTopics, serviceBusSubscriptions }: Requirements,
): readonly string[] {
  return sorted([
    ...[...declaredTopics(settings), ...serviceBusTopics].map(({ name }) => name),
    ...serviceBusSubscriptions.map(({ topic }) => topic),
  ]);
}

/** Names of all subscriptions of a topic. */
export function subscriptionNames(
  settings: Settings,
  { serviceBusSubscriptions }: Requirements,
  topic: string,
): readonly string[] {
  return sorted(
    [...declaredSubscriptions(settings), ...serviceBusSubscriptions]
      .filter((each) => each.topic === topic)
      .map(({ name }) => name),
  );
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
