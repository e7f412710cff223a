import type { BackendOptions } from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { problemsOf } from "../../support/problems";
import { GROUP, literals } from "../../support/shared";
import type { ExternalName } from "../../support/shared";
import { signFunction } from "../../support/sample";
import { type Json, type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const theirs = literals();
const roles = ["network", "platform", "workloads"] as const;
const services = ["cosmos", "storage", "keyVault", "logAnalytics"] as const;

const addressesOf = (backend: SynthesisedBackend): readonly string[] =>
  roles.flatMap((role) => backend[role].addresses.map((address) => `${role} ${address}`));
const appOf = ({ workloads }: SynthesisedBackend): JsonObject =>
  workloads.only("azurerm_windows_function_app");
const settingsOf = (backend: SynthesisedBackend): JsonObject => appOf(backend)["app_settings"] as JsonObject;

/** The types of everything in our stacks that speaks of a text. */
function mentioning(backend: SynthesisedBackend, text: string): readonly string[] {
  const types = roles.flatMap((role) =>
    Object.entries((backend[role].json["resource"] ?? {}) as JsonObject).flatMap(([type, named]) =>
      JSON.stringify(named).includes(text) ? [type] : [],
    ),
  );
  return [...new Set(types)].sort();
}

/** Every role by the end of its name, with what it is on. */
function scopesOf({ workloads }: SynthesisedBackend): Readonly<Record<string, Json | undefined>> {
  const all = {
    ...workloads.all("azurerm_role_assignment"),
    ...workloads.all("azurerm_cosmosdb_sql_role_assignment"),
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => !name.startsWith("function_app_staging"))
      .map(([name, { scope }]) => [name.replace("function_app_", ""), scope]),
  );
}

function expectSound(backend: SynthesisedBackend): void {
  const { plan } = backend.backend;
  const stacks = Object.fromEntries(roles.map((role) => [plan.stackIds[role], backend[role]]));
  expect(lostReferences(stacks)).toEqual([]);
}

const prod = synthBackend({ environment: "prod" });
const bringing = Object.fromEntries(
  services.map((key) => [key, synthBackend({ environment: "prod", external: { [key]: theirs[key] } })]),
) as Record<(typeof services)[number], SynthesisedBackend>;

describe.each<[(typeof services)[number], RegExp]>([
  [
    "cosmos",
    /cosmosdb_(account|sql_database|sql_container)\.|\.cosmos_diagnostics|endpoint_cosmos|documents|alert_cosmos|query_cosmos|\.cosmos_lock/,
  ],
  [
    "storage",
    /\.storage(_\w+)?_diagnostics$|azurerm_storage_|\.storage_table_|endpoint_storage|alert_storage|query_storage|\.storage_lock/,
  ],
  [
    "keyVault",
    /azurerm_key_vault\.|\.key_vault_secret_|\.key_vault_diagnostics|endpoint_key_vault|vaultcore|alert_key_vault|query_key-vault|\.key_vault_lock/,
  ],
  ["logAnalytics", /azurerm_log_analytics_workspace\.|\.log_analytics_(diagnostics|lock)/],
])("an existing resource for %s", (key, ofService) => {
  const backend = bringing[key];

  test("an existing resource is not made, and neither is any resource in it, to it or of it", () => {
    // The host's own account is no existing one, as that of the data is; its zones are those of both.
    const others = addressesOf(prod).filter(
      (address) =>
        !ofService.test(address) ||
        /\.(host|package)_storage|_endpoint_package_storage|_(blob|queue|table)_core_/.test(address),
    );
    expect(others.length).toBeLessThan(addressesOf(prod).length);
    // An existing vault may hold secrets of others: no role reaches all of them.
    const expected =
      key === "keyVault" ? others.filter((each) => !each.endsWith("_key_vault_secrets_user")) : others;
    expect(addressesOf(backend)).toEqual(expected);
  });

  test("an existing resource is in no output of the platform", () => {
    const outputs = Object.keys((backend.platform.json["output"] ?? {}) as JsonObject);
    const own = { cosmos: "cosmos_", storage: "storage_", keyVault: "key_vault_", logAnalytics: "logs_" }[
      key
    ];
    expect(Object.keys(prod.platform.json["output"] as JsonObject).join()).toContain(own);
    const ofData = outputs.filter(
      (output) => output.startsWith(own) && !/^storage_(host|packages)_/.test(output),
    );
    expect(ofData).toEqual([]);
  });

  test("an existing resource is undefined among the resources", () => {
    expect(prod.backend[key]).toBeDefined();
    expect(backend.backend[key]).toBeUndefined();
    expect(backend.backend.resources[key]).toBeUndefined();
  });

  test("an existing resource leaves every reference whole", () => {
    expectSound(backend);
  });
});

