import type { ExistingResource } from "../contract/existing-resource";
import { regionNamed, regions } from "../../azure/regions";
import { isOn } from "../contract/is-on";
import { leftToOwner } from "../contract/component-grants";
import type { PlanContext } from "../contract/service";
import type { Grant } from "../contract/grant";
import type { ContainerRegistryTier } from "./settings";

/** The registry that will be made. */
export interface RegistryPlan {
  readonly enabled: true;
  readonly name: string;
  readonly tier: ContainerRegistryTier;
  readonly publicNetworkAccess: boolean;
  /** What only `Premium` has. */
  readonly premium?: {
    readonly defaultAction: "Allow" | "Deny";
    /** As ranges. */
    readonly ipRules: readonly string[];
    readonly retentionPolicyInDays: number;
    readonly exportPolicyEnabled: boolean;
    readonly zoneRedundant: boolean;
  };
  /** The function app pulls from it. */
  readonly acrPull: boolean;
}

/** A registry that is there already. */
export interface ExistingRegistryPlan {
  readonly enabled: true;
  readonly existing: ExistingResource;
  /** The function app pulls from it. */
  readonly acrPull: boolean;
}

/** What will be built of `optional.containerRegistry`. */
export type ContainerRegistryPlan = { readonly enabled: false } | RegistryPlan | ExistingRegistryPlan;

/** The one scope of its grants, and the one target of its private endpoint. */
export const REGISTRY = "registry";

export function planContainerRegistry({
  settings,
  existing: { containerRegistry: existing },
  location,
  name,
}: PlanContext): ContainerRegistryPlan {
  const { containerRegistry: given } = settings.optional;
  if (!given.enabled) return { enabled: false };
  if (existing !== undefined) return { enabled: true, existing, acrPull: given.acrPull ?? false };
  return {
    enabled: true,
    name: name("containerRegistry"),
    tier: given.sku.name,
    publicNetworkAccess: given.publicNetworkAccess ?? true,
    ...(given.sku.name === "Premium"
      ? {
          premium: {
            defaultAction: given.networkRuleSet.defaultAction,
            ipRules: given.networkRuleSet.ipRules.map(asRange),
            retentionPolicyInDays: given.retentionPolicyInDays ?? 0,
            exportPolicyEnabled: given.exportPolicyEnabled,
            zoneRedundant: hasZones(location),
          },
        }
      : {}),
    acrPull: given.acrPull ?? false,
  };
}

export function registryGrants(
  plan: ContainerRegistryPlan,
  { settings }: PlanContext,
): readonly Grant<typeof REGISTRY>[] {
  if (!plan.enabled || !plan.acrPull) return [];
  return leftToOwner("existing" in plan ? plan.existing : undefined, [
    {
      id: "acr_pull",
      role: "AcrPull",
      on: REGISTRY,
      reason: isOn(settings.functionApp.container)
        ? "Azure pulls the image that the app runs, in the app's name"
        : "optional.containerRegistry.acrPull asks for it",
    },
  ]);
}

/** Azure gives a single address back without its length, and azurerm puts it there again. */
function asRange(rule: string): string {
  return rule.includes("/") ? rule : `${rule}/32`;
}

function hasZones(location: string): boolean {
  const region = regionNamed(location);
  return region !== undefined && regions[region].zones;
}
