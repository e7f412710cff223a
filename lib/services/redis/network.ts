import type { AllSettings } from "../words";
import type { PortFlow } from "../contract/endpoint";
import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";
import type { RedisSettings } from "./settings";
import { isCacheTier } from "./skus";

/** The option group, as messages name it. */
export const REDIS = "optional.redis";

/** learn.microsoft.com/azure/redis/architecture#cluster-policies, and /azure-cache-for-redis/cache-configure */
export const REDIS_PORTS = { managed: 10_000, cache: 6380 } as const;

/** Rules that let the app in to Redis, each with its own priority whatever else is there. */
const PRIORITIES = { allow_redis: 150, allow_redis_shards: 160 } as const;

/** What Redis needs of the network. */
export function redisNeeds({ settings }: NetworkFacts): Partial<NetworkNeeds> {
  const { networking, optional } = settings;
  return {
    ports: portsOf(optional.redis),
    unknownAddresses:
      optional.redis.enabled && !networking.privateEndpoints
        ? [{ option: REDIS, why: "has no service tag" }]
        : [],
    ruleNames: Object.keys(PRIORITIES),
  };
}

/** Where Redis exists already, its owner may put an endpoint into the network. */
function portsOf({ enabled, engine, clusteringPolicy }: RedisSettings): readonly PortFlow[] {
  if (!enabled) return [];
  const flow = (name: keyof typeof PRIORITIES, port: string, description: string): PortFlow => ({
    name,
    port,
    description,
    priority: PRIORITIES[name],
  });
  return [
    flow("allow_redis", `${REDIS_PORTS[engine]}`, "The function app reaches Redis over TLS"),
    ...(engine === "managed" && clusteringPolicy === "OSSCluster"
      ? [flow("allow_redis_shards", "8500-8599", "The function app reaches each shard of Redis over TLS")]
      : []),
  ];
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
