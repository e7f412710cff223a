import type { BackendOptions } from "../../lib";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../support/synth";

const accountOf = ({ platform }: SynthesisedBackend): JsonObject => platform.only("azurerm_cosmosdb_account");
const databaseOf = ({ platform }: SynthesisedBackend): JsonObject =>
  platform.only("azurerm_cosmosdb_sql_database");
/** The account of the data. */
const storageOf = ({ platform }: SynthesisedBackend): JsonObject =>
  platform.all("azurerm_storage_account")["storage"] ?? {};
const vaultOf = ({ platform }: SynthesisedBackend): JsonObject => platform.only("azurerm_key_vault");

function regionsOf(backend: SynthesisedBackend): unknown {
  const located = accountOf(backend)["geo_location"] as readonly JsonObject[];
  return located.map(({ location }) => location);
}

/** What was adjusted, by path. */
function adjusted({ backend }: SynthesisedBackend): readonly string[] {
  return backend.plan.notes.flatMap(({ level, path }) => (level === "adjusted" ? [path] : []));
}

const dev = synthBackend({ environment: "dev" });
const prod = synthBackend({ environment: "prod" });

describe("Cosmos DB", () => {
  test("Cosmos DB is serverless in dev", () => {
    expect(accountOf(dev)["capabilities"]).toEqual([{ name: "EnableServerless" }]);
    expect(databaseOf(dev)).not.toHaveProperty("autoscale_settings");
  });

  test("Cosmos DB scales up to 4000 RU/s on the database in prod", () => {
    expect(accountOf(prod)).not.toHaveProperty("capabilities");
    expect(databaseOf(prod)["autoscale_settings"]).toEqual({ max_throughput: 4000 });
  });

  test("Cosmos DB is backed up periodically in dev, with interval and retention written out", () => {
    expect(accountOf(dev)["backup"]).toEqual({
      type: "Periodic",
      interval_in_minutes: 240,
      retention_in_hours: 8,
      storage_redundancy: "Local",
    });
  });

  test("Cosmos DB is backed up continuously for 7 days in prod", () => {
    expect(accountOf(prod)["backup"]).toEqual({ type: "Continuous", tier: "Continuous7Days" });
  });

  test("Cosmos DB is in the location in dev, and in its pair too in prod", () => {
    expect(regionsOf(dev)).toEqual(["eastus2"]);
    expect(regionsOf(prod)).toEqual(["eastus2", "centralus"]);
  });

  test("Cosmos DB fails over and writes in every region in prod", () => {
    const switches = { automatic_failover_enabled: true, multiple_write_locations_enabled: true };
    expect(accountOf(prod)).toMatchObject(switches);
    expect(accountOf(dev)).toMatchObject({
      automatic_failover_enabled: false,
      multiple_write_locations_enabled: false,
    });
  });

  test("Cosmos DB has one region in prod where the location has no pair, and no setting that needs two", () => {
    const backend = synthBackend({ environment: "prod", location: "italynorth" });
    expect(regionsOf(backend)).toEqual(["italynorth"]);
    expect(accountOf(backend)).toMatchObject({
      automatic_failover_enabled: false,
      multiple_write_locations_enabled: false,
    });
    expect(adjusted(backend)).toEqual([
      "cosmos.multiRegion",
      "cosmos.enableMultipleWriteLocations",
      "cosmos.enableAutomaticFailover",
      "storage.sku",
    ]);
  });

  test("Cosmos DB has the regions that were chosen, in that order and in Azure's spelling", () => {
    const regions = ["West US 2", "eastus2", "northeurope"];
    const backend = synthBackend({ environment: "prod", cosmos: { regions } });
    expect(accountOf(backend)["geo_location"]).toMatchObject([
      { location: "westus2", failover_priority: 0 },
      { location: "eastus2", failover_priority: 1 },
      { location: "northeurope", failover_priority: 2 },
    ]);
  });

  test.each<[string, BackendOptions["cosmos"], readonly string[]]>([
    ["regions", { regions: ["eastus2", "westus2"] }, ["eastus2", "westus2"]],
    ["multiRegion", { multiRegion: true }, ["eastus2", "centralus"]],
  ])("Cosmos DB becomes autoscale in dev where %s asks for several regions", (_option, cosmos, regions) => {
    const backend = synthBackend({ environment: "dev", cosmos });
    expect(regionsOf(backend)).toEqual(regions);
    expect(accountOf(backend)).not.toHaveProperty("capabilities");
    expect(databaseOf(backend)["autoscale_settings"]).toEqual({ max_throughput: 4000 });
    expect(adjusted(backend)).toEqual(["cosmos.mode"]);
  });

  test("Cosmos DB stays serverless in one region where prod is made so", () => {
    const backend = synthBackend({ environment: "prod", cosmos: { mode: "Serverless" } });
    expect(accountOf(backend)["capabilities"]).toEqual([{ name: "EnableServerless" }]);
    expect(regionsOf(backend)).toEqual(["eastus2"]);
    expect(databaseOf(backend)).not.toHaveProperty("autoscale_settings");
    expect(adjusted(backend)).toContain("cosmos.multiRegion");
  });

  test.each(["dev", "prod"])("Cosmos DB takes the specification's custom block in %s", (environment) => {
    const cosmos = { consistencyLevel: "Strong", regions: ["eastus2", "westus2"] } as const;
    const backend = synthBackend({ environment, cosmos });
    expect(accountOf(backend)).toMatchObject({
      consistency_policy: { consistency_level: "Strong" },
      geo_location: [
        { location: "eastus2", failover_priority: 0 },
        { location: "westus2", failover_priority: 1 },
      ],
      multiple_write_locations_enabled: false,
      automatic_failover_enabled: environment === "prod",
    });
    expect(databaseOf(backend)).toHaveProperty("autoscale_settings");
    expect(adjusted(backend)).toEqual([
      environment === "prod" ? "cosmos.enableMultipleWriteLocations" : "cosmos.mode",
    ]);
  });

  test("Cosmos DB takes a backup option for its kind of backup", () => {
    const backend = synthBackend({ environment: "dev", cosmos: { backupTier: "Continuous30Days" } });
    expect(accountOf(backend)["backup"]).toEqual({ type: "Continuous", tier: "Continuous30Days" });
    expect(adjusted(backend)).toEqual(["cosmos.backup"]);
  });
});

