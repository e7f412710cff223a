import type { ResourceForm } from "../../provider/resource-form";
import type { ExistingResource } from "../contract/existing-resource";
import { type PlanContext, deploymentPrefix } from "../contract/service";
import { isClosed } from "./decide-tier";
import {
  SERVICE_BUS,
  queueNames,
  declaredQueues,
  declaredSubscriptions,
  declaredTopics,
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
  /** How the rule that Azure makes with each subscription is set. */
  readonly defaultRuleForm: ResourceForm;
  /** Begins the names of the deployments that set default rules. */
  readonly deploymentPrefix: string;
}

/** A namespace that is there already; nothing is in the lists where its owner makes it. */
export interface ExistingServiceBusPlan extends ServiceBusEntitiesPlan {
  readonly enabled: true;
  readonly existing: ExistingResource;
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
export type ServiceBusPlan = { readonly enabled: false } | ServiceBusNamespacePlan | ExistingServiceBusPlan;

export function planServiceBus(context: PlanContext): ServiceBusPlan {
  const { settings, name } = context;
  const { enabled, sku } = settings.optional.serviceBus;
  if (!enabled) return { enabled: false };
  const { serviceBus: existing } = context.existing;
  if (existing !== undefined) return { enabled: true, existing, ...planEntities(context) };
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
  const { settings, requirements, existing } = context;
  const prefix = deploymentPrefix(existing.serviceBus, context);
  const forms = { defaultRuleForm: context.formOf("serviceBusDefaultRule"), deploymentPrefix: prefix };
  if (existing.serviceBus?.createChildren === false)
    return { queues: [], topics: [], subscriptions: [], ...forms };
  return {
    queues: planQueues(context),
    topics: planTopics(context),
    subscriptions: topicNames(settings, requirements).flatMap((topic) => planSubscriptions(context, topic)),
    ...forms,
  };
}

/** Everything in a namespace of several partitions is in all of them. */
function partitioning({ settings, existing }: PlanContext, given: boolean | undefined): boolean {
  const { sku } = settings.optional.serviceBus;
  if (existing.serviceBus !== undefined) return given ?? false;
  return sku.name === "Premium" ? sku.partitions > 1 : (given ?? false);
}

function planQueues(context: PlanContext): readonly QueuePlan[] {
  const { settings, requirements } = context;
  return queueNames(settings, requirements).map((name) => {
    const given = declaredQueues(settings).find((each) => each.name === name)?.given ?? {};
    const needs = requirements.serviceBusQueues.filter((each) => each.name === name);
    return {
      ...given,
      name,
      requiresSession: given.requiresSession ?? needs.some(({ sessions }) => sessions === true),
      enablePartitioning: partitioning(context, given.enablePartitioning),
    };
  });
}

function planTopics(context: PlanContext): readonly TopicPlan[] {
  const { settings, requirements } = context;
  return topicNames(settings, requirements).map((name) => {
    const { subscriptions: _beside, ...given } =
      declaredTopics(settings).find((each) => each.name === name)?.given ?? {};
    return { ...given, name, enablePartitioning: partitioning(context, given.enablePartitioning) };
  });
}

function planSubscriptions(
  { settings, requirements }: PlanContext,
  topic: string,
): readonly SubscriptionPlan[] {
  return subscriptionNames(settings, requirements, topic).map((name) => {
    const isIt = (each: { readonly topic: string; readonly name: string }): boolean =>
      each.topic === topic && each.name === name;
    const { rules = {}, ...given } = declaredSubscriptions(settings).find(isIt)?.given ?? {};
    const needs = requirements.serviceBusSubscriptions.filter(isIt);
    return {
      ...given,
      topic,
      name,
      requiresSession: given.requiresSession ?? needs.some(({ sessions }) => sessions === true),
      rules: wanted(rules, `${SERVICE_BUS}.topics.${topic}.subscriptions.${name}.rules`)
        .map(({ name: rule, given: filter }) => ({ ...filter, name: rule }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    };
  });
}
