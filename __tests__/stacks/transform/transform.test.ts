import { type BackendOptions, defineEventHandler, defineFunction } from "../../../lib";
import { resourceTypes, transformNames } from "../../../lib/services";
import { stackRoles } from "../../../lib/services/contract/service";
import { sharedResources } from "../../../lib/services/contract/shared-resources";
import type { TransformName, TransformOptions } from "../../../lib/services/contract/transforms";
import { changes } from "../../support/changes";
import { lostReferences } from "../../support/lost-references";
import { feedbackApi, processUploadFunction } from "../../support/sample";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";
import {
  APIM,
  BUDGETS,
  CALLED,
  FURTHER_APPS,
  DOMAINS,
  HUB,
  NAT_GATEWAY,
  NAT_PREFIX,
  PACKAGES,
  PROD,
  REDIS,
  SHARE,
} from "../../support/with-everything";

const names = Object.keys(changes) as TransformName[];

const entry = "./src/handler.ts";
const components = {
  feedbackApi,
  processUploadFunction,
  orders: defineEventHandler({ name: "orders", entry, source: { topic: "orders" } }),
  resize: defineEventHandler({ name: "resize", entry, source: { blobs: "uploads" } }),
  sessions: defineFunction({
    name: "sessions",
    entry,
    trigger: { type: "http" },
    access: [{ type: "redis", action: "write" }],
  }),
};

/** Every resource by its address, that of its stack first. */
function resourcesOf(backend: SynthesisedBackend): ReadonlyMap<string, JsonObject> {
  const all = stackRoles.flatMap((role) =>
    backend[role].addresses.map((address) => {
      const [type = "", name = ""] = address.split(".");
      return [`${role} ${address}`, backend[role].all(type)[name] ?? {}] as const;
    }),
  );
  return new Map(all);
}

/** A backend whose every resource went through a function, which may change it. */
function through(
  options: BackendOptions,
  change: (name: TransformName, config: object) => object = (_name, config) => config,
) {
  const asked: { readonly name: TransformName; readonly id: string; readonly config: object }[] = [];
  const functions = names.map((name) => [
    name,
    (config: object, id: string) => {
      asked.push({ name, id, config });
      return change(name, config);
    },
  ]);
  const transform = Object.fromEntries(functions) as TransformOptions;
  return { asked, backend: synthBackend({ ...options, transform }, components) };
}

/** `azurerm_storage_account.storage`, for the types that a name of `transform` stands for. */
function addressesOf(name: TransformName, id: string): readonly string[] {
  return (resourceTypes[name] ?? []).map((type) => `${type}.${id}`);
}

const configurations: readonly (readonly [string, BackendOptions])[] = [
  ["dev, called from outside", CALLED],
  ["prod with everything", { ...PROD, ...SHARE, ...APIM, ...BUDGETS }],
  ["prod on Linux", { ...PROD, ...REDIS, functionApp: { os: "linux", publicNetworkAccess: false } }],
  ["prod on Flex Consumption, with a further app", { ...PROD, ...REDIS, ...FURTHER_APPS }],
];

test("every name of transform is changed in this file", () => {
  expect([...names].sort()).toEqual(Object.keys(transformNames).sort());
  expect(Object.keys(transformNames)).toEqual(expect.arrayContaining(Object.keys(sharedResources)));
});

describe.each(configurations)("every resource of %s", (_what, options) => {
  const plain = synthBackend(options, components);
  const { asked, backend } = through(options);
  const found = asked.map(({ name, id }) => {
    const known = [...resourcesOf(plain).keys()].map((address) => address.split(" ")[1]);
    return addressesOf(name, id).find((address) => known.includes(address)) ?? `${name} ${id}`;
  });

  test("each resource goes through transform once, by its name in Terraform", () => {
    // What is Terraform's own is no resource of the provider.
    const addresses = [...resourcesOf(plain).keys()]
      .map((address) => address.split(" ")[1] ?? "")
      .filter((address) => !address.startsWith("terraform_data."));
    expect([...found].sort()).toEqual(addresses.sort());
  });

  test("a resource is unchanged where the function changes nothing", () => {
    for (const role of stackRoles) expect(backend[role].text).toBe(plain[role].text);
  });
});

const WITH_HUB = /^(apimCustomDomain|cdnCustomDomain|customDomain|dns|flowLog|route|vnetPeerings|workbook)/;
const WITH_NAT = /^(packageStorage|nat(?!GatewayPrefixes))/;

