import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import { storage } from "../storage";
import type * as Build from "./build";
import { type EventGridUsage, eventGridCost } from "./cost";
import { decideEventGrid } from "./decisions";
import { type EventGridPlan, planEventGrid, topicNames } from "./plan";
import { eventGridResources } from "./resources";
import type * as Subscriptions from "./subscriptions";
import type { EventGridWords } from "./words";

// Few backends take events, and these classes are a megabyte and a half: loaded when they are built.
const build = () => require("./build") as typeof Build;
const subscriptionBuild = () => require("./subscriptions") as typeof Subscriptions;

/** What tells this service from the others. */
export interface EventGridShape extends EventGridWords {
  plan: EventGridPlan;
  usage: EventGridUsage;
  network: object;
  platform: Build.EventGridTopics;
  workloads: {
    /** By component name. */
    readonly eventGridSubscriptions: Readonly<Record<string, Subscriptions.BuiltSubscription>>;
  };
  /** The id and endpoint of each topic, `ordersTopicId` and `ordersTopicEndpoint`, hyphens as underscores; the system topic's name and group. */
  shared: Readonly<Record<string, string>>;
}

const SYSTEM_TOPIC_NAME = "systemTopicName";
const SYSTEM_TOPIC_GROUP = "systemTopicResourceGroupName";
/** `order-events` → `order_eventsTopicId` */
const topicOutput = (topic: string, what: "Id" | "Endpoint"): string =>
  `${topic.replaceAll("-", "_")}Topic${what}`;

export const eventGrid: Service<EventGridShape> = {
  defaults: { topics: {} },

  decide: decideEventGrid,
  plan: planEventGrid,
  cost: eventGridCost,

  endpoints: (context) =>
    topicNames(context).map((topic) => ({
      id: endpointId(topic),
      stack: "platform",
      on: topic,
      subresource: "topic",
    })),

  resourceProviders: ({ topics, systemTopic, subscriptions }) => ({
    ...(topics.length === 0 && systemTopic === undefined ? {} : { platform: ["Microsoft.EventGrid"] }),
    ...(subscriptions.length === 0 ? {} : { workloads: ["Microsoft.EventGrid"] }),
  }),

  resources: eventGridResources,

  otherGrants: ({ grants }) =>
    grants.map(({ topic, role, on, name, reason }) => ({
      identity: topic === undefined ? "system topic of the storage account" : `topic ${topic}`,
      role,
      on: `${on} ${name}`,
      reason,
    })),

  network: () => ({}),
  platform: buildPlatform,
  workloads: buildWorkloads,

  privateLinkTargets: ({ eventGridTopics }) => eventGridTopics,

  publishedBy: "platform",

  publish: ({ eventGridTopics, eventGridSystemTopic }) => ({
    ...Object.fromEntries(
      Object.entries(eventGridTopics).flatMap(([topic, { id, endpoint }]) => [
        [topicOutput(topic, "Id"), id],
        [topicOutput(topic, "Endpoint"), endpoint],
      ]),
    ),
    ...(eventGridSystemTopic === undefined
      ? {}
      : {
          [SYSTEM_TOPIC_NAME]: eventGridSystemTopic.name,
          [SYSTEM_TOPIC_GROUP]: eventGridSystemTopic.resourceGroupName,
        }),
  }),

  foresee({ topics, systemTopic, location }, address) {
    const ofTopics = topics.flatMap(({ topic, name }) => [
      [topicOutput(topic, "Id"), `${address.resourceGroupId}/providers/Microsoft.EventGrid/topics/${name}`],
      // Of Azure's public cloud, with the first stamp of the region.
      [topicOutput(topic, "Endpoint"), `https://${name}.${location}-1.eventgrid.azure.net/api/events`],
    ]);
    return {
      ...(Object.fromEntries(ofTopics) as Readonly<Record<string, string>>),
      ...(systemTopic === undefined
        ? {}
        : {
            [SYSTEM_TOPIC_NAME]: systemTopic.name,
            [SYSTEM_TOPIC_GROUP]: address.resourceGroupId.split("/").at(-1) ?? "",
          }),
    };
  },
};

function endpointId(topic: string): string {
  return `event_grid_topic_${topic}`;
}

function buildPlatform(context: PlatformContext<EventGridShape>): Build.EventGridTopics {
  const { scope, place, plan, built, transformed } = context;
  if (plan.topics.length === 0 && plan.systemTopic === undefined)
    return { eventGridTopics: {}, eventGridSystemTopic: undefined };
  return build().buildTopics(scope, place, plan, targets, transformed);

  /** Asked for where something is delivered: an account that is brought is found in the words of this stack then. */
  function targets() {
    const account = built(storage).storage;
    const storageAccountId = account?.id ?? context.shared(storage).id;
    const { storageQueues, storageContainers } = built(storage);
    return {
      storageAccountId,
      queueId: (queue: string): string =>
        storageQueues[queue]?.id ?? `${storageAccountId}/queueServices/default/queues/${queue}`,
      containerId: (container: string): string =>
        storageContainers[container]?.id ??
        `${storageAccountId}/blobServices/default/containers/${container}`,
    };
  }
}

function buildWorkloads({
  scope,
  plan,
  shared,
  transformed,
}: WorkloadsContext<EventGridShape>): EventGridShape["workloads"] {
  const built = plan.subscriptions.map((subscription) => {
    const connections = {
      storageAccountId: shared(storage).id,
      topicId: (topic: string) => published(topicOutput(topic, "Id")),
      systemTopic: () => ({
        name: published(SYSTEM_TOPIC_NAME),
        resourceGroupName: published(SYSTEM_TOPIC_GROUP),
      }),
    };
    return [
      subscription.component,
      subscriptionBuild().buildSubscription(scope, subscription, connections, transformed),
    ] as const;
  });
  return { eventGridSubscriptions: Object.fromEntries(built) };

  function published(output: string): string {
    const value = shared(eventGrid)[output];
    if (value === undefined) throw new Error(`Event Grid publishes no ${output}`);
    return value;
  }
}
