import type { ExistingResource } from "../contract/existing-resource";
import type { ReplacementKind } from "../contract/existing-kind";
import { switchOn } from "../contract/switch-on";
import { REDIS } from "./network";
import type { RedisEngine } from "./settings";

const MANAGED = "Microsoft.Cache/redisEnterprise";

/** What using an existing one means. */
export const existingRedis: ReplacementKind = {
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
  privateEndpoint: true,
  settle: (draft) => {
    switchOn(draft, "redis", "a cache");
    const { redis } = draft.existing;
    if (redis !== undefined && !draft.chosen(`${REDIS}.engine`))
      draft.derive(`${REDIS}.engine`, existingEngine(redis), "external.redis uses it");
  },

  // ARM gives the policy, in a deployment of the backend's subscription.
  checkElsewhere(existing, draft) {
    const { option, roleAssignments } = existing;
    if (!roleAssignments || existingEngine(existing) !== "managed") return;
    draft.problem(
      `${option}.roleAssignments`,
      "the cache is in another subscription, and access policies of Azure Managed Redis can be assigned only there",
      `set ${option}.roleAssignments to false, and assign the access policy "default" there`,
      "subscriptionId",
    );
  },
};

export function existingEngine({ armType }: ExistingResource): RedisEngine {
  return armType === MANAGED ? "managed" : "cache";
}
