import { type Amount, type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { ServiceBusPlan } from "./plan";

/** What is assumed of Service Bus, each month. */
export interface ServiceBusUsage {
  /** Sending, receiving and looking for messages, each once for every 64 KB. */
  readonly operations?: Amount;
}

export const serviceBusCost: ServiceCost<ServiceBusPlan, ServiceBusUsage> = {
  usage: {
    operations: {
      says: "operations on queues and topics",
      development: { low: 100_000, high: 2_000_000 },
      production: { low: 1_000_000, high: 20_000_000 },
    },
  },

  items(plan, { usage }) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    const operations = (meter: CostItem["meter"]): CostItem => ({
      item: `${plan.sku}, operations`,
      meter,
      part: "usage",
      quantity: usage.operations,
    });
    switch (plan.sku) {
      case "Basic":
        return [operations("serviceBus.basic.operations")];
      case "Standard":
        return [
          {
            item: "Standard, base",
            meter: "serviceBus.standard.base",
            part: "fixed",
            quantity: exactly(HOURS),
            note: "charged once for all namespaces of a subscription",
          },
          operations("serviceBus.standard.operations"),
        ];
      case "Premium":
        return [
          {
            item: `Premium, messaging units: ${plan.capacity}`,
            meter: "serviceBus.premium.unit",
            part: "fixed",
            quantity: exactly(HOURS * plan.capacity),
          },
        ];
    }
  },
};