describe("storage", () => {
  test.each([
    ["dev", "eastus2", "LRS"],
    ["prod", "eastus2", "GZRS"],
    ["prod", "westus", "GRS"],
    ["prod", "italynorth", "ZRS"],
  ])("storage of %s in %s is %s", (environment, location, replication) => {
    expect(storageOf(synthBackend({ environment, location }))["account_replication_type"]).toBe(replication);
  });

  test("storage takes the specification's literal SKU in prod", () => {
    const backend = synthBackend({ environment: "prod", storage: { sku: { name: "Standard_LRS" } } });
    expect(storageOf(backend)["account_replication_type"]).toBe("LRS");
  });

  test("storage has the specification's containers, all of them private", () => {
    const containers = Object.entries(prod.platform.all("azurerm_storage_container"))
      .filter(([id]) => !id.startsWith("package_storage_"))
      .map(([, container]) => container);
    expect(containers.map(({ name }) => name)).toEqual(["assets", "function-packages", "uploads"]);
    expect(containers.map((container) => container["container_access_type"])).toEqual(
      containers.map(() => "private"),
    );
    expect(storageOf(prod)["allow_nested_items_to_be_public"]).toBe(false);
  });

  test("storage has public assets where they are asked for, with a warning", () => {
    const backend = synthBackend({ storage: { containers: { assets: { publicAccess: "Blob" } } } });
    const containers = backend.platform.all("azurerm_storage_container");
    expect(Object.values(containers).map((each) => [each["name"], each["container_access_type"]])).toEqual([
      ["assets", "blob"],
      ["function-packages", "private"],
      ["uploads", "private"],
    ]);
    expect(storageOf(backend)["allow_nested_items_to_be_public"]).toBe(true);
    expect(backend.backend.plan.notes).toEqual([
      {
        level: "warning",
        security: true,
        path: "storage.containers.assets.publicAccess",
        message: "the blobs of this container are public on the internet",
      },
    ]);
  });

  test("storage gives the host an account of its own where that is asked for", () => {
    const { platform, workloads } = synthBackend({ storage: { hostAccount: "separate" } });
    const { storage, host_storage: host } = platform.all("azurerm_storage_account");
    expect(host?.["name"]).not.toBe(storage?.["name"]);
    expect([host?.["shared_access_key_enabled"], storage?.["shared_access_key_enabled"]]).toEqual([
      false,
      false,
    ]);
    const containers = Object.entries(platform.all("azurerm_storage_container"));
    const ofHost = containers.filter(([, each]) =>
      (each["storage_account_id"] as string).includes("host_storage"),
    );
    expect(ofHost).toEqual([]);
    expect(containers.map(([, { name }]) => name)).toEqual(["assets", "function-packages", "uploads"]);
    expect(workloads.only("azurerm_windows_function_app")["storage_account_name"]).toBe(
      "${data.terraform_remote_state.platform.outputs.storage_host_name}",
    );
    expect(platform.json["output"]).toMatchObject({
      storage_host_name: { value: "${azurerm_storage_account.host_storage.name}" },
      storage_name: { value: "${azurerm_storage_account.storage.name}" },
    });
  });
});

