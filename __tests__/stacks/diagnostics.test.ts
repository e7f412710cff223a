import type { BackendOptions } from "../../lib";
import { diagnosticSources } from "../../lib/stacks/diagnostic-sources";
import { stackRoles } from "../../lib/services/contract/service";
import { problemsOf } from "../support/problems";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../support/synth";

const SETTING = "azurerm_monitor_diagnostic_setting";

const backends = [
  ["dev", synthBackend()],
  ["prod", synthBackend({ environment: "prod" })],
  [
    "prod with everything",
    synthBackend({
      environment: "prod",
      functionApp: { os: "linux", package: "content-share", publicNetworkAccess: false },
      storage: { hostAccount: "separate" },
    }),
  ],
  ["Front Door", synthBackend({ optional: { cdn: true } })],
  ["Flex Consumption", synthBackend({ vnet: true, functionApp: { plan: "FC1" } })],
] as const;

/** What has no resource logs or metrics of its own to send, and why that is right. */
const SILENT: Readonly<Record<string, string>> = {
  terraform_data: "it is Terraform's own, and nothing of Azure's",
  azurerm_application_insights: "its telemetry is in the workspace already",
  azurerm_application_insights_standard_web_test: "its results are telemetry of Application Insights",
  azurerm_consumption_budget_resource_group: "tells by itself",
  azurerm_cdn_frontdoor_endpoint: "the profile sends its requests",
  azurerm_cdn_frontdoor_origin: "the profile sends its requests",
  azurerm_cdn_frontdoor_origin_group: "the profile sends its requests",
  azurerm_cdn_frontdoor_route: "the profile sends its requests",
  azurerm_cosmosdb_sql_container: "the account sends its requests",
  azurerm_cosmosdb_sql_database: "the account sends its requests",
  azurerm_cosmosdb_sql_role_assignment: "the account sends changes of its roles",
  azurerm_log_analytics_query_pack: "holds texts",
  azurerm_log_analytics_query_pack_query: "is a text",
  azurerm_management_lock: "the activity log has it",
  azurerm_monitor_action_group: "the activity log has it",
  azurerm_monitor_diagnostic_setting: "is what sends",
  azurerm_monitor_activity_log_alert: "what it raises is kept as alerts, and the activity log has it",
  azurerm_monitor_metric_alert: "what it raises is kept as alerts, and the activity log has it",
  azurerm_monitor_scheduled_query_rules_alert_v2:
    "what it raises is kept as alerts, and the activity log has it",
  azurerm_network_security_rule: "its group counts its hits",
  azurerm_private_dns_zone: "has metrics that Azure does not export",
  azurerm_private_dns_zone_virtual_network_link: "is part of its zone",
  azurerm_private_endpoint: "its target sends requests; it counts bytes only",
  azurerm_resource_group: "is no source of its own: the activity log has it",
  azurerm_resource_group_template_deployment: "the activity log has it",
  azurerm_role_assignment: "the activity log has it",
  azurerm_storage_container: "the blob service sends its requests",
  azurerm_storage_queue: "the queue service sends its requests",
  azurerm_storage_share: "the file service sends its requests",
  azurerm_subnet: "is part of its network",
  azurerm_subnet_network_security_group_association: "is a relation",
  azurerm_user_assigned_identity: "Entra ID logs its sign-ins",
};

/** Each setting's categories, by what it is of. */
function settingsOf(backend: SynthesisedBackend): ReadonlyMap<string, readonly string[]> {
  const all = stackRoles.flatMap((role) => Object.values(backend[role].all(SETTING)));
  return new Map(
    all.map((setting) => [setting["target_resource_id"] as string, categoriesOf(setting)] as const),
  );
}

function categoriesOf(setting: JsonObject): readonly string[] {
  const blocks = [setting["enabled_log"] ?? [], setting["enabled_metric"] ?? []] as (readonly JsonObject[])[];
  return blocks.flat().map(({ category }) => category as string);
}

/** The id of a resource as its setting names it: the network's are connected in the platform, where the workspace is. */
function idOf(role: string, type: string, name: string): string {
  if (role !== "network") return `\${${type}.${name}.id}`;
  const output = name === "vnet" ? "vnet_id" : `${name.replace("nsg_", "")}_network_security_group_id`;
  return `\${data.terraform_remote_state.network.outputs.networking_${output}}`;
}

/** Whether a file share is in an account. */
function hasShare({ platform }: SynthesisedBackend, accountId: string): boolean {
  return Object.values(platform.all("azurerm_storage_share")).some(
    ({ storage_account_id: account }) => account === accountId,
  );
}

describe.each(backends)("%s", (_name, backend) => {
  const expected = stackRoles.flatMap((role) =>
    backend[role].addresses.flatMap((address) => {
      const [type = "", name = ""] = address.split(".");
      const resourceId = idOf(role, type, name);
      return (diagnosticSources[type] ?? [])
        .filter(({ onlyWith }) => onlyWith === undefined || hasShare(backend, resourceId))
        .map(({ path = "", logs, metrics }) => [`${resourceId}${path}`, [...logs, ...metrics]] as const);
    }),
  );

  test("each resource sends its logs and metrics, and nothing else", () => {
    expect(Object.fromEntries(settingsOf(backend))).toEqual(Object.fromEntries(expected));
    expect(expected.length).toBeGreaterThan(8);
  });

  test("each setting sends to the workspace, from the workspace's stack or a later one", () => {
    expect(backend.network.all(SETTING)).toEqual({});
    const workspaces = (role: "platform" | "workloads"): ReadonlySet<unknown> =>
      new Set(Object.values(backend[role].all(SETTING)).map((each) => each["log_analytics_workspace_id"]));
    expect([...workspaces("platform")]).toEqual(["${azurerm_log_analytics_workspace.log_analytics.id}"]);
    expect([...workspaces("workloads")]).toEqual([
      "${data.terraform_remote_state.platform.outputs.logs_workspace_id}",
    ]);
  });

  test("each type of resource is in the table, or known to send none", () => {
    const types = stackRoles.flatMap((role) =>
      backend[role].addresses.map((each) => each.split(".")[0] ?? ""),
    );
    expect(types.filter((type) => !(type in diagnosticSources) && !(type in SILENT))).toEqual([]);
  });
});

