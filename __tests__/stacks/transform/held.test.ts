import type { BackendOptions, Problem } from "../../../lib";
import { resourceTypes } from "../../../lib/services";
import type { TransformName, TransformOptions } from "../../../lib/services/contract/transforms";
import { components, withRedis } from "../../support/configs";
import { problemsOf } from "../../support/problems";
import { type Json, type JsonObject, synthBackend } from "../../support/synth";
import { APIM, BUDGETS, PROD, SHARE } from "../../support/with-everything";

const RELEASED = 'app_settings["WEBSITE_RUN_FROM_PACKAGE"]';
const TEMPLATE = ["tags", "template_content", "parameters_content"];
const ignoring = (...ignoreChanges: string[]) => ({ lifecycle: { ignoreChanges } });
const BEHIND = { ...PROD, ...APIM, networking: { privateEndpoints: false } } as const;
const EVERYTHING = { ...PROD, ...SHARE, ...APIM, ...BUDGETS } as const;
const PAUSES = ["orders", "process-upload", "resize"].map((name) => `AzureWebJobs.${name}.Disabled`);

describe.each<
  [TransformName, BackendOptions, object, readonly string[], readonly Json[], readonly Json[], RegExp]
>([
  [
    "functionApp",
    PROD,
    ignoring("tags"),
    ["lifecycle", "ignore_changes"],
    [RELEASED],
    ["tags"],
    /^removes app_settings\["WEBSITE_RUN_FROM_PACKAGE"\] from lifecycle.ignoreChanges, which prevents the next apply from undoing a release$/,
  ],
  [
    "functionAppSlots",
    PROD,
    ignoring("tags"),
    ["lifecycle", "ignore_changes"],
    [RELEASED],
    ["tags"],
    /prevents the next apply/,
  ],
  [
    "functionApp",
    { ...PROD, functionApp: { container: { image: "contoso.io/app:1" } } },
    ignoring("tags"),
    ["lifecycle", "ignore_changes"],
    ["registry_url", "image_name", "image_tag"].map(
      (argument) => `site_config[0].application_stack[0].docker[0].${argument}`,
    ),
    ["tags"],
    /image_tag from lifecycle.ignoreChanges, which prevents the next apply/,
  ],
  [
    "functionApp",
    PROD,
    { stickySettings: { appSettingNames: ["STAGE"], connectionStringNames: ["DB"] } },
    ["sticky_settings", "app_setting_names"],
    PAUSES,
    ["STAGE"],
    /removes AzureWebJobs.orders.Disabled from stickySettings.appSettingNames, which keeps the pause/,
  ],
  [
    "keyVaultSecrets",
    PROD,
    ignoring("name"),
    ["lifecycle", "ignore_changes"],
    TEMPLATE,
    ["name"],
    /template_content from lifecycle.ignoreChanges, which prevents a second deployment/,
  ],
  [
    "privateEndpoints",
    { ...PROD, external: { privateDnsZones: "policy" } },
    ignoring("tags"),
    ["lifecycle", "ignore_changes"],
    ["private_dns_zone_group"],
    ["tags"],
    /private_dns_zone_group from lifecycle.ignoreChanges, which keeps the DNS zones/,
  ],
  [
    "roleAssignments",
    PROD,
    ignoring("principal_type"),
    ["lifecycle", "ignore_changes"],
    ["description"],
    ["principal_type"],
    /prevents the replacement of the role/,
  ],
  [
    "budgets",
    EVERYTHING,
    ignoring("amount"),
    ["lifecycle", "ignore_changes"],
    ["time_period"],
    ["amount"],
    /prevents the replacement of a budget/,
  ],
  [
    "containerRegistry",
    EVERYTHING,
    ignoring("tags"),
    ["lifecycle", "ignore_changes"],
    ["zone_redundancy_enabled"],
    ["tags"],
    /prevents the replacement of the registry/,
  ],
  [
    "serviceBusDefaultRules",
    { environment: "prod", optional: { serviceBus: true }, provider: { version: "4.80.0" } },
    ignoring("name"),
    ["lifecycle", "ignore_changes"],
    TEMPLATE,
    ["name"],
    /second deployment/,
  ],
  [
    "cosmos",
    {},
    { capabilities: [{ name: "EnableNoSQLVectorSearch" }] },
    ["capabilities"],
    [{ name: "EnableServerless" }],
    [{ name: "EnableNoSQLVectorSearch" }],
    /^removes EnableServerless from capabilities, which is set by cosmos.mode or cosmos.capabilities$/,
  ],
  [
    "functionApp",
    BEHIND,
    { siteConfig: { ipRestriction: [{ name: "office", priority: 200, ipAddress: "203.0.113.0/24" }] } },
    ["site_config", "ip_restriction"],
    [expect.objectContaining({ name: "allow_api_management" })],
    [{ name: "office", priority: 200, ip_address: "203.0.113.0/24" }],
    /removes allow_api_management from siteConfig.ipRestriction, which allows the callers of the app/,
  ],
  [
    "storage",
    {},
    { networkRules: { bypass: ["Logging"] } },
    ["network_rules", "bypass"],
    ["AzureServices", "Metrics"],
    ["Logging"],
    /removes AzureServices from networkRules.bypass/,
  ],
])("%s %#", (name, options, change, at, ours, theirs, message) => {
  const transform = { [name]: change } as TransformOptions;
  const declared = options === EVERYTHING ? withRedis : components;

  test("the list has the library's elements and the user's", () => {
    const backend = synthBackend({ ...options, transform }, declared);
    const found = resourcesNamed(backend, name).map((resource) => at.reduce<Json>(below, resource));
    expect(found.length).toBeGreaterThan(0);
    for (const each of found) expect(each).toEqual([...ours, ...theirs]);
  });

  test("the error says what an element does that a function removes", () => {
    const replaced = (config: object): object => ({ ...config, ...change });
    const problems = problemsOf({ ...options, transform: { [name]: replaced } }, declared);
    expect(problems.length).toBeGreaterThan(0);
    for (const { path, fix } of problems)
      expect([path, fix]).toEqual([`transform.${name}`, "keep it in the list, and add your own elements"]);
    expect(problems.map((each) => each.message)).toContainEqual(expect.stringMatching(message));
  });
});