describe("the key vault", () => {
  test.each([
    ["dev", "Allow", dev, false],
    ["prod", "Deny", prod, true],
  ])(
    "the key vault of %s answers %s over the network, and roles decide",
    (_environment, action, backend, purgeProtection) => {
      expect(vaultOf(backend)).toMatchObject({
        network_acls: { default_action: action, bypass: "AzureServices" },
        public_network_access_enabled: action === "Allow",
        rbac_authorization_enabled: true,
        soft_delete_retention_days: 90,
        purge_protection_enabled: purgeProtection,
      });
      expect(vaultOf(backend)).not.toHaveProperty("access_policy");
    },
  );

  test("the key vault has jwt-secret and no other secret, written by ARM", () => {
    const deployments = prod.platform.all("azurerm_resource_group_template_deployment");
    const secrets = Object.keys(deployments).filter((name) => name.startsWith("key_vault_secret"));
    expect(secrets).toEqual(["key_vault_secret_jwt-secret"]);
    expect(deployments["key_vault_secret_jwt-secret"]?.["template_content"]).toContain("[newGuid()]");
  });

  test("the key vault has connection strings where an option asks for them, with keys on and a warning", () => {
    const backend = synthBackend({ keyVault: { connectionStrings: true } });
    const deployments = Object.keys(backend.platform.all("azurerm_resource_group_template_deployment"));
    expect(deployments.filter((name) => name.startsWith("key_vault_secret"))).toEqual([
      "key_vault_secret_cosmos-connection-string",
      "key_vault_secret_jwt-secret",
      "key_vault_secret_storage-connection-string",
    ]);
    expect(accountOf(backend)["local_authentication_enabled"]).toBe(true);
    expect(storageOf(backend)["shared_access_key_enabled"]).toBe(true);
    expect(adjusted(backend)).toEqual(["cosmos.disableLocalAuth", "storage.allowSharedKeyAccess"]);
    expect(backend.backend.explain("notes")).toContain("warning: keyVault.connectionStrings: ");
  });
});

describe("keys", () => {
  test.each([
    ["dev", dev],
    ["prod", prod],
  ])("no service accepts keys in %s", (_environment, backend) => {
    expect(accountOf(backend)["local_authentication_enabled"]).toBe(false);
    expect(storageOf(backend)["shared_access_key_enabled"]).toBe(false);
    expect(backend.platform.only("azurerm_log_analytics_workspace")["local_authentication_enabled"]).toBe(
      false,
    );
    expect(backend.workloads.only("azurerm_application_insights")["local_authentication_enabled"]).toBe(
      false,
    );
    for (const { text } of [backend.network, backend.platform, backend.workloads])
      expect(text).not.toMatch(/AccountKey|listKeys|access_key"|primary_key|connectionStrings\[/);
  });
});
