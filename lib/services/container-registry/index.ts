import { inGroup } from "../../imports/in-group";
import type {
  ContainerRegistry,
  ContainerRegistryConfig,
} from "@cdktf/provider-azurerm/lib/container-registry";
import type { Service } from "../service";
import type * as Build from "./build-registry";
import { decideContainerRegistry } from "./decisions";
import { type ContainerRegistryUsage, containerRegistryCost } from "./cost";
import { type ContainerRegistryPlan, REGISTRY, planContainerRegistry, registryGrants } from "./plan";
import type { ContainerRegistrySettings } from "./settings";

// Bindings that few backends use: loaded when they are built.
const build = () => require("./build-registry") as typeof Build;

/** What tells this service from the others. */
export interface ContainerRegistryShape {
  settings: ContainerRegistrySettings;
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
  configs: { containerRegistry: ContainerRegistryConfig };
  names: "containerRegistry";
  categories: "ContainerRegistryLoginEvents" | "ContainerRegistryRepositoryEvents";
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

  endpoints: ({ settings: { optional } }) =>
    optional.containerRegistry.enabled && optional.containerRegistry.sku.name === "Premium"
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

  resourceProviders: (plan) => (plan.enabled ? { platform: ["Microsoft.ContainerRegistry"] } : {}),

  names: {
    containerRegistry: {
      label: "container registry",
      when: "with `optional.containerRegistry`",
      min: 5,
      max: 50,
      pattern: /^[a-z0-9]+$/i,
      characters: "letters and digits",
      scope: "global",
      prefix: "cr",
    },
  },

  diagnostics: {
    azurerm_container_registry: [
      {
        logs: ["ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"],
        metrics: ["AllMetrics"],
      },
    ],
  },

  transforms: { containerRegistry: "azurerm_container_registry" },
  importIds: { azurerm_container_registry: inGroup("Microsoft.ContainerRegistry/registries/{name}") },
  // Images are kept nowhere else.
  keepsData: { containerRegistry: "account" },

  network: () => ({}),
  platform: ({ scope, place, plan, transformed }) => ({
    containerRegistry: plan.enabled ? build().buildRegistry(scope, place, plan, transformed) : undefined,
  }),
  workloads: () => ({}),

  privateLinkTargets: ({ containerRegistry: registry }) =>
    registry === undefined ? {} : { [REGISTRY]: registry },

  publishedBy: "platform",

  publish: ({ containerRegistry: registry }) =>
    registry === undefined ? {} : { id: registry.id, name: registry.name, loginServer: registry.loginServer },

  foresee: (plan, { resourceGroupId }) =>
    plan.enabled
      ? {
          id: `${resourceGroupId}/providers/Microsoft.ContainerRegistry/registries/${plan.name}`,
          name: plan.name,
          // Of Azure's public cloud.
          loginServer: `${plan.name.toLowerCase()}.azurecr.io`,
        }
      : {},

  scopes: ({ shared }): Readonly<Record<string, string>> => {
    const { id } = shared(containerRegistry);
    return id === undefined ? {} : { [REGISTRY]: id };
  },
};
