import { BY_ENDPOINTS, type Reachable, networkOf, reachableOfOwner } from "../contract/reachable";
import type { RedisPlan } from "./plan";

const CACHE = { id: "cache", name: "Redis", scopes: ["data"] };

/** From where the cache is reached; its keys are off. */
export function redisReachable(plan: RedisPlan): readonly Reachable[] {
  if (!plan.enabled) return [];
  if ("existing" in plan) return [reachableOfOwner(plan.existing.option, CACHE)];
  return [{ ...CACHE, network: networkOf(plan), decision: BY_ENDPOINTS }];
}
