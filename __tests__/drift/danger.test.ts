import { dangerKinds } from "../../lib/drift/danger";
import type { Data, DataObject } from "../../lib/settings/data";
import { driftIn, refreshPlan } from "../support/refresh-plan";

/** The kinds of danger of one changed attribute, nested as its path says. */
function dangersOf(type: string, path: string, before: Data, after: Data): readonly string[] {
  const [finding] = driftIn(
    refreshPlan([{ address: `${type}.one`, before: at(path, before), after: at(path, after) }]),
  ).findings;
  return finding?.dangers.map(({ kind }) => kind) ?? ["nothing left"];
}

/** `network_rules.default_action` in a block, as Terraform has one. */
function at(path: string, value: Data): DataObject {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : [at(rest.join("."), value)] };
}

const STORAGE = "azurerm_storage_account";
const APP = "azurerm_linux_function_app";
const NSG = "azurerm_network_security_group";

/** Each difference, and the same in the other direction, which is none. */
test.each<readonly [kind: string, type: string, path: string, before: Data, after: Data]>([
  ["exposure", STORAGE, "public_network_access_enabled", false, true],
  ["exposure", "acme_thing", "public_network_access", "Disabled", "Enabled"],
  ["exposure", STORAGE, "network_rules.default_action", "Deny", "Allow"],
  ["exposure", APP, "site_config.ip_restriction_default_action", "Deny", "Allow"],
  ["exposure", STORAGE, "network_rules.ip_rules", ["1.1.1.1"], ["1.1.1.1", "2.2.2.2"]],
  ["exposure", "azurerm_key_vault", "network_acls.virtual_network_subnet_ids", [], ["/subscriptions/1"]],
  ["exposure", "azurerm_cosmosdb_account", "is_virtual_network_filter_enabled", true, false],
  ["exposure", APP, "site_config.ip_restriction.action", "Deny", "Allow"],
  ["exposure", NSG, "security_rule.access", "Deny", "Allow"],
  ["exposure", STORAGE, "allow_nested_items_to_be_public", false, true],
  ["exposure", "azurerm_storage_container", "container_access_type", "private", "blob"],
  ["exposure", APP, "https_only", true, false],
  ["exposure", STORAGE, "min_tls_version", "TLS1_2", "TLS1_0"],
  ["exposure", APP, "site_config.minimum_tls_version", "1.2", "1.1"],
  ["exposure", "azurerm_api_management", "virtual_network_type", "Internal", "External"],
  ["exposure", APP, "auth_settings_v2.require_authentication", true, false],
  ["sign-in", STORAGE, "shared_access_key_enabled", false, true],
  ["sign-in", "azurerm_servicebus_namespace", "local_auth_enabled", false, true],
  ["sign-in", "azurerm_cosmosdb_account", "local_authentication_disabled", true, false],
  ["sign-in", "azurerm_managed_redis", "default_database.access_keys_authentication_enabled", false, true],
  ["sign-in", "azurerm_container_registry", "admin_enabled", false, true],
  ["sign-in", APP, "webdeploy_publish_basic_authentication_enabled", false, true],
  ["sign-in", APP, "site_config.ftps_state", "Disabled", "AllAllowed"],
  ["permission", "azurerm_key_vault", "rbac_authorization_enabled", true, false],
  ["protection", "azurerm_key_vault", "purge_protection_enabled", true, false],
  ["protection", STORAGE, "blob_properties.delete_retention_policy.days", 30, 1],
  ["protection", "azurerm_cosmosdb_account", "backup.type", "Continuous", "Periodic"],
])("%s: %s %s from %j to %j", (kind, type, path, before, after) => {
  expect(dangersOf(type, path, before, after)).toEqual([kind]);
  expect(dangersOf(type, path, after, before)).toEqual([]);
});

test("a filter of addresses that is empty allows every address, and so does another one more", () => {
  expect(dangersOf("azurerm_cosmosdb_account", "ip_range_filter", ["1.1.1.1"], [])).toEqual(["exposure"]);
  expect(
    dangersOf("azurerm_cosmosdb_account", "ip_range_filter", ["1.1.1.1"], ["1.1.1.1", "2.2.2.2"]),
  ).toEqual(["exposure"]);
  expect(
    dangersOf("azurerm_cosmosdb_account", "ip_range_filter", ["1.1.1.1", "2.2.2.2"], ["1.1.1.1"]),
  ).toEqual([]);
});

test("a rule that is added to a firewall by hand is dangerous if it lets traffic through", () => {
  const rule = (name: string, access: string): DataObject => ({ name, access, priority: 100 });
  const added = (access: string): readonly string[] => {
    const [finding] = driftIn(
      refreshPlan([
        {
          address: `${NSG}.one`,
          before: { security_rule: [rule("deny", "Deny"), rule("other", "Deny")] },
          after: { security_rule: [rule("by_hand", access), rule("other", "Deny"), rule("deny", "Deny")] },
        },
      ]),
    ).findings;
    expect(finding?.attributes.map(({ path }) => path)).toEqual([
      'security_rule["by_hand"].access',
      'security_rule["by_hand"].name',
      'security_rule["by_hand"].priority',
    ]);
    return finding?.dangers.map(({ kind }) => kind) ?? [];
  };
  expect(added("Allow")).toEqual(["exposure"]);
  expect(added("Deny")).toEqual([]);
});

test("what is deleted comes with what it means, the most serious first", () => {
  const types = [
    "azurerm_storage_queue",
    "azurerm_management_lock",
    "azurerm_role_assignment",
    "azurerm_monitor_diagnostic_setting",
    "azurerm_subnet_network_security_group_association",
    "azurerm_cosmosdb_sql_role_assignment",
  ];
  const { findings } = driftIn(
    refreshPlan([
      ...types.map((type) => ({ address: `${type}.one`, before: { id: type }, after: null })),
      {
        address: "azurerm_key_vault.vault",
        before: { sku_name: "standard" },
        after: { sku_name: "premium" },
      },
    ]),
  );
  expect(findings.map(({ address, dangers }) => [address.split(".")[0], dangers[0]?.kind])).toEqual([
    ["azurerm_subnet_network_security_group_association", "exposure"],
    ["azurerm_cosmosdb_sql_role_assignment", "permission"],
    ["azurerm_role_assignment", "permission"],
    ["azurerm_management_lock", "protection"],
    ["azurerm_monitor_diagnostic_setting", "protection"],
    ["azurerm_storage_queue", "deleted"],
    ["azurerm_key_vault", undefined],
  ]);
  expect(new Set(findings.flatMap(({ dangers }) => dangers.map(({ kind }) => kind)))).toEqual(
    new Set(dangerKinds.filter((kind) => kind !== "sign-in")),
  );
});
