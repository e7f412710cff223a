import type { DeepPartial } from "../../settings/merge";
import type { Draft } from "../contract/draft";
import { SERVICE_BUS } from "./entities";
import type { ServiceBusSettings } from "./settings";

/** The queues and the topic of the specification. */
export const serviceBusSamples = {
  queues: {
    "email-queue": {
      maxDeliveryCount: 10,
      deadLetteringOnMessageExpiration: true,
      requiresDuplicateDetection: true,
    },
    "image-processing-queue": { maxSizeInMegabytes: 1024 },
  },
  topics: {
    "order-events": { subscriptions: { "notification-service": {}, "analytics-service": {} } },
  },
} satisfies DeepPartial<ServiceBusSettings>;

/**
 * A topic that options or components declare has the subscriptions that they declare, and none of a sample of the same name. Options
 * that name a subscription of the sample change the sample, which keeps the others.
 */
export function leaveOutSampleSubscriptions(draft: Draft): void {
  for (const [topic, { subscriptions }] of Object.entries(serviceBusSamples.topics)) {
    const path = `${SERVICE_BUS}.topics.${topic}` as const;
    const owner = draft.chosen(path) ? path : userOf(draft, topic);
    const all = Object.keys(subscriptions).map((name) => ({
      name,
      at: `${path}.subscriptions.${name}` as const,
    }));
    if (owner === undefined || all.some(({ at }) => draft.chosen(at))) continue;
    for (const { name, at } of all)
      if (hasSubscription(draft, topic, name))
        draft.adjust(at, false, `${owner} declares the topic, and this subscription is a sample`);
  }
}

/** The first component that sends to the topic or receives from it. */
function userOf({ requirements }: Draft, topic: string): string | undefined {
  const { serviceBusTopics, serviceBusSubscriptions } = requirements;
  const user =
    serviceBusTopics.find(({ name }) => name === topic) ??
    serviceBusSubscriptions.find((subscription) => subscription.topic === topic);
  return user?.by;
}

/** False where the topic is left out, or samples are. */
function hasSubscription({ settings }: Draft, topic: string, name: string): boolean {
  const given = settings.optional.serviceBus.topics[topic];
  return typeof given === "object" && typeof given.subscriptions?.[name] === "object";
}
