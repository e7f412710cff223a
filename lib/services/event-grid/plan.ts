import type { ComponentRequirement } from "../../components/requirements";
import type { PlanContext } from "../contract/service";

/** One custom topic that will be built. */
export interface TopicPlan {
  /** In options and components, `orders`. */
  readonly topic: string;
  /** In Azure. */
  readonly name: string;
}

/** One event subscription that will be built. */
export interface EventSubscriptionPlan extends Omit<
  ComponentRequirement<"eventSubscriptions">,
  "by" | "path" | "component"
> {
  /** The component whose events these are. */
  readonly component: string;
  /** In Azure. */
  readonly name: string;
}

/** What will be built of `eventGrid`. */
export interface EventGridPlan {
  readonly topics: readonly TopicPlan[];
  /** Closed to the internet: published to through private endpoints only. */
  readonly closed: boolean;
  /** The one topic of the storage account's own events, where a component takes them. */
  readonly systemTopic?: { readonly name: string };
  readonly subscriptions: readonly EventSubscriptionPlan[];
  /** Of the topics; none where the owner of an existing resource gives the roles. */
  readonly grants: readonly TopicGrant[];
  readonly location: string;
}

/** One role of a topic's own identity, by which it delivers. */
export interface TopicGrant {
  /** The custom topic; the account's own where it is undefined. */
  readonly topic?: string;
  readonly role: "Storage Queue Data Message Sender" | "Storage Blob Data Contributor";
  readonly on: "queue" | "container";
  /** Of the queue or container. */
  readonly name: string;
  readonly reason: string;
}

export function planEventGrid(context: PlanContext): EventGridPlan {
  const { settings, requirements, existing, location, name } = context;
  const { eventSubscriptions } = requirements;
  const takesBlobs = eventSubscriptions.some(({ source }) => source.blobs !== undefined);
  const topics = topicNames(context);
  const subscriptions = eventSubscriptions.map(({ by: _by, path: _path, component, ...events }) => ({
    ...events,
    component,
    name: name("eventGridSubscription", component),
  }));
  const granted = existing.storage?.roleAssignments !== false;
  return {
    topics: topics.map((topic) => ({ topic, name: name("eventGridTopic", topic) })),
    closed: settings.networking.privateEndpoints,
    ...(takesBlobs ? { systemTopic: { name: name("eventGridSystemTopic") } } : {}),
    subscriptions,
    grants: granted ? [...topics, undefined].flatMap((topic) => grantsOf(topic, subscriptions)) : [],
    location,
  };
}

/** Those of the options, and those that components take events of. */
export function topicNames({
  settings,
  requirements,
}: Pick<PlanContext, "settings" | "requirements">): readonly string[] {
  const { topics } = settings.eventGrid;
  const given = Object.keys(topics).filter((topic) => topics[topic] === true);
  const needed = requirements.eventSubscriptions.flatMap(({ source }) => source.topic ?? []);
  return [...new Set([...given, ...needed])].sort();
}

/** The least that delivers: on each queue and container alone. learn.microsoft.com/azure/event-grid/add-identity-roles */
function grantsOf(
  topic: string | undefined,
  subscriptions: EventGridPlan["subscriptions"],
): readonly TopicGrant[] {
  const own = subscriptions.filter(({ source }) => source.topic === topic);
  const whose = topic === undefined ? {} : { topic };
  return [
    ...sorted(own.map(({ queue }) => queue)).map((name) => ({
      ...whose,
      role: "Storage Queue Data Message Sender" as const,
      on: "queue" as const,
      name,
      reason: "the topic delivers events to it",
    })),
    ...sorted(own.flatMap(({ deadLetter }) => deadLetter ?? [])).map((name) => ({
      ...whose,
      role: "Storage Blob Data Contributor" as const,
      on: "container" as const,
      name,
      reason: "the topic keeps events there that cannot be delivered",
    })),
  ];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
