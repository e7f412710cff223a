import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readRefresh } from "../../lib/drift/read-refresh";
import { driftReport } from "../../lib/drift/report";
import { stackDrift } from "../../lib/drift/stack-drift";
import { driftText } from "../../lib/drift/text";
import type { DataObject } from "../../lib/settings/data";

const PLATFORM = "shop-dev-platform";
const WORKLOADS = "shop-dev-workloads";

/** What the stacks set of the resources that were changed, as far as it counts. */
const configurations: Readonly<Record<string, DataObject>> = {
  [PLATFORM]: {
    azurerm_storage_account: {
      storage: {
        network_rules: { default_action: "Deny" },
        tags: { project: "shop" },
        lifecycle: { ignore_changes: ['tags["owner"]'] },
      },
    },
    azurerm_cosmosdb_account: { cosmos: { local_authentication_enabled: false } },
    azurerm_management_lock: { cosmos_lock: { name: "keep-data" } },
    azurerm_storage_queue: { storage_queue_tasks: { name: "tasks" } },
  },
  [WORKLOADS]: {
    azurerm_role_assignment: {
      function_app_storage_table_data_contributor: { scope: "${data.terraform_remote_state.platform}" },
    },
    azurerm_windows_function_app: {
      function_app: {
        app_settings: {},
        lifecycle: { ignore_changes: ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'] },
      },
    },
  },
};

/**
 * Plans that azurerm 4.81 made of a deployed environment after somebody had opened the storage account, switched keys of Cosmos DB on,
 * deleted a lock, a role assignment and a queue, and set tags and app settings: `__tests__/terraform/drift-command.test.ts`.
 */
test("what was changed by hand in a deployed environment is reported, the dangerous first", () => {
  const outcome = (stack: string, file: string) => {
    const plan = readFileSync(join(__dirname, "plans", `${file}.json`), "utf8");
    const configuration = { resource: configurations[stack] ?? {} };
    const facts = { stack, configuration, built: [], wasKnown: () => true };
    return { stack, status: "refreshed" as const, ...stackDrift(readRefresh(plan), facts) };
  };
  const report = driftReport([
    outcome(PLATFORM, "dev-platform-changed"),
    outcome(WORKLOADS, "dev-workloads-changed"),
  ]);
  expect(driftText(report)).toBe(`2 stacks: 6 resources, 5 of them dangerous, 14 differences ignored

Dangerous (5)
  shop-dev-platform: azurerm_storage_account.storage
    changed outside of Terraform; exposure: every network is allowed that no rule denies
      network_rules[0].bypass  ["AzureServices", "Metrics"] -> not set
      network_rules[0].default_action  "Deny" -> not set
      tags["costCenter"]  not set -> "42"
    fix     deploy shop-dev-platform to put network_rules, tags back, or accept the change in the app
  shop-dev-platform: azurerm_cosmosdb_account.cosmos
    changed outside of Terraform; sign-in: keys or passwords are accepted beside identities
      local_authentication_enabled  false -> true
    fix     deploy shop-dev-platform to put local_authentication_enabled back, or accept the change in the app
  shop-dev-workloads: azurerm_role_assignment.function_app_storage_table_data_contributor
    deleted outside of Terraform; permission: an identity has lost a right
    fix     deploy shop-dev-workloads to create it again, or remove it from the app
  shop-dev-platform: azurerm_management_lock.cosmos_lock
    deleted outside of Terraform; protection: nothing prevents the deletion of what it locked
    fix     deploy shop-dev-platform to create it again, or remove it from the app
  shop-dev-platform: azurerm_storage_queue.storage_queue_tasks
    deleted outside of Terraform; deleted: the resource is gone
    fix     deploy shop-dev-platform to create it again, or remove it from the app

Changed (1)
  shop-dev-workloads: azurerm_windows_function_app.function_app
    changed outside of Terraform
      app_settings["DEBUG_TOKEN"]  not set -> (not shown)
    fix     deploy shop-dev-workloads to put app_settings back, or accept the change in the app

Stacks
  shop-dev-platform: 4 resources, 4 dangerous; 12 ignored
  shop-dev-workloads: 2 resources, 1 dangerous; 2 ignored

Ignored (14)
  empty (10): nothing on both sides: the provider reads null, "", false, 0 and an empty block for it
    shop-dev-platform: azurerm_cosmosdb_account.cosmos.ip_range_filter
    shop-dev-platform: azurerm_cosmosdb_account.cosmos.network_acl_bypass_ids
    shop-dev-platform: azurerm_key_vault.key_vault.network_acls[0].ip_rules
    shop-dev-platform: azurerm_key_vault.key_vault.network_acls[0].virtual_network_subnet_ids
    shop-dev-platform: azurerm_resource_group_template_deployment.key_vault_secret_jwt-secret.tags
    and 5 more: --json has all of them
  release (1): a release or a swap sets it: Terraform leaves the code of an app alone
    shop-dev-workloads: azurerm_windows_function_app.function_app.app_settings["WEBSITE_RUN_FROM_PACKAGE"]
  ignored-tags (1): the option ignoreTags, or a transform, says that others write the tag
    shop-dev-platform: azurerm_storage_account.storage.tags.owner
  other-name (1): another name of an argument that the stack sets, and whose own difference is reported
    shop-dev-platform: azurerm_cosmosdb_account.cosmos.local_authentication_disabled
  hidden-tag (1): Azure and its portal write tags that begin with hidden-
    shop-dev-platform: azurerm_storage_account.storage.tags["hidden-link:/app"]`);
});
