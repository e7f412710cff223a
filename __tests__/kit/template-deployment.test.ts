import type { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { Aspects, Testing } from "cdktf";
import { Construct } from "constructs";
import { buildKeyVault, buildSecret } from "../../lib/services/key-vault/build";
import type { SecretPlan, VaultPlan } from "../../lib/services/key-vault/plan";
import { buildStorageAccount } from "../../lib/services/storage/build";
import type { StorageAccountPlan } from "../../lib/services/storage/plan";
import { type TemplateDeployment, buildTemplateDeployment } from "../../lib/kit/template-deployment";
import { Tagging } from "../../lib/stacks/tagging";
import { theirs } from "../support/brought";
import { type JsonObject, synthBackend } from "../support/synth";
import { unchanged } from "../support/unchanged";
import "../support/resource-matchers";

const place = { resourceGroupName: "rg", location: "eastus2" };
const vaultPlan: VaultPlan = {
  name: "kv",
  softDeleteRetentionInDays: 90,
  enablePurgeProtection: true,
  access: "everybody",
};
const connections = { tenantId: "tenant" };
const storagePlan: StorageAccountPlan = {
  name: "sta",
  replication: "LRS",
  accessTier: "Hot",
  softDeleteRetentionInDays: 7,
  allowSharedKeyAccess: true,
  allowPublicBlobs: false,
  containers: [],
  queues: [],
  tables: [],
  shares: [],
  closed: false,
};

/** A vault by its plain name, which a template can hold. */
const called = ({ resourceGroupName }: KeyVault) => ({ name: vaultPlan.name, resourceGroupName });

/** A deployment that is made is never run again. */
const once = ["tags", "template_content", "parameters_content"];

/** The arguments of the one deployment in a synthesised stack. */
function deploymentIn(synthesised: string): JsonObject {
  const { resource } = JSON.parse(synthesised) as {
    resource: Record<string, Record<string, JsonObject>>;
  };
  const deployments = Object.values(resource["azurerm_resource_group_template_deployment"] ?? {});
  expect(deployments).toHaveLength(1);
  return deployments[0] ?? {};
}

function templateIn(synthesised: string): JsonObject {
  return JSON.parse(deploymentIn(synthesised)["template_content"] as string) as JsonObject;
}

describe("a secret", () => {
  const built = (value: SecretPlan["value"], rotation = 1): string =>
    Testing.synthScope((scope) => {
      const vault = buildKeyVault(scope, place, vaultPlan, connections, unchanged);
      buildSecret(scope, called(vault), { name: "jwt-secret", rotation, value }, [vault], unchanged);
    });
  const resource = (value: string) => ({
    type: "Microsoft.KeyVault/vaults/secrets",
    apiVersion: "2026-02-01",
    name: "kv/jwt-secret",
    properties: { value, contentType: "text/plain" },
  });
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

  test("that is random is drawn by ARM, from three values that its history does not keep", () => {
    const parameter = { type: "secureString", defaultValue: "[newGuid()]" };
    expect(templateIn(built({ type: "random" }))).toEqual({
      $schema,
      contentVersion: "1.0.0.0",
      parameters: { first: parameter, second: parameter, third: parameter },
      resources: [resource("[concat(parameters('first'), parameters('second'), parameters('third'))]")],
    });
  });

  test("that is the connection string of Cosmos DB is read by ARM", () => {
    expect(templateIn(built({ type: "cosmos-connection-string", account: { name: "cosmos-a" } }))).toEqual({
      $schema,
      contentVersion: "1.0.0.0",
      resources: [
        resource(
          "[listConnectionStrings(resourceId('Microsoft.DocumentDB/databaseAccounts', 'cosmos-a'), " +
            "'2024-05-15').connectionStrings[0].connectionString]",
        ),
      ],
    });
  });

  test.each([true, false])(
    "that is the connection string of a storage account is read by ARM (host: %s)",
    (host) => {
      expect(
        templateIn(built({ type: "storage-connection-string", account: { name: "sta" }, host })),
      ).toEqual({
        $schema,
        contentVersion: "1.0.0.0",
        resources: [
          resource(
            "[format('DefaultEndpointsProtocol=https;AccountName=sta;AccountKey={0};EndpointSuffix={1}', " +
              "listKeys(resourceId('Microsoft.Storage/storageAccounts', 'sta'), '2023-05-01').keys[0].value, " +
              "environment().suffixes.storage)]",
          ),
        ],
      });
    },
  );

  test.each<[string, Exclude<SecretPlan["value"], { type: "random" }>]>([
    [
      "'Microsoft.DocumentDB/databaseAccounts', 'a'",
      { type: "cosmos-connection-string", account: { name: "a", resourceGroupName: "rg-a" } },
    ],
    [
      "'Microsoft.Storage/storageAccounts', 'a'",
      { type: "storage-connection-string", account: { name: "a", resourceGroupName: "rg-a" }, host: false },
    ],
  ])("opens an account of another group by that group's name (%s)", (account, value) => {
    expect(deploymentIn(built(value))["template_content"]).toContain(`(resourceId('rg-a', ${account}), '20`);
  });

  test("goes into a vault that is brought, in the vault's group and with nothing to wait for", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildSecret(scope, theirs, { name: "s", rotation: 1, value: { type: "random" } }, [], unchanged);
    });
    expect(templateIn(synthesised)["resources"]).toMatchObject([{ name: "theirs/s" }]);
    expect(deploymentIn(synthesised)).toMatchObject({
      name: "secret-s-1",
      resource_group_name: "their-group",
      lifecycle: { ignore_changes: once },
    });
    expect(deploymentIn(synthesised)).not.toHaveProperty("depends_on");
  });

  test("is made anew by another rotation, and by nothing else in its deployment", () => {
    const [first, second] = [
      deploymentIn(built({ type: "random" })),
      deploymentIn(built({ type: "random" }, 2)),
    ];
    expect([first["name"], second["name"]]).toEqual(["secret-jwt-secret-1", "secret-jwt-secret-2"]);
    expect({ ...second, name: first["name"] }).toEqual(first);
  });

  test("is made again when the vault or the account that it opens is replaced, and only then", () => {
    const synthesised = Testing.synthScope((scope) => {
      const vault = buildKeyVault(scope, place, vaultPlan, connections, unchanged);
      const storage = buildStorageAccount(scope, "storage", place, storagePlan, unchanged);
      const value = { type: "storage-connection-string", account: { name: "sta" }, host: false } as const;
      buildSecret(scope, called(vault), { name: "s", rotation: 1, value }, [vault, storage], unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(ResourceGroupTemplateDeployment, {
      name: "secret-s-1",
      resource_group_name: "${azurerm_key_vault.key_vault.resource_group_name}",
      depends_on: ["azurerm_key_vault.key_vault", "azurerm_storage_account.storage"],
      lifecycle: {
        ignore_changes: once,
        replace_triggered_by: ["azurerm_key_vault.key_vault.id", "azurerm_storage_account.storage.id"],
      },
    });
  });
});

describe("a template deployment", () => {
  const deployment: TemplateDeployment = {
    name: "deployment",
    resourceGroupName: "rg",
    resource: { type: "Microsoft.Example/things", name: "thing" },
    parents: [],
  };
  const built = (given: Partial<TemplateDeployment> = {}): string =>
    Testing.synthScope((scope) => {
      Aspects.of(scope).add(new Tagging({ project: "feedback" }));
      buildTemplateDeployment(scope, "deployment", { ...deployment, ...given }, (_id, config) => config);
    });

  test.each(["tags", "parameters_content", "template_spec_version_id", "debug_level"])(
    "has no %s, whose every change would run it again",
    (argument) => {
      expect(deploymentIn(built())).not.toHaveProperty(argument);
    },
  );

  test("says no parameters where the template has none", () => {
    expect(templateIn(built())).toEqual({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [deployment.resource],
    });
  });

  test("without parents waits for nothing and is never made again", () => {
    expect(deploymentIn(built())).not.toHaveProperty("depends_on");
    expect(deploymentIn(built())["lifecycle"]).toEqual({ ignore_changes: once });
  });

  test("is what its transform makes of it, by its name in Terraform", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildTemplateDeployment(scope, "id", deployment, (id, config) => ({
        ...config,
        debugLevel: `${config.name} as ${id}`,
      }));
    });
    expect(deploymentIn(synthesised)).toMatchObject({
      name: "deployment",
      debug_level: "deployment as id",
    });
  });

  test("keeps a name of 64 characters, and cuts a longer one without making two the same", () => {
    const nameOf = (name: string) => deploymentIn(built({ name }))["name"] as string;
    expect(nameOf("n".repeat(64))).toBe("n".repeat(64));
    const cut = ["a", "b"].map((end) => nameOf("n".repeat(64) + end));
    expect(cut.map((name) => name.length)).toEqual([64, 64]);
    expect(cut[0]).not.toBe(cut[1]);
  });

  test("names its parents as they are called inside another construct", () => {
    const synthesised = Testing.synthScope((scope) => {
      const inner = new Construct(new Construct(scope, "outer"), "inner");
      const vault = buildKeyVault(inner, place, vaultPlan, connections, unchanged);
      buildTemplateDeployment(
        inner,
        "deployment",
        { ...deployment, parents: [vault] },
        (_id, config) => config,
      );
    });
    const [name] = Object.keys(
      (JSON.parse(synthesised) as { resource: Record<string, object> }).resource["azurerm_key_vault"] ?? {},
    );
    expect(name).toMatch(/^outer_inner_key_vault_/);
    expect(deploymentIn(synthesised)["lifecycle"]).toEqual({
      ignore_changes: once,
      replace_triggered_by: [`azurerm_key_vault.${name}.id`],
    });
  });
});

describe("in a backend with every secret", () => {
  const { platform } = synthBackend({
    keyVault: { connectionStrings: true },
    functionApp: { package: "content-share" },
    storage: { hostAccount: "separate" },
  });

  test.each<[string, readonly string[]]>([
    ["jwt-secret", []],
    ["cosmos-connection-string", ["azurerm_cosmosdb_account.cosmos.id"]],
    ["storage-connection-string", ["azurerm_storage_account.storage.id"]],
    ["host-storage-connection-string", ["azurerm_storage_account.host_storage.id"]],
  ])("%s is made again with the vault and with the account that it opens", (secret, accounts) => {
    const deployments = platform.all("azurerm_resource_group_template_deployment");
    expect(deployments[`key_vault_secret_${secret}`]?.["lifecycle"]).toMatchObject({
      replace_triggered_by: ["azurerm_key_vault.key_vault.id", ...accounts],
    });
  });
});
