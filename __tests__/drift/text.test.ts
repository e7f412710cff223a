import { driftReport } from "../../lib/drift/report";
import { driftMarkdown, driftText } from "../../lib/drift/text";
import { driftIn, refreshPlan } from "../support/refresh-plan";

const GROUP = "/subscriptions/1/resourceGroups/rg";
const drift = driftIn(
  refreshPlan([
    {
      address: "azurerm_key_vault.vault",
      before: { sku_name: "standard", tags: { a: "|" } },
      after: { sku_name: "premium", tags: null },
    },
    { address: 'azurerm_storage_queue.queues["a"]', before: { id: `${GROUP}/queues/a` }, after: null },
    { address: "azurerm_resource_group.group", before: { id: GROUP }, after: null },
    { address: "azurerm_storage_account.storage", before: { id: `${GROUP}/accounts/a` }, after: null },
    { address: "azurerm_storage_account.removed", before: { id: "/other", https_only: true }, after: null },
  ]),
  {
    configured: {
      "azurerm_key_vault.vault": { tags: { a: "|" } },
      "azurerm_resource_group.group": { name: "rg" },
    },
    built: [
      {
        stack: "shop-dev-platform",
        address: "azurerm_key_vault.vault",
        name: "keyVault",
        service: "keyVault",
      },
      { stack: "shop-dev-network", address: "azurerm_resource_group.group", name: "resourceGroups" },
    ],
  },
);
const report = driftReport([
  { stack: "shop-dev-network", status: "not deployed" },
  { stack: "shop-dev-platform", status: "refreshed", ...drift },
  { stack: "shop-dev-workloads", status: "failed", reason: "plan ended with 1\n`a` | b\n" },
]);

test("resources that went with another one are counted there, and are no lines of their own", () => {
  expect(driftText(report))
    .toBe(`3 stacks: 3 resources, 2 of them dangerous, 0 differences ignored, 1 stack not checked

Dangerous (2)
  shop-dev-platform: azurerm_resource_group.group
    deleted outside of Terraform; deleted: the resource is gone; with 2 resources in it
    fix     deploy shop-dev-platform to create it again, or remove it from the app
  shop-dev-platform: azurerm_storage_account.removed
    deleted outside of Terraform; deleted: the resource is gone
    fix     the app no longer has the resource: deploy shop-dev-platform, which deletes it or forgets it as planned

Changed (1)
  shop-dev-platform: azurerm_key_vault.vault
    changed outside of Terraform
      sku_name  "standard" -> "premium"
      tags.a  "|" -> not set
    set by  transform.keyVault.skuName, transform.keyVault.tags
    fix     deploy shop-dev-platform to put tags back, or accept the change in the app; the stack does not set sku_name: the plan shows whether a deployment changes it; set a value to be sure

Stacks
  shop-dev-network: not deployed
  shop-dev-platform: 3 resources, 2 dangerous; 0 ignored
  shop-dev-workloads: not checked: plan ended with 1

Not checked: shop-dev-workloads
    plan ended with 1
    \`a\` | b`);
});

test("Markdown for an issue has the same, and nothing in it ends a cell or a line", () => {
  expect(driftMarkdown(report)).toBe(`## Drift

3 stacks: 3 resources, 2 of them dangerous, 0 differences ignored, 1 stack not checked.

### Dangerous

- \`shop-dev-platform: azurerm_resource_group.group\`: deleted outside of Terraform; deleted: the resource is gone; with 2 resources in it
  - Fix: deploy shop-dev-platform to create it again, or remove it from the app
- \`shop-dev-platform: azurerm_storage_account.removed\`: deleted outside of Terraform; deleted: the resource is gone
  - Fix: the app no longer has the resource: deploy shop-dev-platform, which deletes it or forgets it as planned

### Changed

- \`shop-dev-platform: azurerm_key_vault.vault\`: changed outside of Terraform
  - \`sku_name\`: \`"standard"\` to \`"premium"\`
  - \`tags.a\`: \`"\\|"\` to \`not set\`
  - Set by \`transform.keyVault.skuName, transform.keyVault.tags\`
  - Fix: deploy shop-dev-platform to put tags back, or accept the change in the app; the stack does not set sku\\_name: the plan shows whether a deployment changes it; set a value to be sure

| Stack | Result |
| --- | --- |
| \`shop-dev-network\` | not deployed |
| \`shop-dev-platform\` | 3 resources, 2 dangerous; 0 ignored |
| \`shop-dev-workloads\` | not checked: plan ended with 1 |

### Not checked: \`shop-dev-workloads\`

    plan ended with 1
    \`a\` | b`);
});

test("what keeps data says that a new one is empty, and tags can be left to others", () => {
  const [deleted, tagged] = driftIn(
    refreshPlan([
      { address: "azurerm_storage_account.storage", before: { id: "a" }, after: null },
      { address: "azurerm_key_vault.vault", before: { tags: {} }, after: { tags: { a: "1", b: "2" } } },
    ]),
    {
      configured: {
        "azurerm_storage_account.storage": { name: "st" },
        "azurerm_key_vault.vault": { name: "kv" },
      },
      built: [{ stack: "shop-dev-platform", address: "azurerm_storage_account.storage", name: "storage" }],
    },
  ).findings;
  expect([deleted?.fix, tagged?.fix]).toEqual([
    "restore it with its data first, if Azure still has them (soft delete, backup); deploy shop-dev-platform to create it again, which is empty then",
    "deploy shop-dev-platform to put the tags back; if others write them, name them in ignoreTags",
  ]);
});

test("without drift there is no list, and what was ignored is counted", () => {
  const ignored = Array.from({ length: 7 }, (_each, index) => ({
    address: `azurerm_storage_queue.queue_${index}`,
    before: { metadata: null, name: "a" },
    after: { metadata: {}, name: "a" },
  }));
  const text = driftText(
    driftReport([{ stack: "shop-dev-platform", status: "refreshed", ...driftIn(refreshPlan(ignored)) }]),
  );
  expect(text).toContain(
    "1 stack: no drift, 7 differences ignored\n\nStacks\n  shop-dev-platform: no drift; 7 ignored",
  );
  expect(text).toMatch(
    /\n {4}shop-dev-platform: azurerm_storage_queue\.queue_4\.metadata\n {4}and 2 more: --json has all of them$/,
  );
});