/** As Azure Monitor's reference lists them; the table that everything above follows from has to say the same. */
test.each<[string, readonly string[]]>([
  ["azurerm_windows_function_app", ["FunctionAppLogs", "AllMetrics"]],
  ["azurerm_service_plan", ["AllMetrics"]],
  ["azurerm_key_vault", ["AuditEvent", "AzurePolicyEvaluationDetails", "AllMetrics"]],
  ["azurerm_virtual_network", ["VMProtectionAlerts", "AllMetrics"]],
  ["azurerm_network_security_group", ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"]],
  ["azurerm_log_analytics_workspace", ["Audit", "AllMetrics"]],
  [
    "azurerm_cosmosdb_account",
    [
      "DataPlaneRequests",
      "QueryRuntimeStatistics",
      "PartitionKeyStatistics",
      "PartitionKeyRUConsumption",
      "ControlPlaneRequests",
    ],
  ],
  ["azurerm_storage_account", ["Transaction", "Capacity", "StorageRead", "StorageWrite", "StorageDelete"]],
])("the type %s sends %j", (type, categories) => {
  const sources = diagnosticSources[type] ?? [];
  expect([...new Set(sources.flatMap(({ logs, metrics }) => [...logs, ...metrics]))]).toEqual(categories);
});

test("storage sends metrics from the account, and logs from each of its services", () => {
  const sources = diagnosticSources["azurerm_storage_account"] ?? [];
  expect(sources.map(({ path = "", logs }) => [path, logs.length])).toEqual([
    ["", 0],
    ["/blobServices/default", 3],
    ["/queueServices/default", 3],
    ["/tableServices/default", 3],
    ["/fileServices/default", 3],
  ]);
});

describe("the file service of a storage account", () => {
  const fileSettings = (options: BackendOptions): readonly string[] =>
    [...settingsOf(synthBackend(options)).keys()].filter((target) => target.includes("/fileServices/"));
  const share = { environment: "prod", functionApp: { package: "content-share" } } as const;

  test.each<[string, BackendOptions]>([
    ["dev", {}],
    ["prod", { environment: "prod" }],
    ["prod with public assets", { environment: "prod", optional: { cdn: true } }],
    ["prod with a package elsewhere", { functionApp: { package: { url: "https://a.example.com/app.zip" } } }],
  ])("the file service sends no logs without a share: %s", (_name, options) => {
    expect(fileSettings(options)).toEqual([]);
  });

  test.each([
    ["shared", "storage"],
    ["separate", "host_storage"],
  ] as const)("the file service sends its logs where the share is: %s", (hostAccount, account) => {
    expect(fileSettings({ ...share, storage: { hostAccount }, optional: { cdn: true } })).toEqual([
      `\${azurerm_storage_account.${account}.id}/fileServices/default`,
    ]);
  });
});

test("no type is both silent and in the table", () => {
  expect(Object.keys(SILENT).filter((type) => type in diagnosticSources)).toEqual([]);
});

test("only Cosmos DB has tables of its own in the workspace", () => {
  const [, prod] = backends[1];
  const dedicated = Object.entries(prod.platform.all(SETTING)).filter(
    ([, setting]) => "log_analytics_destination_type" in setting,
  );
  expect(dedicated.map(([name, setting]) => [name, setting["log_analytics_destination_type"]])).toEqual([
    ["cosmos_diagnostics", "Dedicated"],
  ]);
});

describe("a category that is switched off", () => {
  const [, whole] = backends[0];

  test("a category that is switched off is left out, and no other", () => {
    const less = synthBackend({ logs: { diagnostics: { DataPlaneRequests: false, StorageRead: false } } });
    const wanted = [...settingsOf(whole)].map(([target, categories]) => [
      target,
      categories.filter((category) => !["DataPlaneRequests", "StorageRead"].includes(category)),
    ]);
    expect(Object.fromEntries(settingsOf(less))).toEqual(Object.fromEntries(wanted));
  });

  test("a category that was the only one takes the whole setting with it", () => {
    const { workloads } = synthBackend({ logs: { diagnostics: { AllMetrics: false } } });
    expect(Object.keys(workloads.all(SETTING))).toEqual(["function_app_diagnostics"]);
  });

  test("a category can be switched on again over an environment", () => {
    const qa = { extends: "dev", logs: { diagnostics: { StorageRead: false } } };
    const options = { environment: "qa", environments: { qa }, logs: { diagnostics: { StorageRead: true } } };
    expect(
      settingsOf(synthBackend(options)).get("${azurerm_storage_account.storage.id}/blobServices/default"),
    ).toContain("StorageRead");
  });

  test("an unknown category is refused", () => {
    expect(problemsOf({ logs: { diagnostics: { StorageReads: false } } })).toMatchObject([
      {
        path: "logs.diagnostics.StorageReads",
        message: 'unknown option, got false. Did you mean "StorageRead"?',
      },
    ]);
  });
});
