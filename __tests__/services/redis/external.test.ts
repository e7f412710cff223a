import { ManagedRedis } from "@cdktf/provider-azurerm/lib/managed-redis";
import { type BackendOptions, defineFunction } from "../../../lib";
import { estimateCost } from "../../../lib/cost/estimate";
import { stackRoles } from "../../../lib/services/contract/service";
import { notes } from "../../support/api-management";
import { lostReferences } from "../../support/lost-references";
import { problem, problemsOf } from "../../support/problems";
import { GROUP, azureId, ownStack, synthApp } from "../../support/shared";
import { synthBackend } from "../../support/synth";

const uses = (name: string, action: "read" | "write") =>
  defineFunction({ name, entry: "./x.ts", trigger: { type: "http" }, access: [{ type: "redis", action }] });
const components = { sessions: uses("sessions", "write") };
const managed = { id: azureId("Microsoft.Cache/redisEnterprise", "amr-shared") };
const cache = { id: azureId("Microsoft.Cache/redis", "redis-shared") };
const bringing = (redis: object, more: BackendOptions = {}) =>
  synthBackend({ ...more, external: { redis } as BackendOptions["external"] }, components);
const MANAGED_ASSIGNMENT = "azurerm_managed_redis_access_policy_assignment";
const DEPLOYMENT = "azurerm_resource_group_template_deployment";
const ASSIGNMENT = "azurerm_redis_cache_access_policy_assignment";

describe.each([
  ["managed", managed, "amr-shared.eastus2.redis.azure.net", "10000"],
  ["cache", cache, "redis-shared.redis.cache.windows.net", "6380"],
] as const)("an existing Redis of engine %s", (engine, redis, host, port) => {
  const prod = bringing(redis, { environment: "prod" });
  const { backend, platform, workloads, network } = prod;

  test("an existing Redis is not made, and gets only access policies from this backend", () => {
    expect(backend.redis).toBeUndefined();
    expect(platform.text).not.toMatch(/redis/i);
    expect(backend.plan.settings.optional.redis.engine).toBe(engine);
    expect(Object.keys(backend.plan.names)).not.toContain(
      engine === "managed" ? "managedRedis" : "redisCache",
    );
    expect(backend.plan.privateEndpoints.map(({ service }) => service)).not.toContain("redis");
    expect(notes(prod)).toContain(
      "note: external.redis: gets no private endpoint from this backend: its owner must create one",
    );
    const stacks = stackRoles.map((role) => [backend.plan.stackIds[role], prod[role]] as const);
    expect(lostReferences(Object.fromEntries(stacks))).toEqual([]);
  });

  test("an existing Redis is reached through a network that lets the functions out to its port", () => {
    const app = workloads.only("azurerm_windows_function_app");
    expect(app["app_settings"]).toMatchObject({ REDIS_HOST: host, REDIS_PORT: port });
    expect(network.all("azurerm_network_security_rule")["nsg_private_endpoints_allow_redis"]).toMatchObject({
      destination_port_range: port,
    });
  });

  test("an existing Redis is on the bill of its owner", () => {
    const { lines, notes: said } = estimateCost(backend.plan);
    expect(lines.filter(({ service }) => service === "redis")).toEqual([]);
    expect(said).toContain("external.redis is charged to its owner");
    expect(backend.explain("external")).toContain("external.redis = ");
  });

  test("an existing Redis gets no access policy where its owner assigns it", () => {
    const left = bringing({ ...redis, roleAssignments: false });
    expect(left.backend.redisAccess).toEqual({});
    const policy = engine === "managed" ? "default" : "Data Contributor";
    expect(notes(left)).toContainEqual(
      expect.stringContaining(
        `note: external.redis: its owner must assign this role to the function app and each of its slots: redis data: access policy ${policy}: sessions `,
      ),
    );
  });
});

test("an existing Azure Managed Redis gets its policies by its id", () => {
  const assignments = bringing(managed, { environment: "prod" }).workloads.all(MANAGED_ASSIGNMENT);
  expect(Object.keys(assignments)).toEqual([
    "function_app_redis_access",
    "function_app_staging_redis_access",
  ]);
  for (const each of Object.values(assignments)) expect(each["managed_redis_id"]).toBe(managed.id);
});

