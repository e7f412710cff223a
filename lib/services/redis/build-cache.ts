import { RedisCache, type RedisCacheConfig } from "@cdktf/provider-azurerm/lib/redis-cache";
import {
  RedisCacheAccessPolicyAssignment,
  type RedisCacheAccessPolicyAssignmentConfig,
} from "@cdktf/provider-azurerm/lib/redis-cache-access-policy-assignment";
import type { Construct } from "constructs";
import type { Transformed } from "../contract/transforms";
import type { App } from "../contract/service";
import type { Place } from "../contract/service";
import { assignmentName } from "./assignment-name";
import type { RedisCachePlan } from "./plan";
import type { EvictionPolicy } from "./settings";

/** Each policy as this service spells it. */
const MAXMEMORY_POLICIES: Readonly<Record<EvictionPolicy, string>> = {
  AllKeysLFU: "allkeys-lfu",
  AllKeysLRU: "allkeys-lru",
  AllKeysRandom: "allkeys-random",
  NoEviction: "noeviction",
  VolatileLFU: "volatile-lfu",
  VolatileLRU: "volatile-lru",
  VolatileRandom: "volatile-random",
  VolatileTTL: "volatile-ttl",
};

export function buildRedisCache(
  scope: Construct,
  place: Place,
  plan: RedisCachePlan,
  transformed: Transformed,
): RedisCache {
  const config: RedisCacheConfig = {
    ...place,
    name: plan.name,
    skuName: plan.skuName,
    family: plan.family,
    capacity: plan.capacity,
    nonSslPortEnabled: false,
    minimumTlsVersion: plan.minimumTlsVersion,
    publicNetworkAccessEnabled: !plan.closed,
    accessKeysAuthenticationEnabled: false,
    redisConfiguration: {
      activeDirectoryAuthenticationEnabled: true,
      maxmemoryPolicy: MAXMEMORY_POLICIES[plan.evictionPolicy],
    },
  };
  return new RedisCache(scope, "redis", transformed("redis", "redis", config) as RedisCacheConfig);
}

export function buildCacheAccess(
  scope: Construct,
  redisCacheId: string,
  { accessPolicyName, prefix }: { readonly accessPolicyName: string; readonly prefix?: string },
  app: App,
  transformed: Transformed,
): RedisCacheAccessPolicyAssignment {
  const { id: principal, principalId } = app;
  const id = `${principal}_redis_access`;
  const config: RedisCacheAccessPolicyAssignmentConfig = {
    name: assignmentName(app, prefix),
    redisCacheId,
    accessPolicyName,
    objectId: principalId,
    // Clients sign in by one of the two, so that they are the same.
    objectIdAlias: principalId,
  };
  return new RedisCacheAccessPolicyAssignment(
    scope,
    id,
    transformed("redisAccess", id, config) as RedisCacheAccessPolicyAssignmentConfig,
  );
}
