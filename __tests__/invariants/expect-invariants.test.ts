import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { Backend, BackendOptions } from "../../lib";
import { type InvariantName, expectInvariants, invariants } from "../../lib/invariants";
import { ROLE, backendOf, breaks, errorOf, override } from "./broken";

describe("expectInvariants", () => {
  test.each<[string, BackendOptions]>([
    ["dev", { environment: "dev" }],
    ["prod", {}],
    [
      "with state in Azure",
      { state: { type: "azurerm", storageAccountName: "state1", containerName: "state" } },
    ],
    ["with tags of a policy", { tags: { owner: "team", "cost center": "1" } }],
  ])("every invariant holds for a backend: %s", (_name, options) => {
    expect(() => {
      expectInvariants(backendOf(options));
    }).not.toThrow();
  });

  test.each(Object.keys(invariants) as InvariantName[])(
    "%s is violated where it is broken, and by nothing else",
    (name) => {
      const each = breaks[name];
      const backend = backendOf(each.options);
      each.break(backend);
      const { violations, message } = errorOf(backend);
      expect(violations.map(({ invariant, address }) => [invariant, address])).toEqual([
        [name, each.address],
      ]);
      expect(violations[0]?.what).toContain(each.what);
      expect(message).toContain("feedback (prod): 1 violation of what holds for any options");
      expect(message).toContain(`${name}: ${invariants[name].holds}`);
      expect(message).toContain(`${each.address} `);
      expect(message).toContain(`fix: ${violations[0]?.fix}`);
    },
  );

  test.each([
    [
      "a role that the plan does not grant",
      ({ stacks: { workloads }, functionApp }: Backend) => {
        new RoleAssignment(workloads, "function_app_mine", {
          scope: workloads.resourceGroup.id,
          roleDefinitionName: "Reader",
          principalId: functionApp.identity.principalId,
        });
      },
      "gives the app a role that the plan does not grant",
    ],
    [
      "another identity",
      override(ROLE, "principal_id", "11111111-1111-1111-1111-111111111111"),
      "gives the role to 1111",
    ],
    [
      "another scope",
      override(ROLE, "scope", "${azurerm_resource_group.resource_group.id}"),
      "is at the scope ${azurerm_",
    ],
    [
      "a role that is missing",
      (backend: Backend) => {
        backend.stacks.workloads.node.tryRemoveChild(ROLE.slice(ROLE.indexOf(".") + 1));
      },
      "is not given the role Storage Blob Data Reader, which the plan grants",
    ],
  ])("roles-in-plan finds %s", (_name, breakIt, what) => {
    const backend = backendOf();
    breakIt(backend);
    expect(
      errorOf(backend)
        .violations.map((each) => `${each.invariant} ${each.what}`)
        .join(),
    ).toContain(`roles-in-plan ${what}`);
  });

  test("private-endpoints finds a zone that no network is linked to", () => {
    const backend = backendOf();
    new PrivateDnsZone(backend.stacks.network, "mine", {
      name: "privatelink.mongo.cosmos.azure.com",
      resourceGroupName: backend.stacks.network.resourceGroup.name,
    });
    expect(errorOf(backend).violations.map(({ address }) => address)).toEqual([
      "azurerm_private_dns_zone.mine",
    ]);
  });

  test("safeguards that are off ask for neither prevent_destroy nor locks", () => {
    const backend = backendOf({ safeguards: { locks: false, preventDestroy: false } });
    expect(() => {
      expectInvariants(backend);
    }).not.toThrow();
  });

  test("an output that is not published is a lost reference, and one of another project's state is not", () => {
    const backend = backendOf();
    const { workloads } = backend.stacks;
    workloads.addOverride("data.terraform_remote_state.hub", {
      backend: "azurerm",
      config: { key: "hub.tfstate", storage_account_name: "state1", container_name: "state" },
    });
    workloads.addOverride("output.a.value", "${data.terraform_remote_state.hub.outputs.vnet_id}");
    workloads.addOverride("output.b.value", "${data.terraform_remote_state.platform.outputs.no_such_id}");
    workloads.addOverride("output.c.value", "${data.terraform_remote_state.none.outputs.vnet_id}");
    expect(errorOf(backend).violations.map(({ address }) => address)).toEqual(["output.b", "output.c"]);
  });

  test("expressions with variables of their own, modules, local values and text in quotes are no lost references", () => {
    const backend = backendOf();
    const { platform } = backend.stacks;
    platform.addOverride("locals.own_rules", []);
    platform.addOverride("variable.own_rules.type", "string");
    platform.addOverride("module.own_rules.source", "./own");
    platform.addOverride(
      "output.all.value",
      '${[for own_rule in local.own_rules : own_rule.name if own_rule.name != "azurerm_a.b"]} ${var.own_rules} ${each.value} ' +
        '${module.own_rules.id} $${azurerm_a.b} ${path.module} ${"${local.own_rules[0]}"}',
    );
    expect(() => {
      expectInvariants(backend);
    }).not.toThrow();
    platform.addOverride("output.lost.value", '${"x ${local.not_there}"}');
    expect(errorOf(backend).violations.map(({ what }) => what)).toEqual([
      "refers to local.not_there, which is not there",
    ]);
  });
});
