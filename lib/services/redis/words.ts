import type { ManagedRedisConfig } from "@cdktf/provider-azurerm/lib/managed-redis";
import type { RedisCacheConfig } from "@cdktf/provider-azurerm/lib/redis-cache";
import type { RedisCacheAccessPolicyAssignmentConfig } from "@cdktf/provider-azurerm/lib/redis-cache-access-policy-assignment";
import type { ResourceGroupTemplateDeploymentConfig } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { External, ExternalRedis, Roles } from "../external-resources";
import type { ManagedRedisAccessPolicyAssignmentConfig } from "./access-policy-assignment";
import type { RedisSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface RedisWords {
  readonly settings: RedisSettings;
  readonly configs: {
    readonly redis: ManagedRedisConfig | RedisCacheConfig;
    readonly redisAccess:
      | ManagedRedisAccessPolicyAssignmentConfig
      | ResourceGroupTemplateDeploymentConfig
      | RedisCacheAccessPolicyAssignmentConfig;
  };
  readonly names: { readonly redis: "managedRedis" | "redisCache" };
  readonly external: {
    /** An Azure Managed Redis or an Azure Cache for Redis, which the function app gets an access policy of. */
    readonly redis?: External<ExternalRedis, Roles> | undefined;
  };
}
