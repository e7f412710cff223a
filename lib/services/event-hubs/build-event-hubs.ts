import { Eventhub } from "@cdktf/provider-azurerm/lib/eventhub";
import { EventhubConsumerGroup } from "@cdktf/provider-azurerm/lib/eventhub-consumer-group";
import { EventhubNamespace } from "@cdktf/provider-azurerm/lib/eventhub-namespace";
import type { Construct } from "constructs";
import type { ResourceReference } from "../contract/reference";
import type { Place } from "../contract/service";
import type { Transformed } from "../contract/transforms";
import type { EventHubsNamespacePlan, HubPlan } from "./plan";
import { eventHubsIds } from "./resources";

/** The resources of Event Hubs in the platform stack. */
export interface EventHubsResources {
  /** The namespace; undefined where there is none. */
  readonly eventHubs: EventhubNamespace | undefined;
  /** By name. */
  readonly eventHubsHubs: Readonly<Record<string, Eventhub>>;
  /** By hub and name, `telemetry/reports`. */
  readonly eventHubsConsumerGroups: Readonly<Record<string, EventhubConsumerGroup>>;
}

export function buildEventHubs(
  scope: Construct,
  place: Place,
  plan: EventHubsNamespacePlan,
  transformed: Transformed,
): EventHubsResources {
  const id = eventHubsIds.namespace;
  const { maximumCapacity } = plan;
  const namespace = new EventhubNamespace(
    scope,
    id,
    transformed("eventHubs", id, {
      ...place,
      name: plan.name,
      sku: plan.sku,
      capacity: plan.capacity,
      ...(maximumCapacity === undefined
        ? {}
        : { autoInflateEnabled: true, maximumThroughputUnits: maximumCapacity }),
      localAuthenticationEnabled: false,
      minimumTlsVersion: "1.2",
      publicNetworkAccessEnabled: !plan.closed,
    }),
  );
  const { nameInput: name = plan.name } = namespace;
  const target = { id: namespace.id, name, resourceGroupName: place.resourceGroupName };
  return { ...buildHubs(scope, target, plan.hubs, transformed), eventHubs: namespace };
}

/** What is in a namespace, wherever that comes from. */
export function buildHubs(
  scope: Construct,
  namespace: ResourceReference,
  plans: readonly HubPlan[],
  transformed: Transformed,
): EventHubsResources {
  const hubs = new Map<string, Eventhub>();
  const groups = new Map<string, EventhubConsumerGroup>();
  for (const plan of plans) {
    const id = eventHubsIds.hub(plan.name);
    const hub = new Eventhub(
      scope,
      id,
      transformed("eventHubsHubs", id, {
        name: plan.name,
        namespaceId: namespace.id,
        partitionCount: plan.partitionCount,
        retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: plan.retentionInHours },
      }),
    );
    hubs.set(plan.name, hub);
    for (const name of plan.consumerGroups) {
      const groupId = eventHubsIds.consumerGroup(plan.name, name);
      const config = {
        name,
        namespaceName: namespace.name,
        eventhubName: hub.name,
        resourceGroupName: namespace.resourceGroupName,
      };
      const built = new EventhubConsumerGroup(
        scope,
        groupId,
        transformed("eventHubsConsumerGroups", groupId, config),
      );
      groups.set(`${plan.name}/${name}`, built);
    }
  }
  return {
    eventHubs: undefined,
    eventHubsHubs: Object.fromEntries(hubs),
    eventHubsConsumerGroups: Object.fromEntries(groups),
  };
}
