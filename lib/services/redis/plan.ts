import { createHash } from "node:crypto";
import type { ResourceForm } from "../../provider/resource-form";
import type { ExistingResource } from "../contract/existing-resource";
import { leftToOwner } from "../contract/component-grants";
import { type PlanContext, deploymentPrefix } from "../contract/service";
import type { Grant } from "../contract/grant";
import { type AccessPolicy, roleOf } from "./data-roles";
import { REDIS_PORTS } from "./network";
import type { ClusteringPolicy, EvictionPolicy, RedisEngine, RedisSettings } from "./settings";
import { type CacheTier, type ManagedSku, isCacheTier } from "./skus";

/** What both engines have. */
interface EnabledPlan {
  readonly enabled: true;
  readonly name: string;
  /** As Azure will call it, in its public cloud. */
  readonly hostName: string;
  readonly port: number;
  /** Closed to the internet: reached through its private endpoint only. */
  readonly closed: boolean;
  readonly evictionPolicy: EvictionPolicy;
  readonly minimumTlsVersion: RedisSettings["minimumTlsVersion"];
  /** What the app may do; undefined where no component uses it. */
  readonly accessPolicy?: AccessPolicy;
}

/** An Azure Managed Redis that will be made. */
export interface ManagedRedisPlan extends EnabledPlan {
  readonly engine: "managed";
  readonly skuName: ManagedSku;
  readonly highAvailability: boolean;
  readonly clusteringPolicy: ClusteringPolicy;
  /** Another one for another database: it does not know who could use the one before. */
  readonly database: string;
  readonly accessForm: ResourceForm;
}

/** An Azure Cache for Redis that will be made. */
export interface RedisCachePlan extends EnabledPlan {
  readonly engine: "cache";
  readonly skuName: CacheTier;
  readonly family: "C" | "P";
  readonly capacity: number;
}

/** A cache that is there already, of either engine. */
export interface ExistingRedisPlan {
  readonly enabled: true;
  readonly engine: RedisEngine;
  readonly existing: ExistingResource;
  readonly port: number;
  /** What follows its name in its host's: `.eastus2.redis.azure.net`. */
  readonly hostSuffix: string;
  /** Begins the names of access policy assignments. */
  readonly prefix: string;
  /** Another one for another cache. */
  readonly database: string;
  /** Of Azure Managed Redis. */
  readonly accessForm: ResourceForm;
  readonly accessPolicy?: AccessPolicy;
}

/** What will be built of `optional.redis`. */
export type RedisPlan = { readonly enabled: false } | ManagedRedisPlan | RedisCachePlan | ExistingRedisPlan;

export function planRedis(context: PlanContext): RedisPlan {
  const { redis } = context.settings.optional;
  if (!redis.enabled) return { enabled: false };
  const { evictionPolicy, minimumTlsVersion, sku } = redis;
  const accessPolicy = accessPolicyOf(context);
  if (context.existing.redis !== undefined)
    return planExisting(context, context.existing.redis, accessPolicy);
  const shared = {
    enabled: true,
    port: REDIS_PORTS[redis.engine],
    closed: context.settings.networking.privateEndpoints,
    evictionPolicy,
    minimumTlsVersion,
    ...(accessPolicy === undefined ? {} : { accessPolicy }),
  } as const;
  if (redis.engine === "cache") {
    const name = context.name("redisCache");
    // Where they contradict each other, a problem says so and nothing is built.
    const skuName = sku.name !== undefined && isCacheTier(sku.name) ? sku.name : "Basic";
    return {
      ...shared,
      engine: "cache",
      name,
      hostName: `${name}${hostSuffix("cache", context.location)}`,
      skuName,
      family: sku.family ?? "C",
      capacity: sku.capacity ?? 0,
    };
  }
  const name = context.name("managedRedis");
  const skuName = sku.name === undefined || isCacheTier(sku.name) ? "Balanced_B0" : sku.name;
  const { highAvailability, clusteringPolicy } = redis;
  return {
    ...shared,
    engine: "managed",
    name,
    hostName: `${name}${hostSuffix("managed", context.location)}`,
    skuName,
    highAvailability,
    clusteringPolicy,
    accessForm: context.formOf("managedRedisAccess"),
    database: shortHash(
      JSON.stringify([name, context.location, skuName, highAvailability, clusteringPolicy]),
    ),
  };
}

function planExisting(
  context: PlanContext,
  existing: ExistingResource,
  accessPolicy: AccessPolicy | undefined,
): ExistingRedisPlan {
  const { engine } = context.settings.optional.redis;
  return {
    enabled: true,
    engine,
    existing,
    port: REDIS_PORTS[engine],
    hostSuffix: hostSuffix(engine, context.location),
    prefix: deploymentPrefix(existing, context),
    accessForm: context.formOf("managedRedisAccess"),
    database: shortHash(JSON.stringify([existing.armType, existing.parts ?? existing.construct])),
    ...(accessPolicy === undefined ? {} : { accessPolicy }),
  };
}

/** Of Azure's public cloud. */
function hostSuffix(engine: RedisEngine, location: string): string {
  return engine === "managed" ? `.${location}.redis.azure.net` : ".redis.cache.windows.net";
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** Components share one identity, and an identity has one policy: the least that all of them can work with. */
function accessPolicyOf({ settings, requirements }: PlanContext): AccessPolicy | undefined {
  if (requirements.redis.length === 0) return undefined;
  // learn.microsoft.com/azure/templates/microsoft.cache/redisenterprise/databases/accesspolicyassignments: the only one.
  if (settings.optional.redis.engine === "managed") return "default";
  return requirements.redis.some(({ action }) => action === "write") ? "Data Contributor" : "Data Reader";
}

/** One policy for the app and each of its slots. */
export function redisGrants(plan: RedisPlan, { requirements }: PlanContext): readonly Grant<"data">[] {
  if (!plan.enabled || plan.accessPolicy === undefined) return [];
  const uses = [...requirements.redis]
    .map(({ component, by, reason }) => ({ component, path: by, reason }))
    .sort((one, other) => Number(one.component > other.component) - Number(one.component < other.component));
  return leftToOwner("existing" in plan ? plan.existing : undefined, [
    {
      id: "redis_access",
      role: roleOf(plan.accessPolicy),
      on: "data",
      uses,
      reason: uses.map(({ component, reason }) => `${component} ${reason}`).join("; "),
    },
  ]);
}
