import { App, LocalBackend, TerraformStack, Testing } from "cdktf";
import { defineBackend } from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import {
  GROUP,
  SUBSCRIPTION,
  dataSources,
  literals,
  ownStack,
  resources,
  synthApp,
  synthBeside,
} from "../../support/shared";
import { type Json, type JsonObject, type SynthesisedStack, synthBackend } from "../../support/synth";

const theirs = literals("${data.azurerm_client_config.current.subscription_id}");
const inside = { createChildren: true } as const;
const STATE = "terraform_remote_state";

const scopesOf = (stack: SynthesisedStack): Readonly<Record<string, Json | undefined>> =>
  Object.fromEntries(
    Object.entries({
      ...stack.all("azurerm_role_assignment"),
      ...stack.all("azurerm_cosmosdb_sql_role_assignment"),
    }).map(([name, { scope }]) => [name, scope]),
  );
const dataOf = ({ json }: SynthesisedStack, type: string): JsonObject =>
  ((json["data"] ?? {}) as Readonly<Record<string, JsonObject>>)[type] ?? {};
const settingsOf = (stack: SynthesisedStack): JsonObject =>
  stack.only("azurerm_windows_function_app")["app_settings"] as JsonObject;

describe("a data source with plain names", () => {
  const beside = synthBeside((stack) => {
    const { vnet: _none, ...external } = dataSources(stack);
    return { external };
  });
  const { shared, platform, workloads } = beside;

  test("a data source with plain names is read by them, without an output or a remote state", () => {
    expect(shared.json).not.toHaveProperty("output");
    expect(Object.keys(dataOf(platform, STATE))).toEqual([]);
    expect(Object.keys(dataOf(workloads, STATE))).toEqual([]);
  });

  test("a data source is in the backend's own subscription where its provider names no other", () => {
    expect(scopesOf(workloads)).toMatchObject({
      function_app_cosmos_data_contributor_feedback: `${theirs.cosmos.id}/dbs/feedback-db/colls/feedback`,
      function_app_storage_blob_data_owner: theirs.storage.id,
    });
    expect(workloads.only("azurerm_application_insights")["workspace_id"]).toBe(theirs.logAnalytics.id);
    expect(settingsOf(workloads)["KEY_VAULT_URI"]).toBe("https://kv-shared.vault.azure.net/");
    expect(lostReferences(beside.stacks)).toEqual([]);
  });

  test("the stack of a data source is applied before the stacks that use it, and only those", () => {
    expect(beside.dependencies).toMatchObject({
      "feedback-dev-network": [],
      "feedback-dev-platform": ["feedback-dev-network", "shared"],
      "feedback-dev-workloads": ["feedback-dev-network", "feedback-dev-platform", "shared"],
    });
  });

  test("a data source gives the same stacks as a literal", () => {
    const { vnet: _none, ...external } = literals();
    const literal = synthBackend({ external, subscriptionId: SUBSCRIPTION });
    const same = synthApp((app) => {
      const stack = ownStack(app, "shared", { subscriptionId: SUBSCRIPTION });
      const { vnet: _network, ...constructs } = dataSources(stack);
      return [{ external: constructs, subscriptionId: SUBSCRIPTION }];
    });
    for (const role of ["network", "platform", "workloads"] as const)
      expect(same.stacks[`feedback-dev-${role}`]?.text).toBe(literal[role].text);
  });
});

