import type { Chapter, Row } from "./row";

const MANAGED = "platform: azurerm_managed_redis.redis";
const CACHE = "platform: azurerm_redis_cache.redis";
const APP = "workloads: azurerm_windows_function_app.function_app";
const ON: Row["on"] = ["dev with everything", "prod with everything"];
const LITERAL: Row["proof"] = [
  "services/redis/service",
  "Azure Cache for Redis is the specification's, without keys, closed with private endpoints",
];
const PROD: Row["proof"] = [
  "services/redis/service",
  "Azure Managed Redis in prod is the smallest, with a replica, closed to the internet, without keys",
];
const WORDS: Row["proof"] = [
  "services/redis/service",
  "Azure Cache for Redis is chosen by one of its sku names, in the specification's spelling",
];
const BASIC = "Redis `Basic` C0";
const ACCESS = "Redis, and not which component uses it";

export const redis: Chapter = {
  title: "12. Redis Cache",
  rows: [
    {
      says: "`sku: { name: 'Basic', family: 'C', capacity: 0 }`",
      option: "optional.redis.sku.name",
      on: ON,
      carriedBy: [MANAGED],
      has: { sku_name: "Balanced_B0" },
      property: "redis",
      proof: PROD,
      differs: BASIC,
    },
    {
      says: "`sku: { name: 'Basic', family: 'C', capacity: 0 }`",
      option: "optional.redis.sku.name",
      on: ["Azure Cache for Redis"],
      carriedBy: [CACHE],
      has: { sku_name: "Basic", family: "C", capacity: 0 },
      property: "redis",
      proof: WORDS,
    },
    {
      says: "`enableNonSslPort: false`",
      option: "optional.redis.enableNonSslPort",
      on: ON,
      carriedBy: [MANAGED],
      has: { "default_database.client_protocol": "Encrypted" },
      proof: PROD,
      differs: BASIC,
    },
    {
      says: "`enableNonSslPort: false`",
      option: "optional.redis.enableNonSslPort",
      on: ["Azure Cache for Redis"],
      carriedBy: [CACHE],
      has: { non_ssl_port_enabled: false },
      proof: LITERAL,
    },
    {
      says: "`minimumTlsVersion: '1.2'`",
      option: "optional.redis.minimumTlsVersion",
      on: ["Azure Cache for Redis"],
      carriedBy: [CACHE],
      has: { minimum_tls_version: "1.2" },
      proof: LITERAL,
    },
    {
      says: "Session state management",
      option: "transform.redisAccess",
      on: ON,
      carriedBy: ["workloads: azurerm_managed_redis_access_policy_assignment.function_app_redis_access"],
      contains: { object_id: "function_app.function_app.identity[0].principal_id" },
      proof: ["services/redis/service", "the app and each slot get an access policy, one after the other"],
      differs: ACCESS,
    },
    {
      says: "Response caching",
      option: "optional.redis.evictionPolicy",
      on: ON,
      carriedBy: [MANAGED],
      has: { "default_database.eviction_policy": "VolatileLRU" },
      proof: ["services/redis/service", "Azure Managed Redis follows its options"],
    },
    {
      says: "Rate limiting counters",
      option: "optional.redis.clusteringPolicy",
      on: ON,
      carriedBy: [MANAGED],
      has: { "default_database.clustering_policy": "EnterpriseCluster" },
      proof: ["services/redis/service", "Azure Managed Redis follows its options"],
    },
    {
      says: "Distributed locks",
      option: "optional.redis.highAvailability",
      on: ["prod with everything"],
      carriedBy: [MANAGED],
      has: { high_availability_enabled: true },
      proof: PROD,
    },
    {
      says: "… for functions that find it",
      on: ON,
      carriedBy: [APP],
      contains: { "app_settings.REDIS_HOST": "redis_host_name" },
      proof: [
        "services/redis/service",
        "Azure Managed Redis gives every function a host name and a port, and no key",
      ],
      differs: ACCESS,
    },
  ],
};

/** What other parts of the specification say of it. */
export const redisElsewhere = {
  customCall: {
    says: "`optional: { redis: true }`",
    option: "optional.redis",
    on: ["custom call"],
    carriedBy: [MANAGED],
    has: { sku_name: "Balanced_B0" },
    property: "redis",
    proof: PROD,
    differs: BASIC,
  },
  field: {
    says: "`readonly redis?: RedisCache`",
    option: "optional.redis",
    on: ON,
    carriedBy: [MANAGED],
    property: "redis",
    proof: PROD,
    differs: BASIC,
  },
  summary: {
    says: "12. Redis, opt-in",
    option: "optional.redis",
    on: ["dev", "prod"],
    without: [MANAGED, CACHE],
    property: "redis",
    proof: [
      "services/redis/service",
      "a backend has no Redis, and no resource of it, unless an option asks for one",
    ],
  },
} as const satisfies Readonly<Record<string, Row>>;
