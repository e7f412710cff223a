/** Sizes of Azure Managed Redis, the number being about the memory in GB: azurerm 4.81, managed_redis `sku_name`. */
export type ManagedSku =
  | `Balanced_B${0 | 1 | 3 | 5 | 10 | 20 | 50 | 100 | 150 | 250 | 350 | 500 | 700 | 1000}`
  | `ComputeOptimized_X${3 | 5 | 10 | 20 | 50 | 100 | 150 | 250 | 350 | 500 | 700}`
  | `MemoryOptimized_M${10 | 20 | 50 | 100 | 150 | 250 | 350 | 500 | 700 | 1000 | 1500 | 2000}`
  | `FlashOptimized_A${250 | 500 | 700 | 1000 | 1500 | 2000 | 4500}`;

/** Tiers of Azure Cache for Redis. */
export type CacheTier = "Basic" | "Standard" | "Premium";

/** What a tier of Azure Cache for Redis comes in: azurerm 4.81, redis_cache, CustomizeDiff. */
interface Tier {
  readonly family: "C" | "P";
  readonly smallest: number;
  readonly largest: number;
  readonly replicated: boolean;
}

export const cacheTiers: Readonly<Record<CacheTier, Tier>> = {
  Basic: { family: "C", smallest: 0, largest: 6, replicated: false },
  Standard: { family: "C", smallest: 0, largest: 6, replicated: true },
  Premium: { family: "P", smallest: 1, largest: 5, replicated: true },
};

export function isCacheTier(name: string): name is CacheTier {
  return Object.hasOwn(cacheTiers, name);
}

/** About the memory in GB. */
export function memoryOf(sku: string): number {
  return Number(/\d+$/.exec(sku)?.[0]);
}
