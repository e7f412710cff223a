import { COMPONENT_QUEUES } from "../../components/queue-service";
import type { PlatformContext, Service } from "../contract/service";
import type * as Build from "./build-service";
import type { ServiceBusResources } from "./build-service";
import { isClosed } from "./decide-tier";
import { type ServiceBusUsage, serviceBusCost } from "./cost";
import { decideServiceBus } from "./decisions";
import { existingServiceBus } from "./external";
import { serviceBusGrants } from "./grants";
import { type ServiceBusPlan, planServiceBus } from "./plan";
import { serviceBusResources } from "./resources";
import type { ServiceBusWords } from "./words";

// Megabytes of JavaScript that few backends use: loaded when they are built.
const builder = () => require("./build-service") as typeof Build;

/** What tells this service from the others. */
export interface ServiceBusShape extends ServiceBusWords {
  plan: ServiceBusPlan;
  usage: ServiceBusUsage;
  network: object;
  platform: ServiceBusResources;
  workloads: object;
  /** Of the namespace: its id, its name and its host (`fullyQualifiedNamespace`). */
  shared: Readonly<Record<string, string>>;
}

export const serviceBus: Service<ServiceBusShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Standard", capacity: 1, partitions: 1 },
    queues: {
      "email-queue": {
        maxDeliveryCount: 10,
        deadLetteringOnMessageExpiration: true,
        requiresDuplicateDetection: true,
      },
      "image-processing-queue": { maxSizeInMegabytes: 1024 },
    },
    topics: {
      "order-events": { subscriptions: { "notification-service": {}, "analytics-service": {} } },
    },
  },

  decide: decideServiceBus,
  plan: planServiceBus,
  cost: serviceBusCost,
  grants: serviceBusGrants,

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

  appSettings: ({ enabled }, { requirements }): Readonly<Record<string, string>> =>
    enabled && requirements.components.some(({ component }) => component.kind === "queue-processor")
      ? { [COMPONENT_QUEUES]: "serviceBus" }
      : {},

  resourceProviders: (plan) =>
    plan.enabled && !("existing" in plan && !plan.existing.createChildren)
      ? { platform: ["Microsoft.ServiceBus"] }
      : {},

  external: { serviceBus: existingServiceBus },

  resources: serviceBusResources,

  network: () => ({}),
  platform: buildPlatform,
  workloads: () => ({}),

  privateLinkTargets: ({ serviceBus: namespace }) => (namespace === undefined ? {} : { namespace }),

  publishedBy: "platform",

  publish: ({ serviceBus: namespace }) =>
    namespace === undefined
      ? {}
      : {
          id: namespace.id,
          name: namespace.name,
          fullyQualifiedNamespace: hostOf(namespace.name),
        },

  foresee: (plan, { resourceGroupId }) =>
    plan.enabled && !("existing" in plan)
      ? {
          id: `${resourceGroupId}/providers/Microsoft.ServiceBus/namespaces/${plan.name}`,
          name: plan.name,
          fullyQualifiedNamespace: hostOf(plan.name),
        }
      : {},

  connect(plan, resolve) {
    if (!plan.enabled || !("existing" in plan)) return {};
    const { id, name } = resolve(plan.existing);
    return { id, name, fullyQualifiedNamespace: hostOf(name) };
  },

  scopes({ plan, shared }): Readonly<Record<string, string>> {
    const { id } = shared(serviceBus);
    return plan.enabled && id !== undefined ? { namespace: id } : {};
  },
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
