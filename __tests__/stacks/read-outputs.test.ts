import { stackRoles } from "../../lib/services/contract/service";
import { type JsonObject, synthBackend } from "../support/synth";

const subscriptionId = "11111111-1111-1111-1111-111111111111";
const tenantId = "22222222-2222-2222-2222-222222222222";

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (found as JsonObject | undefined)?.[key], value);
}

describe("state of type none", () => {
  const options = { environment: "prod", subscriptionId, tenantId } as const;
  const none = synthBackend({ ...options, state: { type: "none" } });
  const local = synthBackend(options);

  test("no stack says where its state is, and none reads one", () => {
    for (const role of stackRoles) {
      expect(at(none[role].json, "terraform")).not.toHaveProperty("backend");
      expect(at(none[role].json, "terraform")).not.toHaveProperty("cloud");
      expect(at(none[role].json, "data", "terraform_remote_state")).toBeUndefined();
      expect(none[role].addresses).toEqual(local[role].addresses);
    }
  });

  test("a stack puts out all that later stacks read as one value, and takes it by a variable", () => {
    const outputs = at(local.platform.json, "output") as Readonly<Record<string, { readonly value: string }>>;
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    expect(at(none.platform.json, "output")).toEqual({ ...outputs, shared: { value: values } });
    expect(at(none.workloads.json, "variable", "platform")).toEqual({
      type: "map(string)",
      default: {},
      nullable: false,
      description:
        'The output "shared" of feedback-prod-platform. An entry that is missing is taken as Azure will name it.',
    });
    expect(at(local.platform.json, "output")).not.toHaveProperty("shared");
    expect(at(local.workloads.json, "variable")).toBeUndefined();
  });

  test("a value that the variable lacks is the one that is expected", () => {
    const defaults = at(local.workloads.json, "data", "terraform_remote_state", "platform", "defaults");
    const vault = at(defaults, "key_vault_uri") as string;
    expect(none.workloads.text).toContain(
      JSON.stringify(`\${lookup(var.platform, "key_vault_uri", "${vault}")}`).slice(1, -1),
    );
  });
});

describe("the values that the platform will put out", () => {
  const literal = synthBackend({ subscriptionId, tenantId, storage: { hostAccount: "separate" } });
  const defaults = at(literal.workloads.json, "data", "terraform_remote_state", "platform", "defaults");
  const outputs = at(literal.platform.json, "output") as Readonly<Record<string, { readonly value: string }>>;
  const nameOf = (type: string, name: string): string =>
    at(literal.platform.all(type), name, "name") as string;
  const idOf = (namespace: string, type: string, name: string): string =>
    `/subscriptions/${subscriptionId}/resourceGroups/rg-feedback-dev-platform/providers/${namespace}/${nameOf(type, name)}`;
  const storage = nameOf("azurerm_storage_account", "storage");
  const host = nameOf("azurerm_storage_account", "host_storage");
  const accounts = "Microsoft.Storage/storageAccounts";

  test("the expected outputs are those that the platform puts out, no more and no fewer", () => {
    expect(Object.keys(defaults as object).sort()).toEqual(Object.keys(outputs).sort());
  });

  test.each<[string, string, string]>([
    [
      "cosmos_id",
      "azurerm_cosmosdb_account.cosmos.id",
      idOf("Microsoft.DocumentDB/databaseAccounts", "azurerm_cosmosdb_account", "cosmos"),
    ],
    ["cosmos_name", "azurerm_cosmosdb_account.cosmos.name", nameOf("azurerm_cosmosdb_account", "cosmos")],
    [
      "cosmos_endpoint",
      "azurerm_cosmosdb_account.cosmos.endpoint",
      `https://${nameOf("azurerm_cosmosdb_account", "cosmos")}.documents.azure.com:443/`,
    ],
    [
      "key_vault_id",
      "azurerm_key_vault.key_vault.id",
      idOf("Microsoft.KeyVault/vaults", "azurerm_key_vault", "key_vault"),
    ],
    [
      "key_vault_uri",
      "azurerm_key_vault.key_vault.vault_uri",
      `https://${nameOf("azurerm_key_vault", "key_vault")}.vault.azure.net/`,
    ],
    [
      "logs_workspace_id",
      "azurerm_log_analytics_workspace.log_analytics.id",
      idOf("Microsoft.OperationalInsights/workspaces", "azurerm_log_analytics_workspace", "log_analytics"),
    ],
    [
      "storage_id",
      "azurerm_storage_account.storage.id",
      idOf(accounts, "azurerm_storage_account", "storage"),
    ],
    ["storage_name", "azurerm_storage_account.storage.name", storage],
    ...["blob", "queue", "table"].map((service): [string, string, string] => [
      `storage_${service}_endpoint`,
      `azurerm_storage_account.storage.primary_${service}_endpoint`,
      `https://${storage}.${service}.core.windows.net/`,
    ]),
    [
      "storage_host_id",
      "azurerm_storage_account.host_storage.id",
      idOf(accounts, "azurerm_storage_account", "host_storage"),
    ],
    ["storage_host_name", "azurerm_storage_account.host_storage.name", host],
    [
      "storage_host_blob_endpoint",
      "azurerm_storage_account.host_storage.primary_blob_endpoint",
      `https://${host}.blob.core.windows.net/`,
    ],
  ])("the expected outputs have the form of the real ones: %s", (output, source, value) => {
    expect(outputs[output]?.value).toBe(`\${${source}}`);
    expect(at(defaults, output)).toBe(value);
  });

  test("the expected outputs are all in the table above", () => {
    expect(Object.keys(outputs)).toHaveLength(14);
  });
});
