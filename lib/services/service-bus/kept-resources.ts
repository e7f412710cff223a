import type { KeptResource } from "../contract/kept-resource";
import type { ServiceBusPlan } from "./plan";
import { serviceBusIds } from "./resources";
import type { ServiceBusWords } from "./words";

type Kept = KeptResource<keyof ServiceBusWords["configs"]>;

/** The namespace, and the queues, topics and subscriptions in it. */
export function keptInServiceBus(plan: ServiceBusPlan): readonly Kept[] {
  if (!plan.enabled) return [];
  const made: Kept | undefined =
    "existing" in plan
      ? undefined
      : { resource: "serviceBus", constructId: serviceBusIds.namespace, name: plan.name };
  const within = { namespace_id: "existing" in plan ? plan.existing : made };
  const topics = plan.topics.map(({ name }): Kept => ({
    resource: "serviceBusTopics",
    constructId: serviceBusIds.topic(name),
    name,
    within,
  }));
  return [
    ...(made === undefined ? [] : [made]),
    ...plan.queues.map(({ name }): Kept => ({
      resource: "serviceBusQueues",
      constructId: serviceBusIds.queue(name),
      name,
      within,
    })),
    ...topics,
    ...plan.subscriptions.map(({ topic, name }): Kept => ({
      resource: "serviceBusSubscriptions",
      constructId: serviceBusIds.subscription(topic, name),
      name,
      within: { topic_id: topics.find((each) => each.name === topic) },
    })),
  ];
}