describe("the resources that mention an existing one", () => {
  const APPS = ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"];
  const ROLES = ["azurerm_role_assignment"];

  test.each<[(typeof services)[number], string, readonly string[]]>([
    ["cosmos", "cosmos-shared", ["azurerm_cosmosdb_sql_role_assignment", ...APPS]],
    ["storage", "stshared", [...ROLES, ...APPS]],
    ["keyVault", "kv-shared", APPS],
    ["logAnalytics", "log-shared", ["azurerm_application_insights", "azurerm_monitor_diagnostic_setting"]],
  ])(
    "only role assignments, settings and diagnostics mention the existing resource: %s",
    (key, name, types) => {
      expect(mentioning(bringing[key], name)).toEqual(types);
    },
  );

  test("existing Cosmos DB has its own role assignment on the container for the app and its slot, and its endpoint is set", () => {
    const { cosmos } = bringing;
    const assignments = cosmos.workloads.all("azurerm_cosmosdb_sql_role_assignment");
    expect(Object.keys(assignments)).toHaveLength(2);
    for (const each of Object.values(assignments))
      expect(each).toMatchObject({
        account_name: "cosmos-shared",
        resource_group_name: GROUP,
        role_definition_id: `${theirs.cosmos.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002`,
        scope: `${theirs.cosmos.id}/dbs/feedback-db/colls/feedback`,
      });
    expect(settingsOf(cosmos)).toMatchObject({
      FEEDBACK_COSMOS__accountEndpoint: "https://cosmos-shared.documents.azure.com:443/",
    });
  });

  test("existing storage has the host's role assignments on the account, and its endpoints are set, where they share it", () => {
    const storage = synthBackend({
      environment: "prod",
      storage: { hostAccount: "shared", packageAccount: "shared" },
      external: { storage: theirs.storage },
    });
    expect(scopesOf(storage)).toMatchObject({
      storage_blob_data_owner: theirs.storage.id,
      storage_queue_data_contributor: theirs.storage.id,
      storage_table_data_contributor: theirs.storage.id,
    });
    expect(appOf(storage)["storage_account_name"]).toBe("stshared");
    const settings = settingsOf(storage);
    expect(settings).toMatchObject({
      PROCESS_UPLOAD_STORAGE__blobServiceUri: "https://stshared.blob.core.windows.net/",
      PROCESS_UPLOAD_STORAGE__queueServiceUri: "https://stshared.queue.core.windows.net/",
    });
    expect(settings["WEBSITE_RUN_FROM_PACKAGE"]).toMatch(
      /^https:\/\/stshared\.blob\.core\.windows\.net\/function-packages\/func-/,
    );
  });

  test("an existing key vault has the role assignment to read secrets, and its address is set", () => {
    const backend = synthBackend({ external: { keyVault: theirs.keyVault } }, { signFunction });
    expect(scopesOf(backend)["key_vault_secrets_user_jwt-secret"]).toBe(
      `${theirs.keyVault.id}/secrets/jwt-secret`,
    );
    expect(settingsOf(backend)).toMatchObject({
      KEY_VAULT_URI: "https://kv-shared.vault.azure.net/",
      SIGNING_KEY: "@Microsoft.KeyVault(SecretUri=https://kv-shared.vault.azure.net/secrets/jwt-secret)",
    });
  });

  test("an existing workspace is in every diagnostic setting, and in Application Insights", () => {
    const { logAnalytics } = bringing;
    const settings = roles.flatMap((role) =>
      Object.values(logAnalytics[role].all("azurerm_monitor_diagnostic_setting")),
    );
    expect(settings.length).toBeGreaterThan(10);
    for (const each of settings) expect(each["log_analytics_workspace_id"]).toBe(theirs.logAnalytics.id);
    expect(logAnalytics.workloads.only("azurerm_application_insights")["workspace_id"]).toBe(
      theirs.logAnalytics.id,
    );
  });

  test("all existing resources are published for constructs of the user", () => {
    const { cosmos, storage, keyVault, logAnalytics } = bringing;
    expect(cosmos.backend.published.cosmos).toEqual({
      id: theirs.cosmos.id,
      name: "cosmos-shared",
      endpoint: "https://cosmos-shared.documents.azure.com:443/",
    });
    expect(storage.backend.published.storage).toEqual({
      id: theirs.storage.id,
      name: "stshared",
      blobEndpoint: "https://stshared.blob.core.windows.net/",
      queueEndpoint: "https://stshared.queue.core.windows.net/",
      tableEndpoint: "https://stshared.table.core.windows.net/",
      hostId: expect.not.stringContaining("stshared") as string,
      hostName: expect.not.stringContaining("stshared") as string,
      hostBlobEndpoint: expect.not.stringContaining("stshared") as string,
      packagesId: expect.not.stringContaining("stshared") as string,
      packagesBlobEndpoint: expect.not.stringContaining("stshared") as string,
    });
    expect(keyVault.backend.published.keyVault).toEqual({
      id: theirs.keyVault.id,
      uri: "https://kv-shared.vault.azure.net/",
    });
    expect(logAnalytics.backend.published.logs).toEqual({ workspaceId: theirs.logAnalytics.id });
  });
});

