import { type BackendOptions, defineFunction } from "../../../lib";
import { type JsonObject, synthBackend } from "../../support/synth";

const uses = (name: string, action: "read" | "write") =>
  defineFunction({ name, entry: "./x.ts", trigger: { type: "http" }, access: [{ type: "redis", action }] });
const sessions = uses("sessions", "write");
const reader = uses("reader", "read");
const MANAGED = "azurerm_managed_redis";
const CACHE = "azurerm_redis_cache";
const MANAGED_ASSIGNMENT = "azurerm_managed_redis_access_policy_assignment";
const DEPLOYMENT = "azurerm_resource_group_template_deployment";
const ASSIGNMENT = "azurerm_redis_cache_access_policy_assignment";

const withRedis = (redis: NonNullable<BackendOptions["optional"]>["redis"], more: BackendOptions = {}) =>
  synthBackend({ ...more, optional: { redis } }, { sessions });
/** Before there was a resource for access policies. */
const OLDER: BackendOptions = { provider: { version: "4.59.0" } };
const prod = withRedis(true, { environment: "prod" });
const older = withRedis(true, { ...OLDER, environment: "prod" });
const dev = withRedis(true);
const cache = withRedis({ engine: "cache" }, { environment: "prod" });

const settingsOf = (backend: typeof prod): JsonObject =>
  backend.workloads.only("azurerm_windows_function_app")["app_settings"] as JsonObject;

test("a backend has no Redis, and no resource of it, unless an option asks for one", () => {
  for (const environment of ["dev", "prod"]) {
    const { network, platform, workloads, backend } = synthBackend({ environment });
    expect(backend.redis).toBeUndefined();
    expect(backend.redisAccess).toEqual({});
    for (const { text } of [network, platform, workloads]) expect(text).not.toMatch(/redis/i);
  }
});

describe("Azure Managed Redis", () => {
  const shared = {
    sku_name: "Balanced_B0",
    default_database: {
      access_keys_authentication_enabled: false,
      client_protocol: "Encrypted",
      clustering_policy: "EnterpriseCluster",
      eviction_policy: "VolatileLRU",
    },
  };

  test("Azure Managed Redis in prod is the smallest, with a replica, closed to the internet, without keys", () => {
    expect(prod.platform.only(MANAGED)).toMatchObject({
      ...shared,
      high_availability_enabled: true,
      public_network_access: "Disabled",
    });
    expect(prod.backend.redis).toBe(prod.backend.resources.redis);
  });

  test("Azure Managed Redis in dev has no replica, and is open to identities with an access policy", () => {
    expect(dev.platform.only(MANAGED)).toMatchObject({
      ...shared,
      high_availability_enabled: false,
      public_network_access: "Enabled",
    });
    expect(dev.platform.all("azurerm_private_endpoint")).toEqual({});
  });

  test("Azure Managed Redis follows its options", () => {
    const { platform } = withRedis({
      sku: { name: "MemoryOptimized_M20" },
      highAvailability: true,
      evictionPolicy: "NoEviction",
      clusteringPolicy: "NoCluster",
    });
    expect(platform.only(MANAGED)).toMatchObject({
      sku_name: "MemoryOptimized_M20",
      high_availability_enabled: true,
      default_database: { clustering_policy: "NoCluster", eviction_policy: "NoEviction" },
    });
  });

  test("Azure Managed Redis has an endpoint in a zone of its own, which the functions are let into", () => {
    expect(prod.platform.all("azurerm_private_endpoint")["private_endpoint_redis"]).toMatchObject({
      private_service_connection: {
        subresource_names: ["redisEnterprise"],
        private_connection_resource_id: "${azurerm_managed_redis.redis.id}",
      },
    });
    expect(Object.keys(prod.network.all("azurerm_private_dns_zone"))).toContain(
      "private_dns_zone_redis_azure_net",
    );
    const rules = prod.network.all("azurerm_network_security_rule");
    expect(rules["nsg_private_endpoints_allow_redis"]).toMatchObject({
      destination_port_range: "10000",
      source_address_prefix: "10.0.1.0/24",
      priority: 150,
    });
    expect(rules).not.toHaveProperty("nsg_private_endpoints_allow_redis_shards");
    const oss = withRedis({ clusteringPolicy: "OSSCluster" }, { environment: "prod" }).network;
    expect(
      oss.all("azurerm_network_security_rule")["nsg_private_endpoints_allow_redis_shards"],
    ).toMatchObject({ destination_port_range: "8500-8599", priority: 160 });
  });

  test("Azure Managed Redis sends its metrics, and the logs of its database", () => {
    const settings = prod.platform.all("azurerm_monitor_diagnostic_setting");
    expect(settings["redis_diagnostics"]).toMatchObject({ enabled_metric: [{ category: "AllMetrics" }] });
    expect(settings["redis_database_diagnostics"]).toMatchObject({
      target_resource_id: "${azurerm_managed_redis.redis.id}/databases/default",
      enabled_log: [{ category: "ConnectionEvents" }],
    });
  });

  test("Azure Managed Redis gives every function a host name and a port, and no key", () => {
    expect(settingsOf(prod)).toMatchObject({
      REDIS_HOST: "${data.terraform_remote_state.platform.outputs.redis_host_name}",
      REDIS_PORT: "10000",
    });
    expect(prod.workloads.text).not.toMatch(/redis.*(access_key|listKeys)/);
    expect(prod.workloads.json["data"]).toMatchObject({
      terraform_remote_state: {
        platform: {
          defaults: {
            redis_host_name: expect.stringMatching(
              /^amr-feedback-prod-\w+\.eastus2\.redis\.azure\.net$/,
            ) as string,
          },
        },
      },
    });
  });
});

