import { type BackendOptions, leastRights } from "../../lib";
import { armTypes } from "../../lib/rights/arm-types";
import { deployActions } from "../../lib/rights/deploy-actions";
import { stackRoles } from "../../lib/services/contract/service";
import { types } from "../../lib/stand-in/types";
import { type SynthesisedBackend, synthBackend } from "../support/synth";
import { APIM, BUDGETS, CALLED, PROD, REDIS, SHARE } from "../support/with-everything";

function actionsIn(backend: SynthesisedBackend, role: (typeof stackRoles)[number]): readonly string[] {
  return deployActions(backend[role].json).group;
}

test("every type of Terraform that a backend has is a type of Azure that the stand-in knows", () => {
  const known = types.map(({ type }) => type.toLowerCase());
  // Azure lists groups below the subscription where roles are about them.
  const others = Object.values(armTypes).filter((type) => !known.includes(type.toLowerCase()));
  expect(others).toEqual(["Microsoft.Resources/subscriptions/resourceGroups"]);
});

test.each<[string, BackendOptions]>([
  ["dev", {}],
  ["prod with a content share and budgets", { ...PROD, ...SHARE, ...BUDGETS }],
  ["prod with Azure Cache for Redis", { ...PROD, ...CALLED }],
  ["prod with Azure Managed Redis", { ...PROD, ...REDIS }],
  ["prod with API Management, a registry and Service Bus", { ...PROD, ...APIM }],
])("every resource and every template of %s is among what its deployment does", (_what, options) => {
  const backend = synthBackend({ notes: "silent", ...options });
  for (const role of stackRoles) {
    const made = backend[role].addresses.map((address) => address.split(".")[0] ?? "");
    expect(made.filter((type) => type.startsWith("azurerm_") && armTypes[type] === undefined)).toEqual([]);
    const actions = actionsIn(backend, role);
    for (const type of made.filter((each) => each.startsWith("azurerm_")))
      expect(actions).toEqual(
        expect.arrayContaining(["read", "write", "delete"].map((verb) => `${armTypes[type] ?? ""}/${verb}`)),
      );
  }
  const all = stackRoles.flatMap((role) => actionsIn(backend, role));
  expect(all).toEqual(expect.arrayContaining([...leastRights(backend.backend.plan).plan.actions]));
  expect(all).toEqual(expect.arrayContaining([...leastRights(backend.backend.plan).apply.actions]));
});

describe("the actions of a deployment", () => {
  const backend = synthBackend({
    networking: { vnet: true, privateEndpoints: true },
    keyVault: { secrets: { "jwt-secret": {} } },
  });

  test("what a template makes is written, and not taken away", () => {
    const actions = actionsIn(backend, "platform");
    expect(actions).toEqual(
      expect.arrayContaining([
        "Microsoft.KeyVault/vaults/secrets/write",
        "Microsoft.Resources/deployments/validate/action",
      ]),
    );
    expect(actions).not.toContain("Microsoft.KeyVault/vaults/secrets/delete");
  });

  test("what is in a subnet joins it", () => {
    const join = "Microsoft.Network/virtualNetworks/subnets/join/action";
    expect(actionsIn(backend, "workloads")).toContain(join);
    expect(actionsIn(backend, "platform")).toContain(join);
    expect(actionsIn(synthBackend(), "workloads")).not.toContain(join);
  });

  test("roles are assigned where the function app is, and nothing is made that no resource says", () => {
    expect(actionsIn(backend, "workloads")).toContain("Microsoft.Authorization/roleAssignments/write");
    expect(actionsIn(backend, "network")).not.toContain("Microsoft.Web/sites/write");
    expect(actionsIn(backend, "network")).not.toContain("Microsoft.Authorization/locks/write");
  });

  test("what concerns no resource group is counted for the subscription", () => {
    const [network, platform, workloads] = stackRoles.map(
      (role) => deployActions(backend[role].json).subscription,
    );
    const readProviders = "Microsoft.Resources/subscriptions/providers/read";
    expect(network).toEqual([readProviders]);
    expect(platform).toEqual(["Microsoft.OperationalInsights/deletedWorkspaces/read", readProviders]);
    expect(workloads).toEqual([readProviders, "Microsoft.Web/checknameavailability/read"]);
  });

  test("what the provider reads of existing accounts and plans is counted, where a stack has something in them", () => {
    const actions = (type: string) => deployActions({ resource: { [type]: { one: {} } } }).group;
    const account = "Microsoft.DocumentDB/databaseAccounts/read";
    expect(actions("azurerm_cosmosdb_sql_database")).toContain(account);
    expect(actions("azurerm_cosmosdb_sql_container")).toContain(account);
    expect(actions("azurerm_storage_container")).toContain("Microsoft.Storage/storageAccounts/read");
    expect(actions("azurerm_storage_queue")).toContain("Microsoft.Storage/storageAccounts/read");
    expect(actions("azurerm_windows_function_app")).toContain("Microsoft.Web/serverfarms/read");
  });

  test("a change of throughput is counted where there is throughput", () => {
    const change = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/throughputSettings/write";
    const actions = (one: object) =>
      deployActions({ resource: { azurerm_cosmosdb_sql_database: { one } } }).group;
    expect(actions({ autoscale_settings: { max_throughput: 1000 } })).toContain(change);
    expect(actions({})).not.toContain(change);
  });

  test("a resource group that is only found is read, and neither written nor deleted", () => {
    const stack = { data: { azurerm_resource_group: { resource_group: { name: "rg-landing" } } } };
    expect(deployActions(stack).group).toEqual(["Microsoft.Resources/subscriptions/resourceGroups/read"]);
  });

  test("types that are not this package's, and templates that Terraform computes, are left out", () => {
    const resource = {
      random_id: { one: {} },
      azurerm_resource_group_template_deployment: {
        own: { template_content: "${jsonencode(local.template)}" },
      },
    };
    const { group } = deployActions({ resource });
    expect(group.filter((action) => !action.startsWith("Microsoft.Resources/deployments/"))).toEqual([]);
    expect(deployActions({})).toEqual({ group: [], subscription: [] });
  });

  test("a stack of your own counts what the provider reads of its accounts, and the purge of its vault", () => {
    const features = [{ key_vault: [{ purge_soft_delete_on_destroy: false }] }];
    const resource = { azurerm_cosmosdb_account: { own: {} }, azurerm_key_vault: { own: {} } };
    const purge = "Microsoft.KeyVault/locations/deletedVaults/purge/action";
    const own = deployActions({ resource, provider: { azurerm: [{ features: [{}] }] } });
    expect(own.group).toContain("Microsoft.DocumentDB/databaseAccounts/listKeys/action");
    expect(own.subscription).toContain(purge);
    expect(deployActions({ resource, provider: { azurerm: [{ features }] } }).subscription).not.toContain(
      purge,
    );
  });

  test.each([
    ["Premium_1", true],
    ["PremiumV2_1", false],
    ["Consumption_0", false],
  ])("API Management of tier %s has secrets of a portal that are read: %s", (sku, isRead) => {
    const { group } = deployActions({ resource: { azurerm_api_management: { one: { sku_name: sku } } } });
    const secrets = group.filter((action) => action.endsWith("/listSecrets/action"));
    expect(secrets).toHaveLength(isRead ? 2 : 0);
  });
});
