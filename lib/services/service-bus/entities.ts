import type { AllSettings } from "../words";
import type { Requirements } from "../../components/requirements";
import type {
  ServiceBusQueueSettings,
  ServiceBusSubscriptionSettings,
  ServiceBusTopicSettings,
} from "./entity-settings";

/** The option group, as messages name it. */
export const SERVICE_BUS = "optional.serviceBus";
export const TIER = `${SERVICE_BUS}.sku.name`;

/** A queue, topic or subscription that options speak of, and where. */
interface Said<Settings> {
  readonly path: string;
  readonly name: string;
  readonly said: Settings;
}

export type SaidQueue = Said<ServiceBusQueueSettings> & { readonly kind: "queue" };
export type SaidTopic = Said<ServiceBusTopicSettings> & { readonly kind: "topic" };
export type SaidSubscription = Said<ServiceBusSubscriptionSettings> & {
  readonly kind: "subscription";
  readonly topic: string;
};
export type SaidEntity = SaidQueue | SaidTopic | SaidSubscription;

type Settings = Pick<AllSettings, "optional">;

export function saidQueues({ optional: { serviceBus } }: Settings): readonly SaidQueue[] {
  return wanted(serviceBus.queues, `${SERVICE_BUS}.queues`).map((each) => ({ ...each, kind: "queue" }));
}

export function saidTopics({ optional: { serviceBus } }: Settings): readonly SaidTopic[] {
  return wanted(serviceBus.topics, `${SERVICE_BUS}.topics`).map((each) => ({ ...each, kind: "topic" }));
}

export function saidSubscriptions(settings: Settings): readonly SaidSubscription[] {
  return saidTopics(settings).flatMap(({ path, name: topic, said }) =>
    wanted(said.subscriptions ?? {}, `${path}.subscriptions`).map((each) => ({
      ...each,
      kind: "subscription" as const,
      topic,
    })),
  );
}

/** Those that are not left out. */
export function wanted<Each extends object>(
  named: Readonly<Record<string, Each | false>>,
  path: string,
): readonly Said<Each>[] {
  return Object.entries(named).flatMap(([name, said]) =>
    said === false ? [] : [{ path: `${path}.${name}`, name, said }],
  );
}

/** Names of all queues: those of options, and those that components need. */
export function queueNames(settings: Settings, { serviceBusQueues }: Requirements): readonly string[] {
  return sorted([...saidQueues(settings), ...serviceBusQueues].map(({ name }) => name));
}

export function topicNames(
  settings: Settings,
  { serviceBusTopics, serviceBusSubscriptions }: Requirements,
): readonly string[] {
  return sorted([
    ...[...saidTopics(settings), ...serviceBusTopics].map(({ name }) => name),
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
    [...saidSubscriptions(settings), ...serviceBusSubscriptions]
      .filter((each) => each.topic === topic)
      .map(({ name }) => name),
  );
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
