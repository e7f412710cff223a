import { COMPONENT_QUEUES } from "../../components/queue-service";
import { outputsOf } from "../contract/outputs";
import type { PlatformContext, Service } from "../contract/service";
import type * as Build from "./build-service";
import type { ServiceBusResources } from "./build-service";
import { isClosed } from "./decide-tier";
import { type ServiceBusUsage, serviceBusCost } from "./cost";
import { decideServiceBus } from "./decisions";
import { existingServiceBus } from "./external";
import { serviceBusGrants } from "./grants";
import { keptInServiceBus } from "./kept-resources";
import { serviceBusNeeds } from "./network";
import { type ServiceBusPlan, planServiceBus } from "./plan";
import { serviceBusPolicyNotes } from "./policy-notes";
import { serviceBusReachable } from "./reachable";
import { serviceBusResources } from "./resources";
import { serviceBusSamples } from "./samples";
import type { ServiceBusWords } from "./words";

// Megabytes of JavaScript that few backends use: loaded when they are built.
const builder = () => require("./build-service") as typeof Build;

/** The types of this service: its plan, its resources, its outputs. */
export interface ServiceBusShape extends ServiceBusWords {
  plan: ServiceBusPlan;
  usage: ServiceBusUsage;
  network: object;
  platform: ServiceBusResources;
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
    made: (plan: ServiceBusPlan) => (plan.enabled && !("existing" in plan) ? plan : undefined),
    built: ({ serviceBus: namespace }: ServiceBusResources) => namespace,
    existing: (plan) => (plan.enabled && "existing" in plan ? plan : undefined),
  },
  {
    id: {
      of: (namespace) => namespace.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.ServiceBus/namespaces/${name}`,
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

export const serviceBus: Service<ServiceBusShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Standard", capacity: 1, partitions: 1 },
    queues: {},
    topics: {},
  },

  samples: serviceBusSamples,

  decide: decideServiceBus,
  decidesAfter: ["networking"],
  queueService: ({ optional }, existing) =>
    optional.serviceBus.enabled || existing.serviceBus !== undefined ? "serviceBus" : undefined,
  plan: planServiceBus,
  cost: serviceBusCost,
  grants: serviceBusGrants,
  reachable: serviceBusReachable,

  endpoints: ({ existing, settings }) =>
    existing.serviceBus === undefined && isClosed(settings)
      ? [
          {
            id: "service_bus",
            stack: "platform",
            on: "namespace",
            subresource: "namespace",
            zone: "privatelink.servicebus.windows.net",
          },
        ]
      : [],

  networkNeeds: serviceBusNeeds,

  appSettings: ({ enabled }, { requirements }): Readonly<Record<string, string>> =>
    enabled && requirements.components.some(({ component }) => component.kind === "queue-processor")
      ? { [COMPONENT_QUEUES]: "serviceBus" }
      : {},

  resourceProviders: (plan) =>
    plan.enabled && !("existing" in plan && !plan.existing.createChildren)
      ? { platform: ["Microsoft.ServiceBus"] }
      : {},

  // Of new subscriptions alone, so that the rule of the configuration can be made under that name.
  providerFeatures: (plan) =>
    plan.enabled && plan.subscriptions.length > 0 && plan.defaultRuleForm !== "template"
      ? { platform: { servicebus: { auto_delete_subscription_default_rule: true } } }
      : {},

  external: { serviceBus: existingServiceBus },

  resources: serviceBusResources,

  keeps: keptInServiceBus,

  stacks: { platform: { build: buildPlatform, outputs, policyNotes: serviceBusPolicyNotes } },

  privateLinkTargets: ({ serviceBus: namespace }) => ({ namespace }),

  scopes: ({ shared }) => ({ namespace: shared(serviceBus).id }),
};

function buildPlatform({
  scope,
  place,
  plan,
  transformed,
  reference,
}: PlatformContext<ServiceBusShape>): ServiceBusResources {
  if (!plan.enabled) return NONE;
  if (!("existing" in plan)) return builder().buildServiceBus(scope, place, plan, transformed);
  // Asked for where something is made inside of it.
  return plan.existing.createChildren
    ? builder().buildEntities(scope, reference(plan.existing), plan, transformed)
    : NONE;
}

const NONE: ServiceBusResources = {
  serviceBus: undefined,
  serviceBusQueues: {},
  serviceBusTopics: {},
  serviceBusSubscriptions: {},
  serviceBusRules: {},
  serviceBusDefaultRules: {},
};

/** Of Azure's public cloud. */
function hostOf(name: string): string {
  return `${name}.servicebus.windows.net`;
}