function below(value: Json, key: string): Json {
  return (value as JsonObject)[key] ?? null;
}

/** The resources of a name that has a type of its own in these stacks, else those that begin like its id. */
function resourcesNamed(
  backend: ReturnType<typeof synthBackend>,
  name: TransformName,
): readonly JsonObject[] {
  const types = resourceTypes[name] ?? [];
  const prefix =
    { keyVaultSecrets: "key_vault_secret", serviceBusDefaultRules: "service_bus_default_rule" }[
      name as string
    ] ?? "";
  return (["network", "platform", "workloads"] as const)
    .flatMap((role) => types.flatMap((type) => Object.entries(backend[role].all(type))))
    .flatMap(([id, resource]) => (id.startsWith(prefix) ? [resource] : []));
}

describe("a list", () => {
  const first = (problems: readonly Problem[]) => problems.map(({ path, message }) => [path, message]);

  test("a list of names keeps the user's change of an element of the library", () => {
    const ipRestriction = [{ name: "allow_api_management", priority: 300 }];
    const { workloads } = synthBackend({
      ...BEHIND,
      transform: { functionApp: { siteConfig: { ipRestriction } } },
    });
    expect(workloads.only("azurerm_windows_function_app")["site_config"]).toMatchObject({
      ip_restriction: [
        {
          name: "allow_api_management",
          priority: 300,
          action: "Allow",
          virtual_network_subnet_id: expect.any(String) as string,
        },
      ],
    });
  });

  test("a list has no element twice", () => {
    const { workloads } = synthBackend({ transform: { functionApp: ignoring("tags", RELEASED, "tags") } });
    expect(workloads.only("azurerm_windows_function_app")["lifecycle"]).toMatchObject({
      ignore_changes: [RELEASED, "tags"],
    });
  });

  test("a list of ignored arguments may be everything", () => {
    const lifecycle = { ignoreChanges: "all" } as const;
    const { workloads } = synthBackend({ transform: { functionApp: { lifecycle } } });
    expect(workloads.only("azurerm_windows_function_app")["lifecycle"]).toMatchObject({
      ignore_changes: "all",
    });
    expect(
      problemsOf({ transform: { functionApp: (config: object) => ({ ...config, lifecycle }) } }),
    ).toEqual([
      expect.objectContaining({
        message:
          "removes azurerm_service_plan.service_plan.id from lifecycle.replaceTriggeredBy, which is replaced together with this resource",
      }),
      expect.objectContaining({
        message:
          "removes terraform_data.function_app_code.input from lifecycle.replaceTriggeredBy, which is replaced together with this resource",
      }),
    ]);
  });

  test("a list of services that bypass the firewall is not emptied by the word None", () => {
    const transform = { storage: { networkRules: { bypass: ["None"] } } };
    expect(first(problemsOf({ transform }))).toContainEqual([
      "transform.storage",
      "removes AzureServices from networkRules.bypass, which allows trusted Azure services such as Event Grid",
    ]);
  });

  test("a list of regions has each region once, in any spelling", () => {
    const geoLocation = [{ location: "East US 2", failoverPriority: 0, zoneRedundant: true }];
    const { platform } = synthBackend({ transform: { cosmos: { geoLocation } } });
    expect(platform.only("azurerm_cosmosdb_account")["geo_location"]).toEqual([
      { location: "East US 2", failover_priority: 0, zone_redundant: true },
    ]);
  });

  test("a list that was decided is kept, since another partition key would be another container", () => {
    for (const change of [
      { partitionKeyPaths: ["/tenant"] },
      (config: object) => ({ ...config, partitionKeyPaths: ["/tenant"] }),
    ])
      expect(first(problemsOf({ transform: { cosmosContainers: change } }))).toEqual([
        [
          "transform.cosmosContainers",
          'changes partitionKeyPaths to ["/tenant"], which is used by the components to read and write',
        ],
      ]);
  });

  test("a list of constructs keeps those of the library", () => {
    const emptied = { managementLocks: (config: object) => ({ ...config, dependsOn: [] }) };
    expect(first(problemsOf({ ...PROD, transform: emptied }))).toContainEqual([
      "transform.managementLocks",
      "removes key_vault from dependsOn, which must be created first",
    ]);
  });

  test("a list that a function changes in place is checked against its former elements all the same", () => {
    const transform = {
      functionApp: (config: { lifecycle: { ignoreChanges: string[] } }) => {
        config.lifecycle.ignoreChanges.length = 0;
        return config;
      },
    };
    expect(first(problemsOf({ transform }))).toEqual([
      ["transform.functionApp", expect.stringContaining("from lifecycle.ignoreChanges")],
    ]);
  });
});
