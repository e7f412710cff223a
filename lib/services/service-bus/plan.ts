import type { BroughtPlan } from "../../external/brought-plan";
import { type PlanContext, deploymentPrefix } from "../service";
import { isClosed } from "./decide-tier";
import {
  queueNames,
  saidQueues,
  saidSubscriptions,
  saidTopics,
  subscriptionNames,
  topicNames,
  wanted,
} from "./entities";
import type {
  ServiceBusQueueSettings,
  ServiceBusSubscriptionSettings,
  ServiceBusTopicSettings,
} from "./entity-settings";
import type { ServiceBusRuleSettings } from "./rule-settings";
import type { ServiceBusTier } from "./settings";

/** One queue that will be made: all that Azure would otherwise choose is said. */
export interface QueuePlan extends ServiceBusQueueSettings {
  readonly name: string;
  readonly requiresSession: boolean;
  readonly enablePartitioning: boolean;
}

/** One topic that will be made. */
export interface TopicPlan extends Omit<ServiceBusTopicSettings, "subscriptions"> {
  readonly name: string;
  readonly enablePartitioning: boolean;
}

/** One rule of a subscription. */
export interface RulePlan extends ServiceBusRuleSettings {
  readonly name: string;
}

/** One subscription that will be made. */
export interface SubscriptionPlan extends Omit<ServiceBusSubscriptionSettings, "rules"> {
  readonly topic: string;
  readonly name: string;
  readonly requiresSession: boolean;
  /** Every message comes through where there are none. */
  readonly rules: readonly RulePlan[];
}

/** What will be made in a namespace. */
export interface ServiceBusEntitiesPlan {
  readonly queues: readonly QueuePlan[];
  readonly topics: readonly TopicPlan[];
  readonly subscriptions: readonly SubscriptionPlan[];
  /** Begins the names of the deployments that set first rules. */
  readonly deploymentPrefix: string;
}

/** A namespace that is there already; nothing is in the lists where its owner makes it. */
export interface BroughtServiceBusPlan extends ServiceBusEntitiesPlan {
  readonly enabled: true;
  readonly brought: BroughtPlan;
}

/** The namespace that will be made, and what is in it. */
export interface ServiceBusNamespacePlan extends ServiceBusEntitiesPlan {
  readonly enabled: true;
  readonly name: string;
  readonly sku: ServiceBusTier;
  /** 0 below Premium. */
  readonly capacity: number;
  /** 0 below Premium. */
  readonly partitions: number;
  /** Reached through its private endpoint only. */
  readonly closed: boolean;
}

/** What will be built of `optional.serviceBus`. */
export type ServiceBusPlan = { readonly enabled: false } | ServiceBusNamespacePlan | BroughtServiceBusPlan;

export function planServiceBus(context: PlanContext): ServiceBusPlan {
  const { settings, name } = context;
  const { enabled, sku } = settings.optional.serviceBus;
  if (!enabled) return { enabled: false };
  const { serviceBus: brought } = context.brought;
  if (brought !== undefined) return { enabled: true, brought, ...planEntities(context) };
  const isPremium = sku.name === "Premium";
  return {
    enabled: true,
    name: name("serviceBusNamespace"),
    sku: sku.name,
    capacity: isPremium ? sku.capacity : 0,
    partitions: isPremium ? sku.partitions : 0,
    closed: isClosed(settings),
    ...planEntities(context),
  };
}

function planEntities(context: PlanContext): ServiceBusEntitiesPlan {
  const { settings, requirements, brought } = context;
  const prefix = deploymentPrefix(brought.serviceBus, context);
  if (brought.serviceBus?.createChildren === false)
    return { queues: [], topics: [], subscriptions: [], deploymentPrefix: prefix };
  return {
    queues: planQueues(context),
    topics: planTopics(context),
    subscriptions: topicNames(settings, requirements).flatMap((topic) => planSubscriptions(context, topic)),
    deploymentPrefix: prefix,
  };
}

/** Everything in a namespace of several partitions is in all of them. */
function partitioning({ settings, brought }: PlanContext, said: boolean | undefined): boolean {
  const { sku } = settings.optional.serviceBus;
  if (brought.serviceBus !== undefined) return said ?? false;
  return sku.name === "Premium" ? sku.partitions > 1 : (said ?? false);
}

function planQueues(context: PlanContext): readonly QueuePlan[] {
  const { settings, requirements } = context;
  return queueNames(settings, requirements).map((name) => {
    const said = saidQueues(settings).find((each) => each.name === name)?.said ?? {};
    const needs = requirements.serviceBusQueues.filter((each) => each.name === name);
    return {
      ...said,
      name,
      requiresSession: said.requiresSession ?? needs.some(({ sessions }) => sessions === true),
      enablePartitioning: partitioning(context, said.enablePartitioning),
    };
  });
}

function planTopics(context: PlanContext): readonly TopicPlan[] {
  const { settings, requirements } = context;
  return topicNames(settings, requirements).map((name) => {
    const { subscriptions: _beside, ...said } =
      saidTopics(settings).find((each) => each.name === name)?.said ?? {};
    return { ...said, name, enablePartitioning: partitioning(context, said.enablePartitioning) };
  });
}

function planSubscriptions(
  { settings, requirements }: PlanContext,
  topic: string,
): readonly SubscriptionPlan[] {
  return subscriptionNames(settings, requirements, topic).map((name) => {
    const isIt = (each: { readonly topic: string; readonly name: string }): boolean =>
      each.topic === topic && each.name === name;
    const { rules = {}, ...said } = saidSubscriptions(settings).find(isIt)?.said ?? {};
    const needs = requirements.serviceBusSubscriptions.filter(isIt);
    return {
      ...said,
      topic,
      name,
      requiresSession: said.requiresSession ?? needs.some(({ sessions }) => sessions === true),
      rules: wanted(rules, "")
        .map(({ name: rule, said: filter }) => ({ ...filter, name: rule }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    };
  });
}
