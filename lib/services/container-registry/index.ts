import type { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry";
import { Fn, Token } from "cdktf";
import type { Service } from "../contract/service";
import type * as Build from "./build-registry";
import { decideContainerRegistry } from "./decisions";
import { type ContainerRegistryUsage, containerRegistryCost } from "./cost";
import { existingContainerRegistry } from "./external";
import { type ContainerRegistryPlan, REGISTRY, planContainerRegistry, registryGrants } from "./plan";
import { containerRegistryResources } from "./resources";
import type { ContainerRegistryWords } from "./words";

// Bindings that few backends use: loaded when they are built.
const build = () => require("./build-registry") as typeof Build;

/** What tells this service from the others. */
export interface ContainerRegistryShape extends ContainerRegistryWords {
  plan: ContainerRegistryPlan;
  usage: ContainerRegistryUsage;
  network: object;
  platform: {
    /** Undefined where there is none. */
    readonly containerRegistry: ContainerRegistry | undefined;
  };
  workloads: object;
  /** Of the registry: its `id`, its `name`, and the host that images are named by, `loginServer`. */
  shared: Readonly<Record<string, string>>;
}

export const containerRegistry: Service<ContainerRegistryShape> = {
  defaults: {
    enabled: false,
    sku: { name: "Basic" },
    adminUserEnabled: false,
    networkRuleSet: { defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
    exportPolicyEnabled: true,
  },

  decide: decideContainerRegistry,
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

  resourceProviders: (plan) =>
    plan.enabled && !("existing" in plan) ? { platform: ["Microsoft.ContainerRegistry"] } : {},

  external: { containerRegistry: existingContainerRegistry },

  resources: containerRegistryResources,

  network: () => ({}),
  platform: ({ scope, place, plan, transformed }) => ({
    containerRegistry:
      plan.enabled && !("existing" in plan)
        ? build().buildRegistry(scope, place, plan, transformed)
        : undefined,
  }),
  workloads: () => ({}),

  privateLinkTargets: ({ containerRegistry: registry }) =>
    registry === undefined ? {} : { [REGISTRY]: registry },

  publishedBy: "platform",

  publish: ({ containerRegistry: registry }) =>
    registry === undefined ? {} : { id: registry.id, name: registry.name, loginServer: registry.loginServer },

  foresee: (plan, { resourceGroupId }) =>
    plan.enabled && !("existing" in plan)
      ? {
          id: `${resourceGroupId}/providers/Microsoft.ContainerRegistry/registries/${plan.name}`,
          name: plan.name,
          loginServer: loginServerOf(plan.name),
        }
      : {},

  connect(plan, resolve) {
    if (!plan.enabled || !("existing" in plan)) return {};
    const { id, name } = resolve(plan.existing);
    return { id, name, loginServer: plan.existing.endpoints["loginServer"] ?? loginServerOf(name) };
  },

  scopes: ({ shared }): Readonly<Record<string, string>> => {
    const { id } = shared(containerRegistry);
    return id === undefined ? {} : { [REGISTRY]: id };
  },
};

/** Of Azure's public cloud. */
function loginServerOf(name: string): string {
  return `${Token.isUnresolved(name) ? Fn.lower(name) : name.toLowerCase()}.azurecr.io`;
}
