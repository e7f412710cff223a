import { HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { EventHubsPlan } from "./plan";

export const eventHubsCost: ServiceCost<EventHubsPlan, object> = {
  usage: {},

  items(plan) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    const units = plan.sku === "Premium" ? "processing units" : "throughput units";
    return [
      {
        item: `${plan.sku}, ${units}: ${plan.capacity}`,
        meter: "unknown",
        part: "fixed",
        quantity: exactly(HOURS * plan.capacity),
        note: "Basic and Standard also charge for events: azure.microsoft.com/pricing/details/event-hubs",
      },
    ];
  },
};
