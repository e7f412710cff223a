import { inGroup } from "../../azure/in-group";
import type { ResourceRecords, TerraformType } from "../contract/resource-record";
import { templateDeployment } from "../contract/shared-resources";
import type { RedisWords } from "./words";

const SIGNS = {
  pattern: /^[a-z0-9](-?[a-z0-9])*$/i,
  characters: "letters, digits and single hyphens, no hyphen at either end",
} as const;

/** Azure Cache for Redis; the other engine is Azure Managed Redis. */
export const redisCache: TerraformType = {
  type: "azurerm_redis_cache",
  importId: inGroup("Microsoft.Cache/redis/{name}"),
  diagnostics: [
    {
      logs: ["ConnectedClientList", "MSEntraAuthenticationAuditLog"],
      metrics: ["AllMetrics"],
      dedicatedTables: true,
    },
  ],
};

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const redisResources: ResourceRecords<RedisWords> = {
  redis: {
    type: "azurerm_managed_redis",
    importId: inGroup("Microsoft.Cache/redisEnterprise/{name}"),
    // learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-cache-redisenterprise-databases-logs
    diagnostics: [
      { logs: [], metrics: ["AllMetrics"] },
      { id: "database", path: "/databases/default", logs: ["ConnectionEvents"], metrics: [] },
    ],
    or: [redisCache],
    names: {
      managedRedis: {
        label: "Azure Managed Redis",
        when: "with `optional.redis`",
        min: 3,
        max: 60,
        ...SIGNS,
        scope: "global",
        prefix: "amr",
      },
      redisCache: {
        label: "Azure Cache for Redis",
        when: "with `optional.redis` of engine `cache`",
        min: 1,
        max: 63,
        ...SIGNS,
        scope: "global",
        prefix: "redis",
      },
    },
  },
  redisAccess: {
    type: "azurerm_managed_redis_access_policy_assignment",
    importId: "{managed_redis_id}/databases/default/accessPolicyAssignments/{name}",
    or: [
      // azurerm before 4.60.
      templateDeployment,
      {
        type: "azurerm_redis_cache_access_policy_assignment",
        importId: "{redis_cache_id}/accessPolicyAssignments/{name}",
      },
    ],
  },
};