describe("a resource whose group only Terraform knows", () => {
  const beside = synthBeside((stack) => {
    const { vnet: _none, cosmos, storage, keyVault, logAnalytics } = resources(stack);
    return {
      external: {
        cosmos: { resource: cosmos, ...inside },
        storage: { resource: storage, ...inside },
        keyVault: { resource: keyVault, ...inside },
        logAnalytics,
      },
    };
  });
  const { shared, platform, workloads } = beside;
  const read = (name: string) => `data.terraform_remote_state.external_shared.outputs.external_${name}_id`;
  const nameOf = (name: string) => `\${element(split("/", ${read(name)}), 8)}`;
  const groupOf = (name: string) => `\${element(split("/", ${read(name)}), 4)}`;

  test("the stack of a resource whose group only Terraform knows puts out its id, and no other output", () => {
    expect(shared.json["output"]).toEqual({
      external_cosmos_id: { value: "${azurerm_cosmosdb_account.cosmos.id}" },
      external_storage_id: { value: "${azurerm_storage_account.storage.id}" },
      external_vault_id: { value: "${azurerm_key_vault.vault.id}" },
      external_logs_id: { value: "${azurerm_log_analytics_workspace.logs.id}" },
    });
  });

  test("the resource is read from the state of its stack, which is applied before", () => {
    const { backend } = shared.json["terraform"] as JsonObject;
    for (const stack of [platform, workloads])
      expect(dataOf(stack, STATE)["external_shared"]).toMatchObject({
        backend: "local",
        config: (backend as JsonObject)["local"],
      });
    expect(beside.dependencies["feedback-dev-platform"]).toContain("shared");
    expect(beside.dependencies["feedback-dev-workloads"]).toContain("shared");
    expect(beside.dependencies["feedback-dev-network"]).toEqual([]);
    expect(dataOf(beside.network, STATE)).toEqual({});
  });

  test("role assignments are on that id, and endpoints follow from it", () => {
    expect(scopesOf(workloads)).toMatchObject({
      function_app_cosmos_data_contributor_feedback: `\${${read("cosmos")}}/dbs/feedback-db/colls/feedback`,
      function_app_storage_blob_data_owner: `\${${read("storage")}}`,
      function_app_storage_blob_data_owner_uploads: `\${${read("storage")}}/blobServices/default/containers/uploads`,
    });
    expect(workloads.only("azurerm_cosmosdb_sql_role_assignment")).toMatchObject({
      account_name: nameOf("cosmos"),
      resource_group_name: groupOf("cosmos"),
      role_definition_id: `\${${read("cosmos")}}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002`,
    });
    expect(workloads.only("azurerm_application_insights")["workspace_id"]).toBe(`\${${read("logs")}}`);
    expect(settingsOf(workloads)).toMatchObject({
      FEEDBACK_COSMOS__accountEndpoint: `https://${nameOf("cosmos")}.documents.azure.com:443/`,
      KEY_VAULT_URI: `https://${nameOf("vault")}.vault.azure.net/`,
      PROCESS_UPLOAD_STORAGE__blobServiceUri: `https://${nameOf("storage")}.blob.core.windows.net/`,
    });
  });

  test("the children of the resource are made in its group", () => {
    expect(platform.only("azurerm_cosmosdb_sql_database")).toMatchObject({
      account_name: nameOf("cosmos"),
      resource_group_name: groupOf("cosmos"),
    });
    for (const each of platform.every("azurerm_storage_queue"))
      expect(each["storage_account_id"]).toBe(`\${${read("storage")}}`);
    const secret = platform.all("azurerm_resource_group_template_deployment")["key_vault_secret_jwt-secret"];
    expect(secret?.["resource_group_name"]).toBe(groupOf("vault"));
    expect(secret?.["template_content"]).toContain(`"name":"${nameOf("vault")}/jwt-secret"`);
  });

  test("every reference to the resource is whole, and no output is hidden", () => {
    expect(lostReferences(beside.stacks)).toEqual([]);
    for (const { text } of Object.values(beside.stacks)) expect(text).not.toContain("cross-stack-output-");
  });
});

