import { type BackendOptions, planBackend } from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { feedbackApi } from "../../support/sample";
import { GROUP, azureId, literals, synthApp } from "../../support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const theirs = literals();
const DEPLOYMENT = "azurerm_resource_group_template_deployment";

/** What a deployment makes. */
function deployed(deployment: JsonObject | undefined): JsonObject {
  const { resources } = JSON.parse(deployment?.["template_content"] as string) as { resources: [JsonObject] };
  return resources[0];
}

function notesOf({ backend }: SynthesisedBackend): Readonly<Record<string, string>> {
  return Object.fromEntries(backend.plan.notes.map(({ path, message }) => [path, message]));
}

describe("children of existing resources", () => {
  const external = {
    cosmos: { ...theirs.cosmos, createChildren: true },
    storage: { resource: theirs.storage, createChildren: true },
    keyVault: { ...theirs.keyVault, createChildren: true },
  };
  const backend = synthBackend({
    external,
    cosmos: { database: "items", mode: "Autoscale", containers: { orders: { partitionKey: "/id" } } },
    storage: { containers: { reports: {} }, queues: { tasks: false }, tables: { logs: false, audit: true } },
    keyVault: { secrets: { stripe: { rotation: 3 } } },
  });
  const { platform } = backend;

  test("children of existing Cosmos DB are a database and its containers, in the account and its group", () => {
    expect(platform.only("azurerm_cosmosdb_sql_database")).toEqual({
      name: "items",
      account_name: "cosmos-shared",
      resource_group_name: GROUP,
      autoscale_settings: { max_throughput: 4000 },
    });
    const containers = Object.values(platform.all("azurerm_cosmosdb_sql_container"));
    expect(containers.map(({ name }) => name)).toEqual(["feedback", "orders"]);
    for (const each of containers)
      expect(each).toMatchObject({
        account_name: "${azurerm_cosmosdb_sql_database.cosmos_database.account_name}",
        resource_group_name: "${azurerm_cosmosdb_sql_database.cosmos_database.resource_group_name}",
        database_name: "${azurerm_cosmosdb_sql_database.cosmos_database.name}",
      });
  });

  test("children of existing storage are containers and queues, by the account's id", () => {
    const children = [
      ...Object.values(platform.all("azurerm_storage_container")),
      ...Object.values(platform.all("azurerm_storage_queue")),
    ];
    expect(children.map(({ name }) => name)).toEqual([
      "assets",
      "function-packages",
      "reports",
      "uploads",
      "deadletter",
      "notifications",
      "webjobs-blobtrigger-poison",
    ]);
    for (const each of children) expect(each["storage_account_id"]).toBe(theirs.storage.id);
  });

  test("tables and secrets are deployed into the group of the existing resource", () => {
    const deployments = platform.all(DEPLOYMENT);
    expect(Object.entries(deployments).map(([name, each]) => [name, deployed(each)["name"]])).toEqual([
      ["key_vault_secret_jwt-secret", "kv-shared/jwt-secret"],
      ["key_vault_secret_stripe", "kv-shared/stripe"],
      ["storage_table_audit", "stshared/default/audit"],
      ["storage_table_sessions", "stshared/default/sessions"],
    ]);
    for (const each of Object.values(deployments)) {
      expect(each["resource_group_name"]).toBe(GROUP);
      expect(each["lifecycle"]).toEqual({
        ignore_changes: ["tags", "template_content", "parameters_content"],
      });
      expect(each).not.toHaveProperty("depends_on");
    }
  });

  test("children are made without their existing parent", () => {
    for (const type of ["azurerm_cosmosdb_account", "azurerm_storage_account", "azurerm_key_vault"])
      expect(platform.all(type)).toEqual({});
    expect(backend.backend.cosmosDatabase).toBeDefined();
    expect(Object.keys(backend.backend.storageContainers)).toContain("reports");
    expect(notesOf(backend)).not.toHaveProperty(["external.cosmos"]);
    expect(lostReferences({ "feedback-dev-platform": platform })).toEqual([]);
  });

  test("children of an existing serverless account have no throughput", () => {
    const cosmos = { ...theirs.cosmos, createChildren: true };
    const dev = synthBackend({ external: { cosmos } });
    expect(dev.platform.only("azurerm_cosmosdb_sql_database")).not.toHaveProperty("autoscale_settings");
  });

  test("a secret in an existing vault may be the connection string of a new account in another group", () => {
    const { platform: own } = synthBackend({
      functionApp: { package: "content-share" },
      external: { keyVault: external.keyVault },
    });
    const deployment = own.all(DEPLOYMENT)["key_vault_secret_host-storage-connection-string"];
    expect((deployed(deployment)["properties"] as JsonObject)["value"]).toContain(
      "resourceId('rg-feedback-dev-platform', 'Microsoft.Storage/storageAccounts', 'stfeedbackdev",
    );
    expect(deployment).toMatchObject({
      resource_group_name: GROUP,
      depends_on: ["azurerm_storage_account.storage"],
    });
  });

  test("secrets in an existing vault may be the connection strings of both accounts", () => {
    const { platform: own } = synthBackend({
      keyVault: { connectionStrings: true },
      external: { keyVault: external.keyVault },
    });
    const { properties } = deployed(own.all(DEPLOYMENT)["key_vault_secret_cosmos-connection-string"]);
    expect((properties as JsonObject)["value"]).toContain(
      "resourceId('rg-feedback-dev-platform', 'Microsoft.DocumentDB/databaseAccounts', 'cosmos-feedback-dev-",
    );
    expect(own.all(DEPLOYMENT)).toHaveProperty("key_vault_secret_storage-connection-string");
  });

  test("secrets of two accounts in one group are two deployments", () => {
    const both = synthApp(() =>
      ["dev", "prod"].map((environment) => ({
        environment,
        external: {
          storage: {
            id: azureId("Microsoft.Storage/storageAccounts", `st${environment}`),
            createChildren: true,
          },
          keyVault: { id: azureId("Microsoft.KeyVault/vaults", `kv-${environment}`), createChildren: true },
        },
      })),
    );
    // Azure keeps one deployment of a name in a group, and the provider refuses to make what is there.
    const [dev, prod] = both.backends.map((each) =>
      Object.values(each.platform.all(DEPLOYMENT)).map((deployment) => deployment["name"]),
    );
    expect(dev).toHaveLength(3);
    expect(dev?.filter((name) => prod?.includes(name))).toEqual([]);
  });
});

