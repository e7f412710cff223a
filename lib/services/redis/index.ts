import type { ManagedRedis } from "@cdktf/provider-azurerm/lib/managed-redis";
import type { RedisCache } from "@cdktf/provider-azurerm/lib/redis-cache";
import type { RedisCacheAccessPolicyAssignment } from "@cdktf/provider-azurerm/lib/redis-cache-access-policy-assignment";
import type { SettingValue } from "../../components/setting-value";
import { groupNameIn, outputsOf } from "../contract/outputs";
import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import type { Endpoint } from "../contract/endpoint";
import type * as BuildCache from "./build-cache";
import type * as BuildManaged from "./build-managed";
import { redisCost } from "./cost";
import { REDIS_ROLES } from "./data-roles";
import { decideRedis } from "./decisions";
import { existingRedis } from "./external";
import { redisNeeds } from "./network";
import { type RedisPlan, planRedis, redisGrants } from "./plan";
import { redisPolicyNotes } from "./policy-notes";
import { redisReachable } from "./reachable";
import { redisResources } from "./resources";
import type { RedisEngine } from "./settings";
import type { RedisWords } from "./words";

// Few backends use one of them, and none uses both: loaded when they are built.
const managed = () => require("./build-managed") as typeof BuildManaged;
const cache = () => require("./build-cache") as typeof BuildCache;

/** The types of this service: its plan, its resources, its outputs. */
export interface RedisShape extends RedisWords {
  plan: RedisPlan;
  usage: object;
  network: object;
  platform: {
    /** Undefined where there is none. */
    readonly redis: ManagedRedis | RedisCache | undefined;
  };
  workloads: {
    /** The access policy of the app, `function_app`, and of each slot, `function_app_<slot>`. */
    readonly redisAccess: Readonly<
      Record<string, BuildManaged.ManagedAccessResource | RedisCacheAccessPolicyAssignment>
    >;
  };
  shared: {
    readonly id: string;
    readonly name: string;
    readonly resourceGroupName: string;
    readonly hostName: string;
  };
  scopes: "data";
  targets: "cache";
}

/** learn.microsoft.com/azure/private-link/private-endpoint-dns; those of Azure's public cloud. */
const ENDPOINTS: Readonly<Record<RedisEngine, Pick<Endpoint, "subresource" | "zone">>> = {
  managed: { subresource: "redisEnterprise", zone: "privatelink.redis.azure.net" },
  cache: { subresource: "redisCache", zone: "privatelink.redis.cache.windows.net" },
};

const outputs = outputsOf(
  {
    made: (plan: RedisPlan) => (plan.enabled && !("existing" in plan) ? plan : undefined),
    built: ({ redis: built }: RedisShape["platform"]) => built,
    existing: (plan) => (plan.enabled && "existing" in plan ? plan : undefined),
  },
  {
    id: {
      of: (built) => built.id,
      expected: ({ engine, name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.Cache/${engine === "managed" ? "redisEnterprise" : "redis"}/${name}`,
      existing: ({ id }) => id,
    },
    name: {
      of: (built) => built.name,
      expected: ({ name }) => name,
      existing: ({ name }) => name,
    },
    resourceGroupName: {
      of: (built) => built.resourceGroupName,
      expected: (_made, { resourceGroupId }) => groupNameIn(resourceGroupId),
      existing: ({ resourceGroupName }) => resourceGroupName,
    },
    hostName: {
      of: (built) => built.hostname,
      expected: ({ hostName }) => hostName,
      existing: ({ name }, { existing: { endpoints }, hostSuffix }) =>
        endpoints["hostName"] ?? `${name}${hostSuffix}`,
    },
  },
);

export const redis: Service<RedisShape> = {
  defaults: {
    enabled: false,
    engine: "managed",
    sku: {},
    enableNonSslPort: false,
    minimumTlsVersion: "1.2",
    highAvailability: true,
    evictionPolicy: "VolatileLRU",
    clusteringPolicy: "EnterpriseCluster",
  },

  decide: decideRedis,
  decidesAfter: ["functionApp"],
  plan: planRedis,
  cost: redisCost,

  endpoints: ({ existing, settings }) =>
    existing.redis === undefined && settings.optional.redis.enabled
      ? [{ id: "redis", stack: "platform", on: "cache", ...ENDPOINTS[settings.optional.redis.engine] }]
      : [],

  networkNeeds: redisNeeds,

  grants: redisGrants,
  reachable: redisReachable,

  appSettings(plan): Readonly<Record<string, SettingValue>> {
    if (!plan.enabled) return {};
    return { REDIS_HOST: [{ service: "redis", output: "hostName" }], REDIS_PORT: `${plan.port}` };
  },

  resourceProviders: (plan) =>
    plan.enabled
      ? {
          workloads: ["Microsoft.Cache"],
          ...("existing" in plan ? {} : { platform: ["Microsoft.Cache"] }),
        }
      : {},

  external: { redis: existingRedis },

  resources: redisResources,

  stacks: {
    platform: { build: buildPlatform, outputs, policyNotes: redisPolicyNotes },
    workloads: { build: buildWorkloads },
  },

  privateLinkTargets: ({ redis: built }) => ({ cache: built }),

  scopes: ({ shared }) => ({ data: shared(redis).id }),
  // Its access policies are resources of its own, one after the other.
  ownRoles: { plane: "redis", roles: REDIS_ROLES, assign: () => undefined },
};

function buildPlatform({ scope, place, plan, transformed }: PlatformContext<RedisShape>) {
  if (!plan.enabled || "existing" in plan) return { redis: undefined };
  return {
    redis:
      plan.engine === "managed"
        ? managed().buildManagedRedis(scope, place, plan, transformed)
        : cache().buildRedisCache(scope, place, plan, transformed),
  };
}

function buildWorkloads({
  scope,
  plan,
  apps,
  grants,
  shared,
  transformed,
}: WorkloadsContext<RedisShape>): RedisShape["workloads"] {
  if (!plan.enabled || plan.accessPolicy === undefined) return { redisAccess: {} };
  if ("existing" in plan && !plan.existing.roleAssignments) return { redisAccess: {} };
  const { id, name, resourceGroupName } = shared(redis);
  const { accessPolicy: accessPolicyName } = plan;
  const redisAccess: Record<string, BuildManaged.ManagedAccessResource | RedisCacheAccessPolicyAssignment> =
    {};
  let before: BuildManaged.ManagedAccessResource | undefined;
  const access = { accessPolicyName, ...("existing" in plan ? { prefix: plan.prefix } : {}) };
  const granted = grants.filter(({ service }) => service === "redis");
  for (const principal of apps().filter((app) => granted.some((grant) => app.has(grant))))
    if (plan.engine === "cache")
      redisAccess[principal.id] = cache().buildCacheAccess(scope, id, access, principal, transformed);
    else {
      const cacheName = "existing" in plan ? name : plan.name;
      const { database, accessForm: form } = plan;
      const place = { ...access, form, cacheId: id, cacheName, resourceGroupName, database };
      before = managed().buildManagedAccess(scope, place, principal, before, transformed);
      redisAccess[principal.id] = before;
    }
  return { redisAccess };
}
