import { outputsOf } from "../contract/outputs";
import type { PlatformContext, Service } from "../contract/service";
import type * as Build from "./build-event-hubs";
import type { EventHubsResources } from "./build-event-hubs";
import { isClosed } from "./closed";
import { eventHubsCost } from "./cost";
import { decideEventHubs } from "./decisions";
import { existingEventHubs } from "./external";
import { eventHubsGrants } from "./grants";
import { keptInEventHubs } from "./kept-resources";
import { eventHubsNeeds } from "./network";
import { type EventHubsPlan, planEventHubs } from "./plan";
import { eventHubsPolicyNotes } from "./policy-notes";
import { eventHubsReachable } from "./reachable";
import { eventHubsResources } from "./resources";
import type { EventHubsWords } from "./words";

// Megabytes of JavaScript that few backends use: loaded when they are built.
const builder = () => require("./build-event-hubs") as typeof Build;

/** The types of this service: its plan, its resources, its outputs. */
export interface EventHubsShape extends EventHubsWords {
  plan: EventHubsPlan;
  usage: object;
  network: object;
  platform: EventHubsResources;
  workloads: object;
  shared: {
    readonly id: string;
    readonly name: string;
    /** Its host. */
    readonly fullyQualifiedNamespace: string;
  };
  scopes: "namespace";
  targets: "namespace";
}

const outputs = outputsOf(
  {
    made: (plan: EventHubsPlan) => (plan.enabled && !("existing" in plan) ? plan : undefined),
    built: ({ eventHubs: namespace }: EventHubsResources) => namespace,
    existing: (plan) => (plan.enabled && "existing" in plan ? plan : undefined),
  },
  {
    id: {
      of: (namespace) => namespace.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.EventHub/namespaces/${name}`,
      existing: ({ id }) => id,
    },
    name: {
      of: (namespace) => namespace.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    fullyQualifiedNamespace: {
      of: ({ name }) => hostOf(name),
      expected: ({ name }) => hostOf(name),
      existing: ({ name }) => hostOf(name),
    },
  },
);

export const eventHubs: Service<EventHubsShape> = {
  defaults: { enabled: false, sku: { name: "Standard", capacity: 1 }, hubs: {} },
  decide: decideEventHubs,
  decidesAfter: ["networking"],
  plan: planEventHubs,
  cost: eventHubsCost,
  grants: eventHubsGrants,
  reachable: eventHubsReachable,
  endpoints: ({ existing, settings }) =>
    existing.eventHubs === undefined && isClosed(settings)
      ? [
          {
            id: "event_hubs",
            stack: "platform",
            on: "namespace",
            subresource: "namespace",
            zone: "privatelink.servicebus.windows.net",
          },
        ]
      : [],
  networkNeeds: eventHubsNeeds,
  resourceProviders: (plan) =>
    plan.enabled && !("existing" in plan && !plan.existing.createChildren)
      ? { platform: ["Microsoft.EventHub"] }
      : {},
  external: { eventHubs: existingEventHubs },
  resources: eventHubsResources,
  keeps: keptInEventHubs,
  stacks: { platform: { build: buildPlatform, outputs, policyNotes: eventHubsPolicyNotes } },
  privateLinkTargets: ({ eventHubs: namespace }) => ({ namespace }),
  scopes: ({ shared }) => ({ namespace: shared(eventHubs).id }),
};

function buildPlatform({
  scope,
  place,
  plan,
  transformed,
  reference,
}: PlatformContext<EventHubsShape>): EventHubsResources {
  if (!plan.enabled) return NONE;
  if (!("existing" in plan)) return builder().buildEventHubs(scope, place, plan, transformed);
  // Asked for where something is made inside of it.
  return plan.existing.createChildren
    ? builder().buildHubs(scope, reference(plan.existing), plan.hubs, transformed)
    : NONE;
}

const NONE: EventHubsResources = { eventHubs: undefined, eventHubsHubs: {}, eventHubsConsumerGroups: {} };

/** Of Azure's public cloud. */
function hostOf(name: string): string {
  return `${name}.servicebus.windows.net`;
}
