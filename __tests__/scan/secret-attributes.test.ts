import type { DataObject } from "../../lib/settings/data";
import { secretsOf } from "../../lib/scan/resource-secrets";
import { secretAttribute, secretAttributes } from "../../lib/scan/secret-attributes";
import recorded from "./sensitive-attributes.json";

const marked = Object.entries(recorded.types as Readonly<Record<string, readonly string[]>>).flatMap(
  ([type, paths]) => paths.map((path) => [type, path] as const),
);

test("more than a hundred attributes are marked as sensitive", () => {
  expect(marked.length).toBeGreaterThan(100);
});

test.each(marked)("%s.%s is known", (type, path) => {
  expect(secretAttribute(type, path)?.opens).toMatch(/\S/);
});

test("every rule is of an attribute that azurerm marks, and is reached", () => {
  const reached = new Set(marked.map(([type, path]) => secretAttribute(type, path)));
  expect(secretAttributes.filter((rule) => !reached.has(rule)).map(({ path }) => path.source)).toEqual([]);
});

test.each([
  ["azurerm_redis_cache", "redis_configuration.maxmemory_policy"],
  ["azurerm_redis_cache", "redis_configuration.data_persistence_authentication_method"],
])("%s.%s is no secret", (type, path) => {
  expect(secretAttribute(type, path)).toBeUndefined();
});

const STORAGE = "shared_access_key_enabled";
const LOCAL = "local_authentication_enabled";
/** An attribute, the arguments with which it opens something, and those with which it opens nothing. */
const cases: readonly (readonly [type: string, path: string, open: DataObject, closed: DataObject])[] = [
  ["azurerm_storage_account", "primary_access_key", { [STORAGE]: true }, { [STORAGE]: false }],
  ["azurerm_storage_account", "secondary_blob_connection_string", {}, { [STORAGE]: false }],
  ["azurerm_cosmosdb_account", "primary_key", { [LOCAL]: true }, { [LOCAL]: false }],
  ["azurerm_cosmosdb_account", "primary_readonly_key", {}, { local_authentication_disabled: true }],
  ["azurerm_servicebus_namespace", "default_primary_key", {}, { local_auth_enabled: false }],
  ["azurerm_eventhub_namespace", "default_primary_key", {}, { [LOCAL]: false }],
  ["azurerm_eventgrid_topic", "primary_access_key", {}, { local_auth_enabled: false }],
  ["azurerm_log_analytics_workspace", "primary_shared_key", {}, { [LOCAL]: false }],
  ["azurerm_application_insights", "instrumentation_key", {}, { local_authentication_disabled: true }],
  ["azurerm_redis_cache", "primary_access_key", {}, { access_keys_authentication_enabled: false }],
  ["azurerm_container_registry", "admin_password", { admin_enabled: true }, { admin_enabled: false }],
];

test.each(cases)("%s.%s is usable, unless the resource takes no keys", (type, path, open, closed) => {
  const verdictWith = (more: DataObject): readonly string[] =>
    secretsOf({
      address: `${type}.one`,
      type,
      attributes: { [path]: "a1b2", ...more },
      sensitive: [path],
    }).map(({ verdict }) => verdict);
  expect(verdictWith(open)).toEqual(["usable"]);
  expect(verdictWith(closed)).toEqual(["closed"]);
});

const nested: readonly (readonly [type: string, block: DataObject, closed: DataObject])[] = [
  [
    "azurerm_managed_redis",
    { default_database: [{ primary_access_key: "a1b2", access_keys_authentication_enabled: true }] },
    { default_database: [{ primary_access_key: "a1b2", access_keys_authentication_enabled: false }] },
  ],
  [
    "azurerm_api_management",
    { tenant_access: [{ primary_key: "a1b2", enabled: true }] },
    { tenant_access: [{ primary_key: "a1b2", enabled: false }] },
  ],
  [
    "azurerm_windows_function_app",
    {
      site_credential: [{ name: "$app", password: "a1b2" }],
      ftp_publish_basic_authentication_enabled: false,
      webdeploy_publish_basic_authentication_enabled: true,
    },
    {
      site_credential: [{ name: "$app", password: "a1b2" }],
      ftp_publish_basic_authentication_enabled: false,
      webdeploy_publish_basic_authentication_enabled: false,
    },
  ],
];

test.each(nested)("%s: a secret in a block is usable, unless it is switched off", (type, open, closed) => {
  const verdictsOf = (attributes: DataObject): ReadonlySet<string> =>
    new Set(
      secretsOf({ address: `${type}.one`, type, attributes, sensitive: [] }).map(({ verdict }) => verdict),
    );
  expect(verdictsOf(open)).toEqual(new Set(["usable"]));
  expect(verdictsOf(closed)).toEqual(new Set(["closed"]));
});

test.each([
  ["an expression", "${var.key}"],
  ["a reference to a key vault", "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/a/)"],
  ["nothing", ""],
])("%s is no secret", (_what, value) => {
  const attributes = { storage_account_access_key: value, app_settings: { KEY: value } };
  expect(
    secretsOf({ address: "a.b", type: "azurerm_windows_function_app", attributes, sensitive: [] }),
  ).toEqual([]);
});

test("a template that asks Azure for a key holds none, and one with the key does", () => {
  const verdictsOf = (value: string): readonly string[] =>
    secretsOf({
      address: "azurerm_resource_group_template_deployment.one",
      type: "azurerm_resource_group_template_deployment",
      attributes: { template_content: JSON.stringify({ outputs: { one: { value } } }) },
      sensitive: [],
    }).map(({ verdict }) => verdict);
  expect(verdictsOf("[concat('AccountKey=', listKeys('one', '2023-01-01').keys[0].value)]")).toEqual([]);
  expect(verdictsOf("[format('AccountKey={0};', listKeys('one', '2023-01-01').keys[0].value)]")).toEqual([]);
  expect(verdictsOf("[format('AccountKey=a1b2{0}', 'x')]")).toEqual(["usable"]);
  expect(verdictsOf("[concat('AccountKey=a1b2', ';EndpointSuffix=core.windows.net')]")).toEqual(["usable"]);
});
