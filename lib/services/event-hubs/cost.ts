import { type Amount, type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { EventHubsPlan } from "./plan";

/** What is assumed of Event Hubs, each month. */
export interface EventHubsUsage {
  /** Events that are sent, each once for every 64 KB. */
  readonly events?: Amount;
}

export const eventHubsCost: ServiceCost<EventHubsPlan, EventHubsUsage> = {
  usage: {
    events: {
      says: "events sent to event hubs",
      development: { low: 100_000, high: 2_000_000 },
      production: { low: 1_000_000, high: 100_000_000 },
    },
  },

  items(plan, { usage }) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    const isPremium = plan.sku === "Premium";
    const units: CostItem = {
      item: `${plan.sku}, ${isPremium ? "processing" : "throughput"} units: ${plan.capacity}`,
      meter: "unknown",
      part: "fixed",
      quantity: exactly(HOURS * plan.capacity),
    };
    return isPremium
      ? [units]
      : [units, { item: `${plan.sku}, events`, meter: "unknown", part: "usage", quantity: usage.events }];
  },
};
