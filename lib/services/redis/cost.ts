import { type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { RedisPlan } from "./plan";
import type { ManagedSku } from "./skus";

/** The meters of every size that `optional.redis.sku` may ask for: the compiler compares them with the price book. */
export type RedisMeterName =
  | `redis.managed.${ManagedSku}`
  | `redis.cache.${"Basic" | "Standard"}.C${0 | 1 | 2 | 3 | 4 | 5 | 6}`
  | `redis.cache.Premium.P${1 | 2 | 3 | 4 | 5}`;

/** A cache is paid for by its size, whatever it does. */
export const redisCost: ServiceCost<RedisPlan, object> = {
  usage: {},

  items(plan) {
    // An existing resource is on its owner's bill.
    if (!plan.enabled || "existing" in plan) return [];
    if (plan.engine === "managed") {
      const { skuName, highAvailability } = plan;
      // It is paid for by the node: learn.microsoft.com/azure/redis/high-availability
      return [
        sizeItem(
          `${skuName}${highAvailability ? ", two nodes" : ""}`,
          `redis.managed.${skuName}`,
          highAvailability ? 2 : 1,
        ),
      ];
    }
    const size = `${plan.family}${plan.capacity}`;
    // A tier with a replica has both nodes in its price.
    return [sizeItem(`${plan.skuName} ${size}`, `redis.cache.${plan.skuName}.${size}`, 1)];
  },
};

function sizeItem(item: string, meter: CostItem["meter"], nodes: number): CostItem {
  return { item, meter, part: "fixed", quantity: exactly(HOURS * nodes) };
}
