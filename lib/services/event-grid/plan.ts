import type { EventSubscriptionRequirement } from "../../components/requirements";
import type { PlanContext } from "../service";

/** One custom topic that will be built. */
export interface TopicPlan {
  /** In options and components, `orders`. */
  readonly topic: string;
  /** In Azure. */
  readonly name: string;
}

/** One event subscription that will be built. */
export interface EventSubscriptionPlan extends Omit<
  EventSubscriptionRequirement,
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
  /** Who delivers is given the roles for it; else somebody else gives them. */
  readonly roleAssignments: boolean;
  readonly location: string;
}

/** Where the events of a topic go. */
export interface Destinations {
  readonly queues: readonly string[];
  readonly deadLetters: readonly string[];
}

export function planEventGrid(context: PlanContext): EventGridPlan {
  const { settings, requirements, brought, location, name } = context;
  const { eventSubscriptions } = requirements;
  const takesBlobs = eventSubscriptions.some(({ source }) => source.blobs !== undefined);
  return {
    topics: topicNames(context).map((topic) => ({ topic, name: name("eventGridTopic", topic) })),
    closed: settings.networking.privateEndpoints,
    ...(takesBlobs ? { systemTopic: { name: name("eventGridSystemTopic") } } : {}),
    subscriptions: eventSubscriptions.map(({ by: _by, path: _path, component, ...events }) => ({
      ...events,
      component,
      name: name("eventGridSubscription", component),
    })),
    roleAssignments: brought.storage?.roleAssignments !== false,
    location,
  };
}

/** Those of the options, and those that components take events of. */
export function topicNames({
  settings,
  requirements,
}: Pick<PlanContext, "settings" | "requirements">): readonly string[] {
  const { topics } = settings.eventGrid;
  const said = Object.keys(topics).filter((topic) => topics[topic] === true);
  const needed = requirements.eventSubscriptions.flatMap(({ source }) => source.topic ?? []);
  return [...new Set([...said, ...needed])].sort();
}

/** What one topic delivers to; the system topic's where it is undefined. */
export function destinationsOf({ subscriptions }: EventGridPlan, topic: string | undefined): Destinations {
  const own = subscriptions.filter(({ source }) => source.topic === topic);
  return {
    queues: sorted(own.map(({ queue }) => queue)),
    deadLetters: sorted(own.flatMap(({ deadLetter }) => deadLetter ?? [])),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
