import { type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { RedisPlan } from "./plan";

/** A cache is paid for by its size, whatever it does. */
export const redisCost: ServiceCost<RedisPlan, object> = {
  usage: {},

  items(plan) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    const replica = plan.engine === "managed" && plan.highAvailability;
    const size = plan.engine === "managed" ? plan.skuName : `${plan.skuName} ${plan.family}${plan.capacity}`;
    const item: CostItem = {
      item: `${size}${replica ? ", two nodes" : ""}`,
      meter: isPriced(size) ? PRICED[size] : "unknown",
      part: "fixed",
      // Azure Managed Redis is paid for by the node.
      quantity: exactly(HOURS * (replica ? 2 : 1)),
    };
    return [item];
  },
};

/** Sizes whose price was read; of the others nobody knows it. */
const PRICED = {
  Balanced_B0: "redis.managed.b0",
  Balanced_B1: "redis.managed.b1",
  Balanced_B3: "redis.managed.b3",
  Balanced_B5: "redis.managed.b5",
  Balanced_B10: "redis.managed.b10",
  Balanced_B20: "redis.managed.b20",
  Balanced_B50: "redis.managed.b50",
  "Basic C0": "redis.cache.basic.c0",
  "Basic C1": "redis.cache.basic.c1",
  "Basic C2": "redis.cache.basic.c2",
  "Basic C3": "redis.cache.basic.c3",
  "Standard C0": "redis.cache.standard.c0",
  "Standard C1": "redis.cache.standard.c1",
  "Standard C2": "redis.cache.standard.c2",
  "Standard C3": "redis.cache.standard.c3",
} as const satisfies Readonly<Record<string, CostItem["meter"]>>;

function isPriced(size: string): size is keyof typeof PRICED {
  return Object.hasOwn(PRICED, size);
}
