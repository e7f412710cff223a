import { EventgridSystemTopic } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic";
import { EventgridTopic } from "@cdktf/provider-azurerm/lib/eventgrid-topic";
import type { Construct } from "constructs";
import { buildRoleAssignment } from "../../stacks/roles";
import type { Transformed } from "../../transform/transforms";
import type { Place } from "../service";
import { type Destinations, type EventGridPlan, type TopicPlan, destinationsOf } from "./plan";

/** The resources of `eventGrid` in the platform stack. */
export interface EventGridTopics {
  /** Custom topics by name in options and components. */
  readonly eventGridTopics: Readonly<Record<string, EventgridTopic>>;
  /** Of the storage account; undefined where no component takes its events. */
  readonly eventGridSystemTopic: EventgridSystemTopic | undefined;
}

/** Where topics deliver to, as texts and tokens of the stack. */
export interface DeliveryTargets {
  readonly storageAccountId: string;
  /** The id of a queue, which is there before the role on it. */
  readonly queueId: (queue: string) => string;
  readonly containerId: (container: string) => string;
}

/** Only the topic's own identity gets past a storage firewall: learn.microsoft.com/azure/event-grid/handler-storage-queues */
const OWN_IDENTITY = { type: "SystemAssigned" } as const;

export function buildTopics(
  scope: Construct,
  place: Place,
  plan: EventGridPlan,
  targets: () => DeliveryTargets,
  transformed: Transformed,
): EventGridTopics {
  const topics = plan.topics.map((each) => {
    const topic = buildTopic(scope, place, each, plan.closed, transformed);
    grant(`event_grid_topic_${each.topic}`, topic.identity.principalId, destinationsOf(plan, each.topic));
    return [each.topic, topic] as const;
  });
  const systemTopic =
    plan.systemTopic &&
    buildSystemTopic(scope, place, plan.systemTopic.name, targets().storageAccountId, transformed);
  if (systemTopic !== undefined)
    grant("event_grid_system_topic", systemTopic.identity.principalId, destinationsOf(plan, undefined));
  return { eventGridTopics: Object.fromEntries(topics), eventGridSystemTopic: systemTopic };

  /** The least that delivers: on each queue and container alone. learn.microsoft.com/azure/event-grid/add-identity-roles */
  function grant(id: string, principalId: string, { queues, deadLetters }: Destinations): void {
    if (!plan.roleAssignments) return;
    const principal = { id, principalId };
    for (const queue of queues)
      buildRoleAssignment(
        scope,
        principal,
        {
          id: `queue_${queue}`,
          service: "eventGrid",
          plane: "azure",
          role: "Storage Queue Data Message Sender",
          on: queue,
          reason: "the topic delivers events to it",
        },
        targets().queueId(queue),
        transformed,
      );
    for (const container of deadLetters)
      buildRoleAssignment(
        scope,
        principal,
        {
          id: `container_${container}`,
          service: "eventGrid",
          plane: "azure",
          role: "Storage Blob Data Contributor",
          on: container,
          reason: "the topic keeps events there that cannot be delivered",
        },
        targets().containerId(container),
        transformed,
      );
  }
}

function buildTopic(
  scope: Construct,
  place: Place,
  { topic, name }: TopicPlan,
  closed: boolean,
  transformed: Transformed,
): EventgridTopic {
  const id = `event_grid_topic_${topic}`;
  return new EventgridTopic(
    scope,
    id,
    transformed("eventGridTopics", id, {
      ...place,
      name,
      inputSchema: "CloudEventSchemaV1_0",
      localAuthEnabled: false,
      publicNetworkAccessEnabled: !closed,
      identity: OWN_IDENTITY,
    }),
  );
}

function buildSystemTopic(
  scope: Construct,
  place: Place,
  name: string,
  storageAccountId: string,
  transformed: Transformed,
): EventgridSystemTopic {
  const id = "event_grid_system_topic";
  return new EventgridSystemTopic(
    scope,
    id,
    transformed("eventGridSystemTopic", id, {
      ...place,
      name,
      sourceResourceId: storageAccountId,
      topicType: "Microsoft.Storage.StorageAccounts",
      identity: OWN_IDENTITY,
    }),
  );
}
