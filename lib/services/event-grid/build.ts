import { EventgridSystemTopic } from "@cdktf/provider-azurerm/lib/eventgrid-system-topic";
import { EventgridTopic } from "@cdktf/provider-azurerm/lib/eventgrid-topic";
import type { Construct } from "constructs";
import { buildRoleAssignment } from "../../kit/role-assignment";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { EventGridPlan, TopicPlan } from "./plan";
import { SYSTEM_TOPIC, deliveryId, topicConstructId } from "./resources";

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
    grant(topicConstructId(each.topic), topic.identity.principalId, each.topic);
    return [each.topic, topic] as const;
  });
  const systemTopic =
    plan.systemTopic &&
    buildSystemTopic(scope, place, plan.systemTopic.name, targets().storageAccountId, transformed);
  if (systemTopic !== undefined) grant(SYSTEM_TOPIC, systemTopic.identity.principalId, undefined);
  return { eventGridTopics: Object.fromEntries(topics), eventGridSystemTopic: systemTopic };

  function grant(id: string, principalId: string, topic: string | undefined): void {
    for (const { on, name, role, reason } of plan.grants.filter((each) => each.topic === topic))
      buildRoleAssignment(
        scope,
        { id, principalId },
        { id: deliveryId({ on, name }), service: "eventGrid", role, reason },
        on === "queue" ? targets().queueId(name) : targets().containerId(name),
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
  const id = topicConstructId(topic);
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
  const id = SYSTEM_TOPIC;
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
