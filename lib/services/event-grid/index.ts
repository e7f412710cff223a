import { type PlannedOutput, groupNameIn, madeOutputsOf, outputOfEach } from "../contract/outputs";
import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import { BLOB_CONTAINERS, STORAGE_QUEUES, storage } from "../storage";
import type * as Build from "./build";
import { type EventGridUsage, eventGridCost } from "./cost";
import { decideEventGrid } from "./decisions";
import { eventGridNeeds } from "./network";
import { type EventGridPlan, planEventGrid, topicNames } from "./plan";
import { eventGridPolicyNotes } from "./policy-notes";
import { eventGridReachable } from "./reachable";
import { SYSTEM_TOPIC, deliveryId, eventGridResources, topicConstructId } from "./resources";
import type * as Subscriptions from "./subscriptions";
import type { EventGridWords } from "./words";

// Few backends take events, and these classes are a megabyte and a half: loaded when they are built.
const build = () => require("./build") as typeof Build;
const subscriptionBuild = () => require("./subscriptions") as typeof Subscriptions;

/** The types of this service: its plan, its resources, its outputs. */
export interface EventGridShape extends EventGridWords {
  plan: EventGridPlan;
  usage: EventGridUsage;
  network: object;
  platform: Build.EventGridTopics;
  workloads: {
    /** By component name. */
    readonly eventGridSubscriptions: Readonly<Record<string, Subscriptions.BuiltSubscription>>;
  };
  shared: {
    readonly systemTopicName: string;
    readonly systemTopicResourceGroupName: string;
    /** Of each topic, `ordersTopicId`, hyphens as underscores. */
    readonly [id: `${string}TopicId`]: string;
    readonly [endpoint: `${string}TopicEndpoint`]: string;
  };
  targets: string;
}

/** `order-events` → `order_eventsTopicId` */
const topicOutput = <What extends "Id" | "Endpoint">(topic: string, what: What): `${string}Topic${What}` =>
  `${topic.replaceAll("-", "_")}Topic${what}`;

const systemTopicOutputs = madeOutputsOf(
  {
    made: ({ systemTopic }: EventGridPlan) => systemTopic,
    built: ({ eventGridSystemTopic }: Build.EventGridTopics) => eventGridSystemTopic,
  },
  {
    systemTopicName: { of: (topic) => topic.name, expected: ({ name }) => name },
    systemTopicResourceGroupName: {
      of: (topic) => topic.resourceGroupName,
      expected: (_made, { resourceGroupId }) => groupNameIn(resourceGroupId),
    },
  },
);

function topicOutputs({
  topics,
  location,
}: EventGridPlan): Readonly<Record<string, PlannedOutput<Build.EventGridTopics>>> {
  return Object.fromEntries(
    topics.flatMap(({ topic, name }) => {
      const built = ({ eventGridTopics }: Build.EventGridTopics) => eventGridTopics[topic];
      const id = outputOfEach(
        built,
        (resource) => resource.id,
        ({ resourceGroupId }) => `${resourceGroupId}/providers/Microsoft.EventGrid/topics/${name}`,
      );
      const endpoint = outputOfEach(
        built,
        (resource) => resource.endpoint,
        // Of Azure's public cloud, with the first stamp of the region.
        () => `https://${name}.${location}-1.eventgrid.azure.net/api/events`,
      );
      return [
        [topicOutput(topic, "Id"), id],
        [topicOutput(topic, "Endpoint"), endpoint],
      ];
    }),
  );
}

export const eventGrid: Service<EventGridShape> = {
  defaults: { topics: {} },

  decide: decideEventGrid,
  plan: planEventGrid,
  cost: eventGridCost,

  endpoints: (context) =>
    topicNames(context).map((topic) => ({
      id: topicConstructId(topic),
      stack: "platform",
      on: topic,
      subresource: "topic",
    })),

  networkNeeds: eventGridNeeds,
  reachable: eventGridReachable,

  resourceProviders: ({ topics, systemTopic, subscriptions }) => ({
    ...(topics.length === 0 && systemTopic === undefined ? {} : { platform: ["Microsoft.EventGrid"] }),
    ...(subscriptions.length === 0 ? {} : { workloads: ["Microsoft.EventGrid"] }),
  }),

  resources: eventGridResources,

  otherGrants: ({ grants }) =>
    grants.map(({ topic, role, on, name, reason }) => ({
      id: `${topic === undefined ? SYSTEM_TOPIC : topicConstructId(topic)}_${deliveryId({ on, name })}`,
      identity: topic === undefined ? "system topic of the storage account" : `topic ${topic}`,
      role,
      on: `${on} ${name}`,
      scope: {
        service: "storage",
        on: "data",
        below: on === "queue" ? STORAGE_QUEUES.below(name) : BLOB_CONTAINERS.below(name),
      },
      reason,
    })),

  stacks: {
    platform: {
      build: buildPlatform,
      outputs: (plan) => ({ ...topicOutputs(plan), ...systemTopicOutputs(plan) }),
      policyNotes: eventGridPolicyNotes,
    },
    workloads: { build: buildWorkloads },
  },

  privateLinkTargets: ({ eventGridTopics }) => eventGridTopics,
};

function buildPlatform(context: PlatformContext<EventGridShape>): Build.EventGridTopics {
  const { scope, place, plan, built, transformed } = context;
  if (plan.topics.length === 0 && plan.systemTopic === undefined)
    return { eventGridTopics: {}, eventGridSystemTopic: undefined };
  return build().buildTopics(scope, place, plan, targets, transformed);

  /** Asked for where something is delivered: an existing account is found as this stack names it then. */
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
      topicId,
      systemTopic: () => {
        const { systemTopicName: name, systemTopicResourceGroupName: resourceGroupName } = shared(eventGrid);
        return { name, resourceGroupName };
      },
    };
    return [
      subscription.component,
      subscriptionBuild().buildSubscription(scope, subscription, connections, transformed),
    ] as const;
  });
  return { eventGridSubscriptions: Object.fromEntries(built) };

  function topicId(topic: string): string {
    const id = shared(eventGrid)[topicOutput(topic, "Id")];
    if (id === undefined) throw new Error(`Event Grid has no topic ${topic}`);
    return id;
  }
}