describe("one resource of one stack", () => {
  const both = synthApp((app) => {
    const { storage } = resources(ownStack(app));
    return ["dev", "prod"].map((environment) => ({
      environment,
      storage: { hostAccount: "shared" as const },
      external: { storage },
    }));
  });

  test("one resource can be used by two backends: its id is one output, which both read", () => {
    expect(both.stacks["shared"]?.json["output"]).toEqual({
      external_storage_id: { value: "${azurerm_storage_account.storage.id}" },
    });
    for (const { workloads, backend } of both.backends) {
      expect(scopesOf(workloads)["function_app_storage_blob_data_owner"]).toBe(
        "${data.terraform_remote_state.external_shared.outputs.external_storage_id}",
      );
      expect(both.dependencies[backend.plan.stackIds.workloads]).toContain("shared");
    }
    expect(both.backends).toHaveLength(2);
    expect(lostReferences(both.stacks)).toEqual([]);
  });
});

describe("a resource of another backend", () => {
  test("a resource of another backend is read from the state of that backend", () => {
    const { stacks, backends } = synthApp((app) => {
      const owner = defineBackend({ feedbackApi }, { app, project: "shared", location: "eastus2" });
      return [{ external: { logAnalytics: owner.logAnalytics } }];
    });
    expect(backends.map(({ workloads }) => dataOf(workloads, STATE))).toMatchObject([
      {
        "external_shared-dev-platform": {
          config: { path: "../../../state/shared-dev-platform.tfstate" },
        },
      },
    ]);
    expect(lostReferences(stacks)).toEqual([]);
  });
});

describe("a construct of another App", () => {
  test("a construct of another App is read by its plain names, and no stack depends on it", () => {
    const { storage } = resources(ownStack(Testing.app()), GROUP);
    const { backends, dependencies } = synthApp(() => [{ external: { storage } }]);
    expect(backends.map(({ workloads }) => scopesOf(workloads))).toMatchObject([
      { function_app_storage_blob_data_owner: theirs.storage.id },
    ]);
    expect(dependencies["feedback-dev-workloads"]).toEqual(["feedback-dev-network", "feedback-dev-platform"]);
  });

  test("a construct of another App is refused where only Terraform knows its group", () => {
    const { storage } = resources(ownStack(Testing.app()));
    expect(problemsOf({ external: { storage: { resource: storage } } })).toEqual([
      problem(
        "external.storage",
        "shared/storage belongs to another App, and only Terraform knows its name",
        "pass that App as options.app, give the resource a literal name and resource group, or give its id",
        'your options (external.storage = {"resource":"an object of StorageAccount"})',
      ),
    ]);
  });
});

describe("a backend that is explained", () => {
  test("explain names the construct of an existing resource", () => {
    const { backend } = synthBeside((stack) => {
      const { cosmos } = dataSources(stack);
      const { storage } = resources(ownStack(new App({ outdir: "unused" }), "theirs"), GROUP);
      return { external: { cosmos, storage: { resource: storage } } };
    });
    expect(backend.explain("external").split("\n")).toEqual([
      "external.cosmos = rg-shared/cosmos-shared (construct shared/cosmos)",
      "external.storage = rg-shared/stshared (construct theirs/storage)",
    ]);
  });
});

describe("stacks whose ids differ only in characters that addresses drop", () => {
  test("stacks whose ids differ only in characters that addresses drop are read from separate remote states", () => {
    const { stacks } = synthApp((app) => {
      const { storage } = resources(ownStack(app, "a.b"));
      const { keyVault } = resources(ownStack(app, "ab"));
      return [{ external: { storage, keyVault } }];
    });
    expect(lostReferences(stacks)).toEqual([]);
  });
});

test("a stack needs its state backend before a resource of it is used that is read from there", () => {
  const app = Testing.app();
  const shared = new TerraformStack(app, "shared");
  const { storage } = resources(shared);
  expect(problemsOf({ app, external: { storage } })).toMatchObject([
    {
      path: "external.storage",
      message:
        "its name is read from the state of stack shared, but that stack has no backend from which other stacks can read",
    },
  ]);
  expect(() => new LocalBackend(shared, { path: "theirs.tfstate" })).not.toThrow();
  expect(() =>
    defineBackend({ feedbackApi }, { app, project: "feedback", location: "eastus2", external: { storage } }),
  ).not.toThrow();
});