describe.each<[string, BackendOptions, (name: TransformName) => boolean]>([
  [
    "behind API Management",
    { ...PROD, ...SHARE, ...APIM, ...BUDGETS },
    (name) =>
      !WITH_HUB.test(name) && !/^(availabilityTest|packageStorage|nat|functionApps|servicePlans)/.test(name),
  ],
  ["called from outside", { ...PROD, ...CALLED }, (name) => name === "availabilityTest"],
  ["with a NAT gateway", { ...PROD, ...PACKAGES, ...REDIS, ...NAT_GATEWAY }, (name) => WITH_NAT.test(name)],
  ["with a hub and custom domains", { ...PROD, ...HUB, ...DOMAINS }, (name) => WITH_HUB.test(name)],
  [
    "with further apps",
    { ...PROD, ...REDIS, ...FURTHER_APPS },
    (name) => name === "functionApps" || name === "servicePlans",
  ],
  ["with a prefix", { ...PROD, ...REDIS, ...NAT_PREFIX }, (name) => name === "natGatewayPrefixes"],
])("a change of every resource, %s", (_where, options, isThere) => {
  const plain = resourcesOf(synthBackend(options, components));
  const partial = Object.fromEntries(names.map((name) => [name, changes[name].fields])) as TransformOptions;
  const byFields = synthBackend({ ...options, transform: partial }, components);
  const { asked, backend: byFunction } = through(options, (name, config) => ({
    ...config,
    ...merged(config, changes[name].fields),
  }));

  function merged(config: object, fields: object): object {
    return Object.fromEntries(
      Object.entries(fields).map(([key, value]: [string, unknown]) => {
        const earlier = (config as Readonly<Record<string, unknown>>)[key];
        const both = typeof value === "object" && value !== null && typeof earlier === "object";
        return [key, both ? { ...earlier, ...value } : value];
      }),
    );
  }

  /** The resources of that name, in a backend. */
  function named(name: TransformName, resources: ReadonlyMap<string, JsonObject>): readonly JsonObject[] {
    const addresses = asked.filter((each) => each.name === name).flatMap(({ id }) => addressesOf(name, id));
    return [...resources].flatMap(([address, resource]) =>
      addresses.includes(address.split(" ")[1] ?? "") ? [resource] : [],
    );
  }

  test.each(names.filter(isThere))("a change shows in each resource of the name: %s", (name) => {
    const { shows } = changes[name];
    for (const each of named(name, plain)) expect(each).not.toMatchObject(shows);
    for (const backend of [byFields, byFunction]) {
      const resources = named(name, resourcesOf(backend));
      expect(resources.length).toBeGreaterThan(0);
      expect(resources).toHaveLength(named(name, plain).length);
      for (const each of resources) expect(each).toMatchObject(shows);
    }
  });

  test("a change of each resource changes no other argument, and no reference", () => {
    expect([...resourcesOf(byFields).keys()]).toEqual([...plain.keys()]);
    for (const role of stackRoles) expect(byFunction[role].json).toEqual(byFields[role].json);
    const stacks = stackRoles.map((role) => [`feedback-prod-${role}`, byFields[role]] as const);
    expect(lostReferences(Object.fromEntries(stacks))).toEqual([]);
  });

  test("a change is in the plan by its name", () => {
    expect([...byFields.backend.plan.transforms].sort()).toEqual([...names].sort());
  });
});

describe("a change of the function app", () => {
  const partial = {
    functionApp: changes.functionApp.fields,
    functionAppSlots: changes.functionAppSlots.fields,
  };

  test.each(["linux", "windows"] as const)(
    "a change of the function app shows in its own kind of app and its slots: %s",
    (os) => {
      const { workloads } = synthBackend({
        ...PROD,
        functionApp: { os },
        transform: partial,
      });
      for (const type of [`azurerm_${os}_function_app`, `azurerm_${os}_function_app_slot`])
        expect(workloads.only(type)).toMatchObject(changes.functionApp.shows);
    },
  );

  test("a change of the function app shows in an app on Flex Consumption", () => {
    const functionApp = { maximumInstanceCount: 50, siteConfig: { healthCheckPath: "/health" } };
    const { workloads } = synthBackend({ ...PROD, functionApp: { plan: "FC1" }, transform: { functionApp } });
    const plainApp = synthBackend({ ...PROD, functionApp: { plan: "FC1" } }).workloads;
    const type = "azurerm_function_app_flex_consumption";
    expect(workloads.only(type)).toEqual({
      ...plainApp.only(type),
      maximum_instance_count: 50,
      site_config: {
        ...(plainApp.only(type)["site_config"] as JsonObject),
        health_check_path: "/health",
      },
    });
  });
});

