import type { BroughtPlan } from "../../external/brought-plan";
import { regionNamed, regions } from "../../regions";
import { runsContainer } from "../function-app/container";
import { leftToOwner } from "../component-grants";
import type { PlanContext } from "../service";
import type { Grant } from "../grant";
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
export interface BroughtRegistryPlan {
  readonly enabled: true;
  readonly brought: BroughtPlan;
  /** The function app pulls from it. */
  readonly acrPull: boolean;
}

/** What will be built of `optional.containerRegistry`. */
export type ContainerRegistryPlan = { readonly enabled: false } | RegistryPlan | BroughtRegistryPlan;

/** The one scope of its grants, and the one target of its private endpoint. */
export const REGISTRY = "registry";

export function planContainerRegistry({
  settings,
  brought: { containerRegistry: brought },
  location,
  name,
}: PlanContext): ContainerRegistryPlan {
  const { containerRegistry: said } = settings.optional;
  if (!said.enabled) return { enabled: false };
  if (brought !== undefined) return { enabled: true, brought, acrPull: said.acrPull ?? false };
  return {
    enabled: true,
    name: name("containerRegistry"),
    tier: said.sku.name,
    publicNetworkAccess: said.publicNetworkAccess ?? true,
    ...(said.sku.name === "Premium"
      ? {
          premium: {
            defaultAction: said.networkRuleSet.defaultAction,
            ipRules: said.networkRuleSet.ipRules.map(asRange),
            retentionPolicyInDays: said.retentionPolicyInDays ?? 0,
            exportPolicyEnabled: said.exportPolicyEnabled,
            zoneRedundant: hasZones(location),
          },
        }
      : {}),
    acrPull: said.acrPull ?? false,
  };
}

export function registryGrants(plan: ContainerRegistryPlan, { settings }: PlanContext): readonly Grant[] {
  if (!plan.enabled || !plan.acrPull) return [];
  return leftToOwner("brought" in plan ? plan.brought : undefined, [
    {
      id: "acr_pull",
      plane: "azure",
      role: "AcrPull",
      on: REGISTRY,
      reason: runsContainer(settings)
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