describe("a literal", () => {
  const published = (external: BackendOptions["external"]) => synthBackend({ external }).backend.published;

  test("a literal can give its own endpoints", () => {
    const { cosmos, storage, keyVault } = published({
      cosmos: { ...theirs.cosmos, endpoint: "https://cosmos.contoso.com/" },
      storage: {
        ...theirs.storage,
        primaryBlobEndpoint: "https://blob.contoso.com/",
        primaryQueueEndpoint: "https://queue.contoso.com/",
        primaryTableEndpoint: "https://table.contoso.com/",
      },
      keyVault: { resource: { ...theirs.keyVault, vaultUri: "https://vault.contoso.com/" } },
    });
    expect([cosmos.endpoint, keyVault.uri]).toEqual([
      "https://cosmos.contoso.com/",
      "https://vault.contoso.com/",
    ]);
    expect(storage).toMatchObject({
      blobEndpoint: "https://blob.contoso.com/",
      queueEndpoint: "https://queue.contoso.com/",
      tableEndpoint: "https://table.contoso.com/",
      hostBlobEndpoint: "https://blob.contoso.com/",
    });
  });

  test("a literal may repeat what its id says, in any case, and is written as Azure writes it", () => {
    const id = theirs.keyVault.id.replace("resourceGroups", "resourcegroups").replace("KeyVault", "keyvault");
    const keyVault = { id, name: "KV-shared", resourceGroupName: GROUP.toUpperCase() };
    expect(published({ keyVault }).keyVault.id).toBe(theirs.keyVault.id);
  });
});

describe("an existing resource without roles", () => {
  const external = Object.fromEntries(
    services.slice(0, 3).map((key) => [key, { ...theirs[key as ExternalName], roleAssignments: false }]),
  );

  test("the app gets no role assignments on an existing resource without roles, and keeps those on the backend's own", () => {
    const backend = synthBackend({ environment: "prod", external });
    expect(Object.keys(scopesOf(backend))).toEqual([
      "host_storage_blob_data_owner",
      "host_storage_queue_data_contributor",
      "host_storage_table_data_contributor",
      "monitoring_metrics_publisher",
      "package_storage_blob_data_reader",
    ]);
    expect(backend.workloads.all("azurerm_role_assignment")).toHaveProperty([
      "function_app_staging_monitoring_metrics_publisher",
    ]);
    expect(backend.backend.plan.grants.map(({ service, on }) => `${service} ${on}`)).toEqual([
      "logs insights",
      ...Array<string>(3).fill("storage host"),
      "storage packages",
    ]);
    expect(settingsOf(backend)["KEY_VAULT_URI"]).toBe("https://kv-shared.vault.azure.net/");
  });

  test("a content share without roles is refused, since the app reads its connection string while it is made", () => {
    const keyVault = { ...theirs.keyVault, createChildren: true, roleAssignments: false };
    const problems = problemsOf({ functionApp: { package: "content-share" }, external: { keyVault } });
    expect(problems.map(({ path, fix }) => [path, fix])).toEqual([
      ["functionApp.package", "remove functionApp.package or external.keyVault.roleAssignments"],
    ]);
  });
});

describe("existing storage beside a host account of the backend", () => {
  const separate = { storage: { hostAccount: "separate" } } as const;
  const backend = synthBackend({ ...separate, external: { storage: theirs.storage } });
  const HOST = "${data.terraform_remote_state.platform.outputs.storage_host_id}";

  test("existing storage leaves the host's account without a container of data", () => {
    const ours = backend.platform.addresses.filter((address) => address.startsWith("azurerm_storage_"));
    expect(ours).toEqual(["azurerm_storage_account.host_storage"]);
    expect(backend.backend.storage).toBeUndefined();
    expect(backend.backend.hostStorage).toBeDefined();
    expectSound(backend);
  });

  test("existing storage has the data and the code, and the host is in its own account", () => {
    expect(appOf(backend)["storage_account_name"]).toBe(
      "${data.terraform_remote_state.platform.outputs.storage_host_name}",
    );
    expect(scopesOf(backend)).toMatchObject({
      host_storage_blob_data_owner: HOST,
      "storage_blob_data_reader_function-packages": `${theirs.storage.id}/blobServices/default/containers/function-packages`,
      storage_blob_data_owner_uploads: `${theirs.storage.id}/blobServices/default/containers/uploads`,
      "storage_queue_data_message_sender_webjobs-blobtrigger-poison": `${theirs.storage.id}/queueServices/default/queues/webjobs-blobtrigger-poison`,
    });
    expect(settingsOf(backend)["PROCESS_UPLOAD_STORAGE__blobServiceUri"]).toBe(
      "https://stshared.blob.core.windows.net/",
    );
  });

  test("existing storage without roles leaves the host's role assignments on its own account", () => {
    const without = synthBackend({
      ...separate,
      external: { storage: { ...theirs.storage, roleAssignments: false } },
    });
    const ofStorage = Object.entries(scopesOf(without)).filter(([name]) => name.includes("storage"));
    expect(ofStorage.map(([, scope]) => scope)).toEqual([HOST, HOST, HOST]);
  });
});