describe("fields", () => {
  const plain = synthBackend();
  const changed = (transform: TransformOptions): SynthesisedBackend => synthBackend({ transform });
  const storageOf = ({ platform }: SynthesisedBackend): JsonObject =>
    platform.only("azurerm_storage_account");
  const appOf = ({ workloads }: SynthesisedBackend): JsonObject =>
    workloads.only("azurerm_windows_function_app");

  test("fields merge with the library's, at every depth", () => {
    const siteConfig = { healthCheckPath: "/health", healthCheckEvictionTimeInMin: 5 };
    const backend = changed({
      functionApp: { siteConfig, appSettings: { MODE: "fast" }, lifecycle: { preventDestroy: true } },
    });
    const before = appOf(plain);
    expect(appOf(backend)).toEqual({
      ...before,
      app_settings: { ...(before["app_settings"] as JsonObject), MODE: "fast" },
      lifecycle: { ...(before["lifecycle"] as JsonObject), prevent_destroy: true },
      site_config: {
        ...(before["site_config"] as JsonObject),
        health_check_path: "/health",
        health_check_eviction_time_in_min: 5,
      },
    });
  });

  test("fields keep the tags of the backend, and override them", () => {
    const { tags } = storageOf(changed({ storage: { tags: { owner: "data", Project: "mine" } } }));
    expect(tags).toEqual({ environment: "dev", stack: "platform", Project: "mine", owner: "data" });
  });

  test("fields replace lists that are a default of the library", () => {
    const enabledLog = [{ category: "AuditEvent" }];
    const { platform } = changed({ diagnosticSettings: { enabledLog } });
    for (const setting of platform.every("azurerm_monitor_diagnostic_setting"))
      expect(setting["enabled_log"]).toEqual(enabledLog);
  });

  test("fields that are undefined change nothing", () => {
    const { platform } = changed({ storage: { minTlsVersion: undefined, networkRules: undefined } });
    expect(platform.text).toBe(plain.platform.text);
  });

  // The merge rule of all options; Azure takes no interval for a continuous backup.
  test("fields of another type replace those of the earlier one", () => {
    const backup = { type: "Continuous", tier: "Continuous7Days" };
    const { platform } = changed({ cosmos: { backup } });
    expect(platform.only("azurerm_cosmosdb_account")["backup"]).toEqual(backup);
  });

  test("fields of an environment and of the call are merged, the call's last", () => {
    const qa = {
      extends: "dev",
      transform: {
        storage: { tags: { owner: "qa", cost: "low" }, minTlsVersion: "TLS1_3" },
        keyVault: { skuName: "premium" },
      },
    };
    const { platform } = synthBackend({
      environment: "qa",
      environments: { qa },
      transform: { storage: { tags: { owner: "call" } } },
    });
    expect(platform.only("azurerm_storage_account")).toMatchObject({
      min_tls_version: "TLS1_3",
      tags: { owner: "call", cost: "low" },
    });
    expect(platform.only("azurerm_key_vault")["sku_name"]).toBe("premium");
  });
});

describe("a function", () => {
  test("a function gets the provider's configuration and the name in Terraform, and has the last word", () => {
    const containers = jest.fn((config: { readonly name: string }) => config);
    const transform: TransformOptions = {
      storageContainers: (config, id) => {
        containers(config);
        return id === "storage_container_uploads" ? { ...config, metadata: { from: id } } : config;
      },
      storage: (config) => ({
        ...config,
        minTlsVersion: config.minTlsVersion === "TLS1_2" ? "TLS1_3" : "TLS1_0",
      }),
      // @ts-expect-error the provider has no such field
      keyVault: { skuNam: "premium" },
      // @ts-expect-error the provider must be a string
      cosmos: { consistencyPolicy: { consistencyLevel: 5 } },
      // @ts-expect-error the provider needs the other fields too
      cosmosDatabase: () => ({ name: "items" }),
    };
    const { storageContainers, storage } = transform;
    const { platform } = synthBackend({ transform: { storageContainers, storage } });
    expect(containers.mock.calls.map(([{ name }]) => name)).toEqual([
      "assets",
      "function-packages",
      "uploads",
    ]);
    const all = platform.all("azurerm_storage_container");
    expect(Object.values(all).map(({ metadata }) => metadata)).toEqual([
      undefined,
      undefined,
      { from: "storage_container_uploads" },
    ]);
    expect(platform.only("azurerm_storage_account")["min_tls_version"]).toBe("TLS1_3");
  });

  test("a function of the call replaces the transform of an environment", () => {
    const { platform } = synthBackend({
      environment: "qa",
      environments: { qa: { extends: "dev", transform: { storage: { minTlsVersion: "TLS1_3" } } } },
      transform: { storage: (config) => ({ ...config, accessTier: "Cool" }) },
    });
    expect(platform.only("azurerm_storage_account")).toMatchObject({
      min_tls_version: "TLS1_2",
      access_tier: "Cool",
    });
  });
});
