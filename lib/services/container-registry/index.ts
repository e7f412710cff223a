import type { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry";
import { outputsOf } from "../contract/outputs";
import type { Service } from "../contract/service";
import type * as BuildLoginServer from "./build-login-server";
import type * as Build from "./build-registry";
import { decideContainerRegistry } from "./decisions";
import { type ContainerRegistryUsage, containerRegistryCost } from "./cost";
import { existingContainerRegistry } from "./external";
import { type ContainerRegistryPlan, REGISTRY, planContainerRegistry, registryGrants } from "./plan";
import { containerRegistryPolicyNotes } from "./policy-notes";
import { registryReachable } from "./reachable";
import { REGISTRY_CONSTRUCT_ID, containerRegistryResources } from "./resources";
import type { ContainerRegistryWords } from "./words";

// Bindings that few backends use: loaded when they are built.
const build = () => require("./build-registry") as typeof Build;
const loginServerOf = (name: string) =>
  (require("./build-login-server") as typeof BuildLoginServer).loginServerOf(name);

/** The types of this service: its plan, its resources, its outputs. */
export interface ContainerRegistryShape extends ContainerRegistryWords {
  plan: ContainerRegistryPlan;
  usage: ContainerRegistryUsage;
  network: object;
  platform: {
    /** Undefined where there is none. */
    readonly containerRegistry: ContainerRegistry | undefined;
  };
  workloads: object;
  shared: {
    readonly id: string;
    readonly name: string;
    /** The host that images are named by. */
    readonly loginServer: string;
  };
  scopes: typeof REGISTRY;
  targets: typeof REGISTRY;
}

const outputs = outputsOf(
  {
    made: (plan: ContainerRegistryPlan) => (plan.enabled && !("existing" in plan) ? plan : undefined),
    built: ({ containerRegistry: registry }: ContainerRegistryShape["platform"]) => registry,
    existing: (plan) => (plan.enabled && "existing" in plan ? plan : undefined),
  },
  {
    id: {
      of: (registry) => registry.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.ContainerRegistry/registries/${name}`,
      existing: ({ id }) => id,
    },
    name: {
      of: (registry) => registry.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    loginServer: {
      of: (registry) => registry.loginServer,
      expected: ({ name }) => loginServerOf(name),
      existing: ({ name }, { existing: { endpoints } }) => endpoints["loginServer"] ?? loginServerOf(name),
    },
  },
);

export const containerRegistry: Service<ContainerRegistryShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Basic" },
    adminUserEnabled: false,
    networkRuleSet: { defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
    exportPolicyEnabled: true,
  },

  decide: decideContainerRegistry,
  decidesAfter: ["networking"],
  plan: planContainerRegistry,
  cost: containerRegistryCost,

  endpoints: ({ existing, settings: { optional } }) =>
    existing.containerRegistry === undefined &&
    optional.containerRegistry.enabled &&
    optional.containerRegistry.sku.name === "Premium"
      ? [
          {
            id: "container_registry",
            stack: "platform",
            on: REGISTRY,
            subresource: "registry",
            zone: "privatelink.azurecr.io",
            // The registry, and its data endpoint: learn.microsoft.com/azure/container-registry/container-registry-private-endpoints
            addresses: 2,
          },
        ]
      : [],

  grants: registryGrants,
  reachable: registryReachable,

  resourceProviders: (plan) =>
    plan.enabled && !("existing" in plan) ? { platform: ["Microsoft.ContainerRegistry"] } : {},

  external: { containerRegistry: existingContainerRegistry },

  resources: containerRegistryResources,

  keeps: (plan) =>
    plan.enabled && !("existing" in plan)
      ? [{ resource: "containerRegistry", constructId: REGISTRY_CONSTRUCT_ID, name: plan.name }]
      : [],

  stacks: {
    platform: {
      build: ({ scope, place, plan, transformed }) => ({
        containerRegistry:
          plan.enabled && !("existing" in plan)
            ? build().buildRegistry(scope, place, plan, transformed)
            : undefined,
      }),
      outputs,
      policyNotes: containerRegistryPolicyNotes,
    },
  },

  privateLinkTargets: ({ containerRegistry: registry }) => ({ [REGISTRY]: registry }),

  scopes: ({ shared }) => ({ [REGISTRY]: shared(containerRegistry).id }),
};
