import type { ManagedRedis } from "@cdktf/provider-azurerm/lib/managed-redis";
import type { RedisCache } from "@cdktf/provider-azurerm/lib/redis-cache";
import type { RedisCacheAccessPolicyAssignment } from "@cdktf/provider-azurerm/lib/redis-cache-access-policy-assignment";
import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { SettingValue } from "../../components/setting-value";
import { functionApp } from "../function-app";
import { principalsOf } from "../function-app/principals";
import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import type { Endpoint } from "../contract/endpoint";
import type * as BuildCache from "./build-cache";
import type * as BuildManaged from "./build-managed";
import { redisCost } from "./cost";
import { decideRedis } from "./decisions";
import { existingRedis } from "./external";
import { type RedisPlan, planRedis, redisGrants } from "./plan";
import { redisResources } from "./resources";
import type { RedisEngine } from "./settings";
import type { RedisWords } from "./words";

// Few backends use one of them, and none uses both: loaded when they are built.
const managed = () => require("./build-managed") as typeof BuildManaged;
const cache = () => require("./build-cache") as typeof BuildCache;

/** What tells this service from the others. */
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
      Record<string, ResourceGroupTemplateDeployment | RedisCacheAccessPolicyAssignment>
    >;
  };
  /** Its id, name, resource group (`resourceGroupName`) and host name (`hostName`). */
  shared: Readonly<Record<string, string>>;
}

/** learn.microsoft.com/azure/private-link/private-endpoint-dns; those of Azure's public cloud. */
const ENDPOINTS: Readonly<Record<RedisEngine, Pick<Endpoint, "subresource" | "zone">>> = {
  managed: { subresource: "redisEnterprise", zone: "privatelink.redis.azure.net" },
  cache: { subresource: "redisCache", zone: "privatelink.redis.cache.windows.net" },
};

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
  plan: planRedis,
  cost: redisCost,

  endpoints: ({ existing, settings }) =>
    existing.redis === undefined && settings.optional.redis.enabled
      ? [{ id: "redis", stack: "platform", on: "cache", ...ENDPOINTS[settings.optional.redis.engine] }]
      : [],

  grants: redisGrants,

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

  network: () => ({}),
  platform: buildPlatform,
  workloads: buildWorkloads,

  privateLinkTargets: ({ redis: built }) => (built === undefined ? {} : { cache: built }),

  publishedBy: "platform",

  publish: ({ redis: built }) =>
    built === undefined
      ? {}
      : {
          id: built.id,
          name: built.name,
          resourceGroupName: built.resourceGroupName,
          hostName: built.hostname,
        },

  foresee: (plan, { resourceGroupId }) =>
    plan.enabled && !("existing" in plan)
      ? {
          id: `${resourceGroupId}/providers/Microsoft.Cache/${plan.engine === "managed" ? "redisEnterprise" : "redis"}/${plan.name}`,
          name: plan.name,
          resourceGroupName: resourceGroupId.split("/").at(-1) ?? "",
          hostName: plan.hostName,
        }
      : {},

  connect(plan, resolve) {
    if (!plan.enabled || !("existing" in plan)) return {};
    const { id, name, resourceGroupName } = resolve(plan.existing);
    const { hostName = `${name}${plan.hostSuffix}` } = plan.existing.endpoints;
    return { id, name, resourceGroupName, hostName };
  },
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
  built,
  shared,
  transformed,
}: WorkloadsContext<RedisShape>): RedisShape["workloads"] {
  if (!plan.enabled || plan.accessPolicy === undefined) return { redisAccess: {} };
  if ("existing" in plan && !plan.existing.roleAssignments) return { redisAccess: {} };
  const { id, name, resourceGroupName } = shared(redis);
  if (id === undefined || name === undefined || resourceGroupName === undefined)
    throw new Error("Redis publishes no id");
  const { accessPolicy: accessPolicyName } = plan;
  const redisAccess: Record<string, ResourceGroupTemplateDeployment | RedisCacheAccessPolicyAssignment> = {};
  let before: ResourceGroupTemplateDeployment | undefined;
  const access = { accessPolicyName, ...("existing" in plan ? { prefix: plan.prefix } : {}) };
  for (const principal of principalsOf(built(functionApp)))
    if (plan.engine === "cache")
      redisAccess[principal.id] = cache().buildCacheAccess(scope, id, access, principal, transformed);
    else {
      const cacheName = "existing" in plan ? name : plan.name;
      const place = { ...access, cacheName, resourceGroupName, database: plan.database };
      before = managed().buildManagedAccess(scope, place, principal, before, transformed);
      redisAccess[principal.id] = before;
    }
  return { redisAccess };
}