test("before azurerm 4.60 it gets them in its own group, under names of this backend", () => {
  const provider = { version: "4.59.0" };
  const { workloads } = bringing(managed, { environment: "prod", provider });
  const deployments = workloads.all(DEPLOYMENT);
  expect(deployments["function_app_redis_access"]).toMatchObject({
    name: expect.stringMatching(/^redis-access-feedbackprodfunctionApp\w{8}-\w{8}$/) as string,
    resource_group_name: GROUP,
  });
  expect(deployments["function_app_redis_access"]?.["template_content"]).toMatch(
    /"name":"amr-shared\/default\/feedbackprodfunctionApp\w{8}"/,
  );
  expect(deployments["function_app_staging_redis_access"]?.["depends_on"]).toContain(
    `${DEPLOYMENT}.function_app_redis_access`,
  );
  const names = ["dev", "prod"].map(
    (environment) =>
      bringing(managed, { environment, provider }).workloads.all(DEPLOYMENT)["function_app_redis_access"]?.[
        "name"
      ],
  );
  expect(new Set(names).size).toBe(2);
});

test("an existing Azure Cache for Redis gets its policies by its id", () => {
  const all = bringing(cache, { environment: "prod" });
  expect(all.workloads.all(ASSIGNMENT)["function_app_redis_access"]).toMatchObject({
    redis_cache_id: cache.id,
    access_policy_name: "Data Contributor",
    name: expect.stringMatching(/^feedbackprodfunctionApp\w{8}$/) as string,
  });
  expect(notes(all)).toContain("note: external.redis: Microsoft Entra authentication must be enabled on it");
});

test("an existing Redis can have its host set, and the ports of its shards are let in", () => {
  const hostName = "amr-shared.westeurope.redis.azure.net";
  const { backend, network } = bringing(
    { ...managed, hostName },
    { environment: "prod", optional: { redis: { clusteringPolicy: "OSSCluster" } } },
  );
  expect(backend.published.redis["hostName"]).toBe(hostName);
  expect(network.all("azurerm_network_security_rule")).toHaveProperty(
    "nsg_private_endpoints_allow_redis_shards",
  );
});

test("a construct of an existing Redis tells its engine by its type", () => {
  const { backends, dependencies } = synthApp((app) => {
    const redis = new ManagedRedis(ownStack(app), "cache", {
      name: "amr-own",
      resourceGroupName: GROUP,
      location: "eastus2",
      skuName: "Balanced_B0",
    });
    return [{ external: { redis } }];
  }, components as never);
  expect(backends[0]?.backend.plan.settings.optional.redis.engine).toBe("managed");
  expect(backends[0]?.backend.published.redis["hostName"]).toBe("amr-own.eastus2.redis.azure.net");
  expect(dependencies["feedback-dev-workloads"]).toContain("shared");
});

describe("options that contradict an existing Redis", () => {
  test("options that configure, switch off, rename or transform an existing Redis are refused", () => {
    const problems = problemsOf(
      {
        external: { redis: { ...cache, createChildren: true } },
        optional: { redis: { enabled: false, engine: "cache", clusteringPolicy: "OSSCluster" } },
        names: { redisCache: "redis-mine" },
        transform: { redis: {} },
      },
      components,
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "external.redis.createChildren",
      "transform.redis",
      "optional.redis.enabled",
      "optional.redis.engine",
      "optional.redis.clusteringPolicy",
      "names.redisCache",
    ]);
  });

  test("an id that is no cache of either engine is refused in one error", () => {
    const id = azureId("Microsoft.Cache/other", "x");
    const like = "/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Cache";
    expect(problemsOf({ external: { redis: { id } } }, components)).toMatchObject([
      {
        path: "external.redis.id",
        fix: `write it like ${like}/redisEnterprise/<name> or ${like}/redis/<name>`,
      },
    ]);
  });

  test("an access policy of Azure Managed Redis in another subscription is refused", () => {
    const subscriptionId = "22222222-2222-2222-2222-222222222222";
    const inOther = (redis: object) => problemsOf({ subscriptionId, external: { redis } }, components);
    expect(inOther(managed)).toEqual([
      problem(
        "external.redis.roleAssignments",
        "the cache is in another subscription, and access policies of Azure Managed Redis can be assigned only there",
        'set external.redis.roleAssignments to false, and assign the access policy "default" there',
        `your options (subscriptionId = "${subscriptionId}")`,
      ),
    ]);
    expect(inOther({ ...managed, roleAssignments: false })).toEqual([]);
    expect(inOther(cache)).toEqual([]);
  });
});