describe("access to Azure Managed Redis", () => {
  const template = (stack: typeof prod.workloads, name: string): JsonObject =>
    JSON.parse(stack.all(DEPLOYMENT)[name]?.["template_content"] as string) as JsonObject;

  test("the app and each slot get an access policy, one after the other", () => {
    expect(prod.workloads.all(MANAGED_ASSIGNMENT)).toEqual({
      function_app_redis_access: {
        managed_redis_id: expect.stringContaining("outputs.redis_id") as string,
        object_id: "${azurerm_windows_function_app.function_app.identity[0].principal_id}",
      },
      function_app_staging_redis_access: {
        managed_redis_id: expect.stringContaining("outputs.redis_id") as string,
        object_id: "${azurerm_windows_function_app_slot.function_app_staging.identity[0].principal_id}",
        depends_on: [`${MANAGED_ASSIGNMENT}.function_app_redis_access`],
      },
    });
  });

  test("before azurerm 4.60 they get it by a template deployment", () => {
    expect(older.workloads.all(MANAGED_ASSIGNMENT)).toEqual({});
    expect(template(older.workloads, "function_app_redis_access")["resources"]).toEqual([
      {
        type: "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
        apiVersion: "2025-07-01",
        name: `${older.backend.plan.names.managedRedis ?? ""}/default/functionApp`,
        properties: {
          accessPolicyName: "default",
          user: { objectId: "${azurerm_windows_function_app.function_app.identity[0].principal_id}" },
        },
      },
    ]);
    expect(older.workloads.all(DEPLOYMENT)["function_app_staging_redis_access"]).toMatchObject({
      depends_on: [
        "azurerm_windows_function_app_slot.function_app_staging",
        `${DEPLOYMENT}.function_app_redis_access`,
      ],
      lifecycle: {
        replace_triggered_by: ["azurerm_windows_function_app_slot.function_app_staging.id"],
      },
    });
  });

  test("the access policy is another deployment once there is another database, and only then", () => {
    const nameOf = (redis: object): unknown =>
      withRedis(redis, OLDER).workloads.all(DEPLOYMENT)["function_app_redis_access"]?.["name"];
    const before = nameOf({});
    for (const other of [
      { sku: { name: "Balanced_B1" } },
      { highAvailability: true },
      { clusteringPolicy: "NoCluster" },
    ])
      expect(nameOf(other)).not.toBe(before);
    expect(nameOf({ evictionPolicy: "NoEviction" })).toBe(before);
  });

  test("no identity gets an access policy where no component declares Redis", () => {
    const { workloads, backend } = synthBackend({ optional: { redis: true } });
    for (const type of [DEPLOYMENT, MANAGED_ASSIGNMENT])
      expect(Object.keys(workloads.all(type)).filter((name) => name.includes("redis"))).toEqual([]);
    expect(backend.plan.notes).toContainEqual({
      level: "warning",
      path: "optional.redis",
      message: 'no component has access to it: add access: [{ type: "redis", action: "write" }]',
    });
  });

  test("a component that declares to read could write as well, since there is one policy, with a note", () => {
    const { backend } = synthBackend({ optional: { redis: true } }, { reader });
    expect(backend.explain("notes")).toContain(
      "reader can also write: Azure Managed Redis has only one access policy, with full access",
    );
    expect(backend.explain("grants")).toContain("redis data: access policy default: reader reads it");
  });
});

