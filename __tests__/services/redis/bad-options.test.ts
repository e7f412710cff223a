import { defineFunction } from "../../../lib";
import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";

const REDIS = "optional.redis";
const said = (path: string, value: unknown): string => `your options (${REDIS}.${path} = ${redacted(value)})`;
const sessions = defineFunction({
  name: "sessions",
  entry: "./x.ts",
  trigger: { type: "http" },
  access: [{ type: "redis", action: "write" }],
});
const bad = (redis: object, more: object = {}) => problemsOf({ ...more, optional: { redis } }, { sessions });

describe("an engine", () => {
  test("an engine with a size of the other engine is refused", () => {
    expect(bad({ engine: "managed", sku: { name: "Basic" } })).toEqual([
      problem(
        `${REDIS}.sku`,
        'Basic applies to Azure Cache for Redis, engine "cache"',
        `set ${REDIS}.sku to { name: "Balanced_B0" }, or ${REDIS}.engine to "cache"`,
        said("sku", { name: "Basic" }),
        said("engine", "managed"),
      ),
    ]);
    expect(bad({ engine: "cache", sku: { name: "Balanced_B1" } })).toEqual([
      problem(
        `${REDIS}.sku`,
        'Balanced_B1 applies to Azure Managed Redis, engine "managed"',
        `set ${REDIS}.sku to { name: "Basic" }, or ${REDIS}.engine to "managed"`,
        said("sku", { name: "Balanced_B1" }),
        said("engine", "cache"),
      ),
    ]);
    expect(bad({ engine: "managed", sku: { capacity: 1 } })[0]?.message).toBe(
      'a family or capacity applies to Azure Cache for Redis, engine "cache"',
    );
  });

  test("an unknown engine and an unknown size are refused", () => {
    const [engine] = bad({ engine: "enterprise" });
    expect(engine?.message).toBe('must be one of "managed", "cache", got "enterprise"');
    const [sku] = bad({ sku: { name: "Enterprise_E10" } });
    expect(sku).toMatchObject({ path: `${REDIS}.sku.name` });
    expect(sku?.message).toContain('"Balanced_B0"');
    expect(bad({ minimumTlsVersion: "1.0" })[0]).toMatchObject({ path: `${REDIS}.minimumTlsVersion` });
  });
});

describe("a managed one", () => {
  test("Azure Managed Redis has no family and no capacity", () => {
    expect(bad({ sku: { name: "Balanced_B1", family: "C", capacity: 1 } })).toEqual(
      ["family", "capacity"].map((option) =>
        problem(
          `${REDIS}.sku.${option}`,
          "applies only to Azure Cache for Redis; Balanced_B1 is enough",
          `remove ${REDIS}.sku.${option}`,
          said(`sku.${option}`, option === "family" ? "C" : 1),
          said("sku.name", "Balanced_B1"),
        ),
      ),
    );
  });

  test("Azure Managed Redis in one shard is refused where the shard is too small", () => {
    expect(bad({ sku: { name: "Balanced_B50" }, clusteringPolicy: "NoCluster" })).toEqual([
      problem(
        `${REDIS}.clusteringPolicy`,
        "one shard has at most 24 GB, and Balanced_B50 has more",
        `set ${REDIS}.clusteringPolicy to "EnterpriseCluster", or ${REDIS}.sku.name to a size up to 20`,
        said("clusteringPolicy", "NoCluster"),
        said("sku.name", "Balanced_B50"),
      ),
    ]);
    expect(bad({ sku: { name: "Balanced_B20" }, clusteringPolicy: "NoCluster" })).toEqual([]);
  });
});

describe("a cache", () => {
  test.each([
    [{ name: "Basic", family: "P" }, "family", "Basic is of family C"],
    [{ name: "Premium", family: "C" }, "family", "Premium is of family P"],
    [{ name: "Premium", capacity: 0 }, "capacity", "Premium has sizes 1 to 5, got 0"],
    [{ name: "Premium", capacity: 6 }, "capacity", "Premium has sizes 1 to 5, got 6"],
  ])("a cache has one of its sizes: %j", (sku, option, message) => {
    const [only, ...others] = bad({ sku });
    expect(others).toEqual([]);
    expect(only).toMatchObject({ path: `${REDIS}.sku.${option}`, message });
    expect(only?.from).toContain(said("sku.name", sku.name));
  });

  test("a cache has a replica where its tier has one, and no cluster policy, with one error for all", () => {
    const all = bad({ engine: "cache", highAvailability: true, clusteringPolicy: "OSSCluster" });
    expect(all).toEqual([
      problem(
        `${REDIS}.highAvailability`,
        "Basic has no replica",
        `remove ${REDIS}.highAvailability, or set ${REDIS}.sku.name to "Standard"`,
        said("highAvailability", true),
        `derived (${REDIS}.sku.name = "Basic", because the default)`,
      ),
      problem(
        `${REDIS}.clusteringPolicy`,
        "applies only to Azure Managed Redis",
        `remove ${REDIS}.clusteringPolicy, or set ${REDIS}.engine to "managed"`,
        said("clusteringPolicy", "OSSCluster"),
        said("engine", "cache"),
      ),
    ]);
    expect(bad({ sku: { name: "Standard" }, highAvailability: false })[0]).toMatchObject({
      message: "Standard has a replica",
      fix: `remove ${REDIS}.highAvailability, or set ${REDIS}.sku.name to "Basic"`,
    });
  });
});

test("a port without TLS is refused", () => {
  expect(bad({ enableNonSslPort: true })).toEqual([
    problem(
      `${REDIS}.enableNonSslPort`,
      "tokens and data would be sent unencrypted, and Azure Managed Redis has no such port",
      `set ${REDIS}.enableNonSslPort to false, or remove it`,
      said("enableNonSslPort", true),
    ),
  ]);
});

test("a component that uses Redis is refused where there is no Redis", () => {
  expect(problemsOf({}, { sessions })).toEqual([
    expect.objectContaining({
      path: "components.sessions.access[0].type",
      message: "uses Redis, but this backend has none",
      fix: "set optional.redis to true, or remove it",
    }),
  ]);
});

test("access to Redis has an action, and no name", () => {
  const using = (access: object) =>
    problemsOf({ optional: { redis: true } }, { it: { ...sessions, access: [access] } });
  expect(using({ type: "redis", action: "delete" })[0]?.path).toBe("components.it.access[0].action");
  expect(using({ type: "redis", action: "read", cache: "a" })[0]?.path).toBe("components.it.access[0].cache");
});

test("settings of Redis that the backend writes are refused, in any case, in options and components", () => {
  const environment = { redis_host: "localhost" };
  const problems = problemsOf(
    { functionApp: { settings: { REDIS_PORT: "1" } }, optional: { redis: true } },
    { it: { ...sessions, environment } },
  );
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    "functionApp.settings.REDIS_PORT: the backend sets this app setting, for optional.redis",
    "components.it.environment.redis_host: the backend sets this app setting, for optional.redis",
  ]);
  expect(problemsOf({}, { it: { ...sessions, access: [], environment } })).toEqual([]);
});

test("rules of the user may not take the names of the backend's own rules for Redis", () => {
  const inbound = { allow_redis: { priority: 300, source: "10.9.0.0/24" } };
  const networking = { subnets: { "private-endpoints": { inbound } } };
  expect(bad({}, { environment: "prod", networking })[0]).toMatchObject({
    path: "networking.subnets.private-endpoints.inbound.allow_redis",
    message: "is the name of a rule of the backend",
  });
});
