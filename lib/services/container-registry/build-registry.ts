import { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { RegistryPlan } from "./plan";
import { REGISTRY_CONSTRUCT_ID } from "./resources";

export function buildRegistry(
  scope: Construct,
  place: Place,
  plan: RegistryPlan,
  transformed: Transformed,
): ContainerRegistry {
  const id = REGISTRY_CONSTRUCT_ID;
  return new ContainerRegistry(
    scope,
    id,
    transformed("containerRegistry", id, {
      ...place,
      name: plan.name,
      sku: plan.tier,
      adminEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccessEnabled: plan.publicNetworkAccess,
      ...premiumArguments(plan),
      // Azure spreads every registry by itself, and may say so later: nobody loses images over it.
      lifecycle: { ignoreChanges: ["zone_redundancy_enabled"] },
    }),
  );
}

function premiumArguments({ premium }: RegistryPlan) {
  if (premium === undefined) return {};
  return {
    // Left out, the provider would keep the rules of before.
    networkRuleSet: [
      {
        defaultAction: premium.defaultAction,
        ipRule: premium.ipRules.map((ipRange) => ({ action: "Allow", ipRange })),
      },
    ],
    // Azure's own scans and tasks; the function app comes through the network, or from the internet.
    networkRuleBypassOption: "AzureServices",
    // A name of its own for layers, which a private endpoint and firewalls let through by itself.
    dataEndpointEnabled: true,
    retentionPolicyInDays: premium.retentionPolicyInDays,
    exportPolicyEnabled: premium.exportPolicyEnabled,
    zoneRedundancyEnabled: premium.zoneRedundant,
  };
}
