import { type Amount, HOURS, type ServiceCost, combined, exactly } from "../contract/service-cost";
import type { ContainerRegistryPlan } from "./plan";
import type { ContainerRegistryTier } from "./settings";

/** What is assumed of the registry, each month. */
export interface ContainerRegistryUsage {
  /** Gigabytes of images. */
  readonly imageGB?: Amount;
}

/** Gigabytes that a tier comes with: learn.microsoft.com/azure/container-registry/container-registry-skus */
const INCLUDED: Readonly<Record<ContainerRegistryTier, number>> = { Basic: 10, Standard: 100, Premium: 500 };

/** A registry is paid for by the day. */
const DAYS = HOURS / 24;

const meters = {
  Basic: "registry.basic",
  Standard: "registry.standard",
  Premium: "registry.premium",
} as const satisfies Readonly<Record<ContainerRegistryTier, string>>;

export const containerRegistryCost: ServiceCost<ContainerRegistryPlan, ContainerRegistryUsage> = {
  usage: {
    imageGB: {
      says: "images that are kept",
      development: { low: 1, high: 10 },
      production: { low: 5, high: 50 },
    },
  },

  items(plan, { usage }) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    const included = INCLUDED[plan.tier];
    return [
      { item: `${plan.tier} registry`, meter: meters[plan.tier], part: "fixed", quantity: exactly(DAYS) },
      {
        item: `images beyond ${included} GB`,
        meter: "registry.data",
        part: "usage",
        quantity: combined((kept = 0) => Math.max(0, kept - included), usage.imageGB),
      },
    ];
  },
};