describe("Azure Cache for Redis", () => {
  test("Azure Cache for Redis is the specification's, without keys, closed with private endpoints", () => {
    expect(cache.platform.only(CACHE)).toMatchObject({
      sku_name: "Basic",
      family: "C",
      capacity: 0,
      non_ssl_port_enabled: false,
      minimum_tls_version: "1.2",
      access_keys_authentication_enabled: false,
      public_network_access_enabled: false,
      redis_configuration: {
        active_directory_authentication_enabled: true,
        maxmemory_policy: "volatile-lru",
      },
    });
    expect(cache.platform.all("azurerm_private_endpoint")["private_endpoint_redis"]).toMatchObject({
      private_service_connection: { subresource_names: ["redisCache"] },
    });
    expect(settingsOf(cache)["REDIS_PORT"]).toBe("6380");
    const rules = cache.network.all("azurerm_network_security_rule");
    expect(rules["nsg_private_endpoints_allow_redis"]).toMatchObject({ destination_port_range: "6380" });
    expect(cache.platform.all("azurerm_monitor_diagnostic_setting")["redis_diagnostics"]).toMatchObject({
      enabled_log: [{ category: "ConnectedClientList" }, { category: "MSEntraAuthenticationAuditLog" }],
    });
  });

  test("Azure Cache for Redis gives a warning with the date of its end", () => {
    const warnings = cache.backend.plan.notes.filter(({ path }) => path === "optional.redis.engine");
    expect(warnings.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      expect.stringMatching(/^warning: .*2028-09-30/) as string,
      expect.stringMatching(/^warning: .*2026-04-01/) as string,
    ]);
  });

  test("Azure Cache for Redis is chosen by one of its sku names, in the specification's spelling", () => {
    const { platform, backend } = withRedis({
      sku: { name: "Basic", family: "C", capacity: 0 },
      enableNonSslPort: false,
      minimumTlsVersion: "1.2",
    });
    expect(platform.only(CACHE)["sku_name"]).toBe("Basic");
    expect(backend.explain("optional.redis")).toContain(
      'optional.redis.engine = "cache"  (derived: Basic applies to Azure Cache for Redis, engine "cache")',
    );
  });

  test.each([
    ["Standard", "C", 0],
    ["Premium", "P", 1],
  ] as const)("Azure Cache for Redis of tier %s begins with the smallest size", (name, family, capacity) => {
    expect(withRedis({ sku: { name } }).platform.only(CACHE)).toMatchObject({
      sku_name: name,
      family,
      capacity,
    });
  });

  test("Azure Cache for Redis spells eviction policies in its own way", () => {
    const { platform } = withRedis({ engine: "cache", evictionPolicy: "AllKeysLFU" });
    expect(platform.only(CACHE)["redis_configuration"]).toMatchObject({ maxmemory_policy: "allkeys-lfu" });
  });

  test.each([
    ["all of them read", { reader }, "Data Reader"],
    ["one of them writes", { reader, sessions }, "Data Contributor"],
  ])(
    "the app may read or write Azure Cache for Redis as its components need: %s",
    (_what, components, policy) => {
      const { workloads } = synthBackend(
        { environment: "prod", optional: { redis: { engine: "cache" } } },
        components,
      );
      expect(Object.keys(workloads.all(ASSIGNMENT))).toEqual([
        "function_app_redis_access",
        "function_app_staging_redis_access",
      ]);
      const principal = "${azurerm_windows_function_app.function_app.identity[0].principal_id}";
      expect(workloads.all(ASSIGNMENT)["function_app_redis_access"]).toEqual({
        name: "functionApp",
        redis_cache_id: "${data.terraform_remote_state.platform.outputs.redis_id}",
        access_policy_name: policy,
        object_id: principal,
        object_id_alias: principal,
      });
    },
  );
});

test("an existing private DNS zone of Redis can be used", () => {
  const zone = "privatelink.redis.azure.net";
  const id = `/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${zone}`;
  const { network, platform } = withRedis(true, {
    environment: "prod",
    external: { privateDnsZones: { [zone]: { id } } },
  });
  expect(network.all("azurerm_private_dns_zone")).not.toHaveProperty("private_dns_zone_redis_azure_net");
  expect(platform.all("azurerm_private_endpoint")["private_endpoint_redis"]).toMatchObject({
    private_dns_zone_group: { private_dns_zone_ids: [id] },
  });
});