describe("the expectations in existing resources", () => {
  test("the plan notes what it expects in existing resources", () => {
    const { cosmos, storage, keyVault } = theirs;
    const backend = synthBackend({ external: { cosmos, storage, keyVault } });
    expect(notesOf(backend)).toEqual({
      "external.cosmos": "must already contain: database feedback-db, container feedback",
      "external.storage":
        "must already contain: container function-packages, container uploads, queue webjobs-blobtrigger-poison",
      "external.keyVault": "must already contain: secret jwt-secret",
      "components.feedbackApi.routes.list":
        'returns 503 unless the container "feedback" in external.cosmos has the composite indexes (/rating, /id)',
      "keyVault.access":
        '"declared", because external.keyVault is an existing key vault, which may contain secrets of others',
    });
  });

  test("no index is expected where the backend makes the containers, or an API has no list", () => {
    const indexes = (createChildren: boolean, list?: false) =>
      planBackend(
        { feedbackApi: { ...feedbackApi, ...(list === false && { routes: { list } }) } },
        {
          project: "feedback",
          location: "eastus2",
          external: { cosmos: { ...theirs.cosmos, createChildren } },
        },
      ).notes.filter(({ level, message }) => level === "warning" && message.includes("composite indexes"));
    expect(indexes(false)).toHaveLength(1);
    expect(indexes(false, false)).toEqual([]);
    expect(indexes(true)).toEqual([]);
  });

  test("a private endpoint of an existing resource is expected too, where the others have one", () => {
    const backend = synthBackend({ environment: "prod", external: { keyVault: theirs.keyVault } });
    expect(backend.backend.plan.notes).toContainEqual({
      level: "note",
      path: "external.keyVault",
      message: "gets no private endpoint from this backend: its owner must create one",
    });
  });

  test("the container of packages is expected too where the host has its own account, unless Flex Consumption has it there", () => {
    const expected = (functionApp: BackendOptions["functionApp"] = {}) =>
      notesOf(
        synthBackend({
          functionApp,
          storage: { hostAccount: "separate" },
          external: { storage: theirs.storage },
        }),
      )["external.storage"];
    const rest = "container uploads, queue webjobs-blobtrigger-poison";
    expect(expected()).toBe(`must already contain: container function-packages, ${rest}`);
    expect(expected({ plan: "FC1" })).toBe(`must already contain: ${rest}`);
  });
});

describe("explain", () => {
  test("explain lists existing resources, and where they were given", () => {
    const { backend } = synthBackend({
      external: { cosmos: theirs.cosmos, logAnalytics: theirs.logAnalytics },
    });
    expect(backend.explain("external").split("\n")).toEqual([
      "external.cosmos = 11111111-1111-1111-1111-111111111111/rg-shared/cosmos-shared",
      "external.logAnalytics = 11111111-1111-1111-1111-111111111111/rg-shared/log-shared",
    ]);
    expect(backend.explain("external.cosmos")).toBe(
      "external.cosmos = 11111111-1111-1111-1111-111111111111/rg-shared/cosmos-shared",
    );
    expect(backend.explain()).toContain("\nexternal.cosmos = ");
  });

  test("explain has no section on existing resources where there are none", () => {
    expect(synthBackend().backend.explain("external")).toBe("");
  });
});
