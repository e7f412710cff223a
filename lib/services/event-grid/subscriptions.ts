import { EventgridEventSubscription } from "@cdktf/provider-azurerm/lib/eventgrid-event-subscription";
import { EventgridSystemTopicEventSubscription } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic-event-subscription";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { EventSubscriptionPlan } from "./plan";

/** What an event subscription is connected to: texts and tokens of the stack it is built in. */
export interface SubscriptionConnections {
  readonly storageAccountId: string;
  /** The id of a custom topic. */
  readonly topicId: (topic: string) => string;
  /** The storage account's own. */
  readonly systemTopic: () => { readonly name: string; readonly resourceGroupName: string };
}

export type BuiltSubscription = EventgridEventSubscription | EventgridSystemTopicEventSubscription;

export function buildSubscription(
  scope: Construct,
  plan: EventSubscriptionPlan,
  { storageAccountId, topicId, systemTopic }: SubscriptionConnections,
  transformed: Transformed,
): BuiltSubscription {
  const id = `event_grid_subscription_${plan.component}`;
  const config = deliveryConfig(plan, storageAccountId);
  if (plan.source.topic !== undefined)
    return new EventgridEventSubscription(
      scope,
      id,
      transformed("eventGridSubscriptions", id, { ...config, scope: topicId(plan.source.topic) }),
    );
  const { name, resourceGroupName } = systemTopic();
  return new EventgridSystemTopicEventSubscription(
    scope,
    id,
    transformed("eventGridSystemTopicSubscriptions", id, {
      ...config,
      systemTopic: name,
      resourceGroupName,
    }),
  );
}

function deliveryConfig(plan: EventSubscriptionPlan, storageAccountId: string) {
  const { subjectBeginsWith, subjectEndsWith, deadLetter } = plan;
  const identity = { type: "SystemAssigned" };
  const isFiltered = subjectBeginsWith !== undefined || subjectEndsWith !== undefined;
  return {
    name: plan.name,
    eventDeliverySchema: "CloudEventSchemaV1_0",
    storageQueueEndpoint: { storageAccountId, queueName: plan.queue },
    deliveryIdentity: identity,
    // Left out, azurerm would keep an earlier list.
    includedEventTypes: plan.eventTypes.map(escapeTerraform),
    ...(isFiltered
      ? {
          subjectFilter: {
            ...(subjectBeginsWith === undefined
              ? {}
              : { subjectBeginsWith: escapeTerraform(subjectBeginsWith) }),
            ...(subjectEndsWith === undefined ? {} : { subjectEndsWith: escapeTerraform(subjectEndsWith) }),
          },
        }
      : {}),
    retryPolicy: {
      maxDeliveryAttempts: plan.maxDeliveryAttempts,
      eventTimeToLive: plan.eventTimeToLiveInMinutes,
    },
    ...(deadLetter === undefined
      ? {}
      : {
          storageBlobDeadLetterDestination: { storageAccountId, storageBlobContainerName: deadLetter },
          deadLetterIdentity: identity,
        }),
  };
}
