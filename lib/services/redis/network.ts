import type { AllSettings } from "../words";
import type { PortFlow } from "../networking/port-flow";
import { isCacheTier } from "./skus";

/** The option group, as messages name it. */
export const REDIS = "optional.redis";

/** Names of rules that the backend makes itself, so that a user's rule takes another one. */
export const REDIS_RULES = ["allow_redis", "allow_redis_shards"] as const;

/** learn.microsoft.com/azure/redis/architecture#cluster-policies, and /azure-cache-for-redis/cache-configure */
export const REDIS_PORTS = { managed: 10_000, cache: 6380 } as const;

/** Flows into the subnet of private endpoints. */
export function redisFlows({ optional: { redis } }: Pick<AllSettings, "optional">): readonly PortFlow[] {
  if (!redis.enabled) return [];
  const flows: PortFlow[] = [
    {
      name: "allow_redis",
      port: `${REDIS_PORTS[redis.engine]}`,
      description: "The function app reaches Redis over TLS",
      priority: 150,
    },
  ];
  if (redis.engine === "managed" && redis.clusteringPolicy === "OSSCluster")
    flows.push({
      name: "allow_redis_shards",
      port: "8500-8599",
      description: "The function app reaches each shard of Redis over TLS",
      priority: 160,
    });
  return flows;
}

/** The engine that a `sku` is of; undefined where it says none. */
export function engineOf({
  name,
  family,
  capacity,
}: AllSettings["optional"]["redis"]["sku"]): "managed" | "cache" | undefined {
  if (name !== undefined) return isCacheTier(name) ? "cache" : "managed";
  return family === undefined && capacity === undefined ? undefined : "cache";
}
