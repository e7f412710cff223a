import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { ServicebusNamespace } from "@cdktf/provider-azurerm/lib/servicebus-namespace";
import { ServicebusQueue } from "@cdktf/provider-azurerm/lib/servicebus-queue";
import type { ServicebusSubscription } from "@cdktf/provider-azurerm/lib/servicebus-subscription";
import type { ServicebusSubscriptionRule } from "@cdktf/provider-azurerm/lib/servicebus-subscription-rule";
import { ServicebusTopic } from "@cdktf/provider-azurerm/lib/servicebus-topic";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { ResourceReference } from "../contract/reference";
import type { Place } from "../contract/service";
import { buildSubscription } from "./build-subscription";
import type { QueuePlan, ServiceBusEntitiesPlan, ServiceBusNamespacePlan, TopicPlan } from "./plan";
import { receiverArguments } from "./receiver-arguments";
import { serviceBusIds } from "./resources";

/** The resources of Service Bus in the platform stack. */
export interface ServiceBusResources {
  /** The namespace; undefined where there is none. */
  readonly serviceBus: ServicebusNamespace | undefined;
  /** By name. */
  readonly serviceBusQueues: Readonly<Record<string, ServicebusQueue>>;
  /** By name. */
  readonly serviceBusTopics: Readonly<Record<string, ServicebusTopic>>;
  /** By topic and name, `order-events/notification-service`. */
  readonly serviceBusSubscriptions: Readonly<Record<string, ServicebusSubscription>>;
  /** By topic, subscription and name, `order-events/analytics-service/large`. */
  readonly serviceBusRules: Readonly<Record<string, ServicebusSubscriptionRule>>;
  /** What makes the rule `$Default` of each subscription let everything through or nothing, by topic and name. */
  readonly serviceBusDefaultRules: Readonly<
    Record<string, ServicebusSubscriptionRule | ResourceGroupTemplateDeployment>
  >;
}

export function buildServiceBus(
  scope: Construct,
  place: Place,
  plan: ServiceBusNamespacePlan,
  transformed: Transformed,
): ServiceBusResources {
  const id = serviceBusIds.namespace;
  const isPremium = plan.sku === "Premium";
  const namespace = new ServicebusNamespace(
    scope,
    id,
    transformed("serviceBus", id, {
      ...place,
      name: plan.name,
      sku: plan.sku,
      ...(isPremium ? { capacity: plan.capacity, premiumMessagingPartitions: plan.partitions } : {}),
      localAuthEnabled: false,
      minimumTlsVersion: "1.2",
      publicNetworkAccessEnabled: !plan.closed,
    }),
  );
  const { id: namespaceId, nameInput: name = plan.name } = namespace;
  const target = { id: namespaceId, name, resourceGroupName: place.resourceGroupName };
  return { ...buildEntities(scope, target, plan, transformed), serviceBus: namespace };
}

/** What is in a namespace, wherever that comes from. */
export function buildEntities(
  scope: Construct,
  namespace: ResourceReference,
  plan: ServiceBusEntitiesPlan,
  transformed: Transformed,
): ServiceBusResources {
  const topics = new Map<string, ServicebusTopic>();
  for (const each of plan.topics) topics.set(each.name, buildTopic(scope, namespace, each, transformed));
  const queues = buildQueues(scope, namespace, plan, topics, transformed);
  const targetNamed = (name: string): string => {
    const target = queues.get(name) ?? topics.get(name);
    if (target === undefined) throw new Error(`there is no queue or topic ${name}`);
    return target.name;
  };
  const subscriptions = plan.subscriptions.map((each) => {
    const topic = topics.get(each.topic);
    if (topic === undefined) throw new Error(`there is no topic ${each.topic}`);
    return buildSubscription(
      scope,
      {
        namespace,
        defaultRuleForm: plan.defaultRuleForm,
        deploymentPrefix: plan.deploymentPrefix,
        topic,
        targetNamed,
      },
      each,
      transformed,
    );
  });
  return {
    serviceBus: undefined,
    serviceBusQueues: Object.fromEntries(queues),
    serviceBusTopics: Object.fromEntries(topics),
    serviceBusSubscriptions: Object.fromEntries(
      subscriptions.map(({ key, subscription }) => [key, subscription]),
    ),
    serviceBusRules: Object.fromEntries(subscriptions.flatMap(({ rules }) => rules)),
    serviceBusDefaultRules: Object.fromEntries(
      subscriptions.map(({ key, defaultRule }) => [key, defaultRule]),
    ),
  };
}

/** Sent as nothing, azurerm would ask for 0. */
const SIZE = 1024;

function storeArguments(plan: QueuePlan | TopicPlan) {
  const { defaultMessageTimeToLive, autoDeleteOnIdle, maxMessageSizeInKilobytes } = plan;
  const { duplicateDetectionHistoryTimeWindow } = plan;
  return {
    name: plan.name,
    maxSizeInMegabytes: plan.maxSizeInMegabytes ?? SIZE,
    partitioningEnabled: plan.enablePartitioning,
    requiresDuplicateDetection: plan.requiresDuplicateDetection ?? false,
    // Left out of a topic, azurerm would switch it off.
    batchedOperationsEnabled: true,
    ...(duplicateDetectionHistoryTimeWindow === undefined ? {} : { duplicateDetectionHistoryTimeWindow }),
    ...(defaultMessageTimeToLive === undefined ? {} : { defaultMessageTtl: defaultMessageTimeToLive }),
    ...(autoDeleteOnIdle === undefined ? {} : { autoDeleteOnIdle }),
    ...(maxMessageSizeInKilobytes === undefined ? {} : { maxMessageSizeInKilobytes }),
  };
}

function buildTopic(
  scope: Construct,
  namespace: ResourceReference,
  plan: TopicPlan,
  transformed: Transformed,
): ServicebusTopic {
  const id = serviceBusIds.topic(plan.name);
  return new ServicebusTopic(
    scope,
    id,
    transformed("serviceBusTopics", id, {
      ...storeArguments(plan),
      namespaceId: namespace.id,
      // Several brokers keep no order.
      supportOrdering: !plan.enablePartitioning,
    }),
  );
}

/** Each after the one that it forwards to, which has to be there; nothing goes round in a circle. */
function buildQueues(
  scope: Construct,
  namespace: ResourceReference,
  { queues }: ServiceBusEntitiesPlan,
  topics: ReadonlyMap<string, ServicebusTopic>,
  transformed: Transformed,
): ReadonlyMap<string, ServicebusQueue> {
  const built = new Map<string, ServicebusQueue>();
  for (const plan of queues) build(plan);
  return built;

  function build(plan: QueuePlan): ServicebusQueue {
    const known = built.get(plan.name);
    if (known !== undefined) return known;
    const id = serviceBusIds.queue(plan.name);
    const config = {
      ...storeArguments(plan),
      namespaceId: namespace.id,
      ...receiverArguments(plan, targetNamed),
    };
    const queue = new ServicebusQueue(scope, id, transformed("serviceBusQueues", id, config));
    built.set(plan.name, queue);
    return queue;
  }

  function targetNamed(name: string): string {
    const topic = topics.get(name);
    if (topic !== undefined) return topic.name;
    const plan = queues.find((each) => each.name === name);
    if (plan === undefined) throw new Error(`there is no queue or topic ${name}`);
    return build(plan).name;
  }
}
