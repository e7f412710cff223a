import { type JsonObject, at, objectAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule, RuleContext } from "../rule";
import { NAMESPACES, namespaceOf, tierOf } from "../types/service-bus";

const QUEUES = `${NAMESPACES}/queues`;
const TOPICS = `${NAMESPACES}/topics`;
const SUBSCRIPTIONS = `${TOPICS}/subscriptions`;
const FORWARDING = "learn.microsoft.com/azure/service-bus-messaging/service-bus-auto-forwarding";
const QUOTAS = "learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas";
const MOST_HOPS = 4;
const DAY = 24 * 60 * 60;

/** Further rules of queues, topics and subscriptions. */
export const serviceBus: readonly Rule[] = [
  {
    says: "the queue or topic that messages are forwarded to exists",
    source: FORWARDING,
    on: [QUEUES, SUBSCRIPTIONS],
    refuse(asked, { id, store }) {
      const namespace = id.replace(/\/(queues|topics)\/.*$/i, "");
      const missing = ["forwardTo", "forwardDeadLetteredMessagesTo"]
        .map((each) => textAt(asked, `properties.${each}`))
        .find(
          (name) =>
            name !== "" &&
            ["queues", "topics"].every((kind) => store.get(`${namespace}/${kind}/${name}`) === undefined),
        );
      return missing && `The messaging entity '${missing}' could not be found`;
    },
  },
  {
    // Azure takes a longer chain, and dead-letters its messages with MaxTransferHopCountExceeded: nothing would show it here.
    says: "messages are forwarded four times at most",
    source: `${FORWARDING}, learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues`,
    on: [QUEUES, SUBSCRIPTIONS],
    refuse(asked, { id, store }) {
      const hops = longestChain(forwardsOf(id, asked, store));
      return hops > MOST_HOPS
        ? `Messages would be forwarded ${hops} times, and are dead-lettered after ${MOST_HOPS}`
        : undefined;
    },
  },
  {
    says: "a queue or subscription with sessions does not forward",
    source: FORWARDING,
    on: [QUEUES, SUBSCRIPTIONS],
    refuse: (asked) =>
      at(asked, "properties.requiresSession") === true && textAt(asked, "properties.forwardTo") !== ""
        ? "RequiresSession and ForwardTo cannot both be set"
        : undefined,
  },
  {
    says: "a namespace has each name once, for a queue or a topic",
    source:
      "learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftservicebus",
    on: [QUEUES, TOPICS],
    status: 409,
    code: "MessagingGatewayConflict",
    refuse(_asked, { id, name, store }) {
      const other = /\/queues\//i.test(id) ? "topics" : "queues";
      return store.get(id.replace(/\/(queues|topics)\/.*$/i, `/${other}/${name}`)) === undefined
        ? undefined
        : `An entity of type ${other} with the name ${name} exists already`;
    },
  },
  {
    says: "queues and topics of a Premium namespace use its partitions, and have none of their own",
    source: "learn.microsoft.com/azure/service-bus-messaging/enable-partitions-premium",
    on: [QUEUES, TOPICS],
    refuse(asked, { id, store }) {
      if (tierOf(id, store) !== "Premium") return undefined;
      const partitions = Number(at(namespaceOf(id, store), "properties.premiumMessagingPartitions") ?? 1);
      const isSpread = at(asked, "properties.enablePartitioning") === true;
      return isSpread === partitions > 1
        ? undefined
        : `enablePartitioning has to be ${String(partitions > 1)} in a namespace of ${partitions} partitions`;
    },
  },
  {
    says: "each partition of a Premium namespace has a unit at least",
    source: "learn.microsoft.com/azure/service-bus-messaging/enable-partitions-premium",
    on: [NAMESPACES],
    refuse(asked) {
      const partitions = Number(at(asked, "properties.premiumMessagingPartitions") ?? 0);
      const units = Number(at(asked, "sku.capacity") ?? 0);
      return partitions > 1 && units < partitions
        ? `${partitions} partitions need ${partitions} messaging units at least`
        : undefined;
    },
  },
  {
    says: "larger queues and topics than 5 GB need Premium",
    source: QUOTAS,
    on: [QUEUES, TOPICS],
    refuse: (asked, { id, store }) =>
      Number(at(asked, "properties.maxSizeInMegabytes") ?? 0) > 5120 && tierOf(id, store) !== "Premium"
        ? "maxSizeInMegabytes above 5120 is available on the Premium tier only"
        : undefined,
  },
  {
    says: "a lock, the window of duplicates and idleness have their limits",
    source:
      "github.com/Azure/azure-sdk-for-net, AdministrationClientConstants.cs of Azure.Messaging.ServiceBus; " +
      "learn.microsoft.com/azure/service-bus-messaging/duplicate-detection and /advanced-features-overview",
    on: [QUEUES, TOPICS, SUBSCRIPTIONS],
    refuse(asked) {
      const properties = objectAt(asked, "properties");
      const limits: readonly (readonly [string, number, number])[] = [
        ["lockDuration", 5, 300],
        ["duplicateDetectionHistoryTimeWindow", 20, 7 * DAY],
        ["autoDeleteOnIdle", 300, Infinity],
      ];
      const beyond = limits.find(([name, least, most]) => {
        const seconds = secondsOf(textAt(properties, name));
        return seconds !== undefined && (seconds < least || seconds > most);
      });
      return beyond && `The value for ${beyond[0]} is out of range`;
    },
  },
  {
    says: "a Basic namespace keeps messages for 14 days at most",
    source: "learn.microsoft.com/azure/service-bus-messaging/message-expiration",
    on: [QUEUES],
    refuse: (asked, { id, store }) =>
      outlivesBasic(textAt(asked, "properties.defaultMessageTimeToLive"), id, store),
  },
];

/** From a queue or topic to another one. */
type Forward = readonly [from: string, to: string];

/** Everything that is forwarded within a namespace, as it would be with what is asked for. */
function forwardsOf(id: string, asked: JsonObject, store: RuleContext["store"]): readonly Forward[] {
  const namespace = `${key(id).replace(/\/(queues|topics)\/.*$/, "")}/`;
  const others = [...store.ofType(QUEUES), ...store.ofType(SUBSCRIPTIONS)].filter(
    (each) => key(each.id).startsWith(namespace) && key(each.id) !== key(id),
  );
  return [...others, { id, body: asked }].flatMap(({ id: each, body }) => {
    const from = key(each).replace(namespace, "").split("/")[1] ?? "";
    return ["forwardTo", "forwardDeadLetteredMessagesTo"]
      .map((field) => key(textAt(body, `properties.${field}`)))
      .flatMap((to): readonly Forward[] => (to === "" ? [] : [[from, to]]));
  });
}

function longestChain(forwards: readonly Forward[]): number {
  const hopsFrom = (from: string, passed: readonly string[]): number =>
    passed.includes(from)
      ? 0
      : Math.max(
          0,
          ...forwards.flatMap(([start, to]) => (start === from ? [1 + hopsFrom(to, [...passed, from])] : [])),
        );
  return Math.max(0, ...forwards.map(([from]) => hopsFrom(from, [])));
}

function outlivesBasic(ttl: string, id: string, store: RuleContext["store"]): string | undefined {
  const seconds = secondsOf(ttl);
  return seconds !== undefined && seconds > 14 * DAY && key(tierOf(id, store)) === "basic"
    ? "defaultMessageTimeToLive is at most 14 days on the Basic tier"
    : undefined;
}

function secondsOf(text: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return days * DAY + (hours * 60 + minutes) * 60 + seconds;
}
