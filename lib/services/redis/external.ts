import type { BroughtPlan } from "../../external/brought-plan";
import type { ReplacedKind } from "../../external/replaced-kind";
import { switchOn } from "../../external/switch-on";
import { REDIS } from "./network";
import type { RedisEngine } from "./settings";

const MANAGED = "Microsoft.Cache/redisEnterprise";

/** What bringing it means. */
export const broughtRedis: ReplacedKind = {
  label: "Redis cache",
  armType: MANAGED,
  terraformType: "azurerm_managed_redis",
  or: { armType: "Microsoft.Cache/redis", terraformType: "azurerm_redis_cache" },
  endpoints: [],
  hosts: ["hostName"],
  options: ["roleAssignments"],
  // How clients see the shards decides which ports the network lets through.
  keeps: ({ optional: { redis } }) => [
    "enabled",
    ...(redis.engine === "managed" ? ["clusteringPolicy"] : []),
  ],
  names: ["managedRedis", "redisCache"],
  resources: ["redis"],
  children: [],
  settle: (draft) => {
    switchOn(draft, "redis", "a cache");
    const { redis } = draft.brought;
    if (redis !== undefined && !draft.chosen(`${REDIS}.engine`))
      draft.deriveAt(`${REDIS}.engine`, broughtEngine(redis), "external.redis is of it");
  },
};

export function broughtEngine({ armType }: BroughtPlan): RedisEngine {
  return armType === MANAGED ? "managed" : "cache";
}
