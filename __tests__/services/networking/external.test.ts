import { type BackendOptions, planBackend } from "../../../lib";
import { lostReferences } from "../../support/lost-references";
import { feedbackApi } from "../../support/sample";
import { GROUP, azureId, literals, resources, synthBeside, zoneId } from "../../support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const { vnet } = literals();
const roles = ["network", "platform", "workloads"] as const;
const BLOB = "privatelink.blob.core.windows.net";
const SUBNETS = ["azurerm_virtual_network", "azurerm_subnet", "azurerm_network_security"];
const ZONE = "azurerm_private_dns_zone";
const LINK = "azurerm_private_dns_zone_virtual_network_link";
const MADE = "snet-feedback-prod-functions";

const isNetwork = (address: string): boolean => SUBNETS.some((type) => address.startsWith(type));
const subnet = (name: string): string => `${vnet.id}/subnets/${name}`;
const appSubnet = ({ workloads }: SynthesisedBackend): unknown =>
  workloads.only("azurerm_windows_function_app")["virtual_network_subnet_id"];
const endpointsOf = ({ platform }: SynthesisedBackend): readonly JsonObject[] =>
  Object.values(platform.all("azurerm_private_endpoint"));
const pathsOf = ({ backend }: SynthesisedBackend): readonly string[] =>
  backend.plan.notes.map(({ path }) => path);

function expectSound(backend: SynthesisedBackend): void {
  const { plan } = backend.backend;
  const stacks = Object.fromEntries(roles.map((role) => [plan.stackIds[role], backend[role]]));
  expect(lostReferences(stacks)).toEqual([]);
}

const prod = synthBackend({ environment: "prod" });

describe("an existing network", () => {
  const backend = synthBackend({ environment: "prod", external: { vnet } });

  test("an existing network is not made, and neither is any resource in it", () => {
    const expected = roles.map((role) =>
      prod[role].addresses.filter(
        (address) => !isNetwork(address) && !/\.(vnet|nsg_\w+)_diagnostics$/.test(address),
      ),
    );
    expect(roles.map((role) => backend[role].addresses)).toEqual(expected);
    expect(prod.network.addresses.filter(isNetwork)).toHaveLength(14);
    expect(backend.backend.vnet).toBeUndefined();
    expect(backend.backend.subnets).toEqual({});
    expect(backend.backend.networkSecurityGroups).toEqual({});
    expectSound(backend);
  });

  test("the app and its slot are in the subnet `functions` of an existing network, the endpoints in `private-endpoints`", () => {
    expect(appSubnet(backend)).toBe(subnet("functions"));
    expect(backend.workloads.only("azurerm_windows_function_app_slot")["virtual_network_subnet_id"]).toBe(
      subnet("functions"),
    );
    expect(endpointsOf(backend)).toHaveLength(endpointsOf(prod).length);
    for (const endpoint of endpointsOf(backend))
      expect(endpoint["subnet_id"]).toBe(subnet("private-endpoints"));
  });

  test("an existing network is linked to the new private DNS zones", () => {
    const links = Object.values(backend.network.all(LINK));
    expect(links).toHaveLength(5);
    for (const link of links) expect(link["virtual_network_id"]).toBe(vnet.id);
  });

  test("the plan expects subnets in an existing network, with a note", () => {
    expect(backend.backend.plan.notes).toContainEqual({
      level: "note",
      path: "external.vnet",
      message:
        "must already contain: a subnet for the function app, delegated to its plan, and one for private endpoints",
    });
  });

  test("an existing network is published, with its subnets", () => {
    expect(backend.backend.published.networking).toMatchObject({
      vnetId: vnet.id,
      functionsSubnetId: subnet("functions"),
      privateEndpointsSubnetId: subnet("private-endpoints"),
      apimSubnetId: subnet("apim"),
    });
  });

  test("an existing network puts dev into a network, on a plan that can join one", () => {
    const dev = synthBackend({ external: { vnet } });
    expect(dev.workloads.only("azurerm_service_plan")["sku_name"]).toBe("EP1");
    expect(appSubnet(dev)).toBe(subnet("functions"));
    expect(endpointsOf(dev)).toEqual([]);
    expect(dev.network.addresses).toEqual(["azurerm_resource_group.resource_group"]);
    expect(dev.platform.only("azurerm_key_vault")["network_acls"]).toMatchObject({
      default_action: "Deny",
      virtual_network_subnet_ids: [subnet("functions")],
    });
    expect(pathsOf(dev)).toEqual(["networking.vnet", "functionApp.plan", "external.vnet"]);
    expectSound(dev);
  });

  // Azure lets a subnet into a vault only where it has the service endpoint.
  test("the plan expects a subnet with the service endpoint for the vault, with a note", () => {
    const { backend: dev } = synthBackend({ external: { vnet } });
    const notes = dev.plan.notes.filter(({ path }) => path === "external.vnet");
    expect(notes.map(({ message }) => message).join()).toContain("Microsoft.KeyVault");
  });
});

describe("subnets of an existing network", () => {
  const ELSEWHERE = `${azureId("Microsoft.Network/virtualNetworks", "vnet-spoke")}/subnets/pe`;
  const named = synthBackend({
    environment: "prod",
    external: { vnet: { ...vnet, subnets: { functions: "snet-func", "private-endpoints": ELSEWHERE } } },
  });

  test("subnets of an existing network are found by their names, or whole ids", () => {
    expect(appSubnet(named)).toBe(subnet("snet-func"));
    for (const endpoint of endpointsOf(named)) expect(endpoint["subnet_id"]).toBe(ELSEWHERE);
    expect(named.backend.published.networking["apimSubnetId"]).toBe(subnet("apim"));
  });

  // The zones are linked to the existing network, and to no other.
  test("subnets of another network for the app give a warning", () => {
    const warned = (functions: string, zones: object = {}) =>
      planBackend(
        { feedbackApi },
        {
          project: "feedback",
          location: "eastus2",
          environment: "prod",
          external: { vnet: { ...vnet, subnets: { functions } }, ...zones },
        },
      )
        .notes.filter(({ level, path }) => level === "warning" && path.startsWith("external"))
        .map(({ path }) => path);
    expect(warned(ELSEWHERE)).toEqual(["external.vnet.subnets.functions"]);
    expect(warned(ELSEWHERE, { privateDnsZones: "policy" })).toEqual([]);
    expect(warned(subnet("snet-func").toUpperCase().replace("/SUBNETS/", "/subnets/"))).toEqual([]);
    expect(warned("snet-func")).toEqual([]);
  });

  test("subnets are found by whole ids in any case that Azure prints", () => {
    const functions = subnet("snet-func").replace("resourceGroups", "resourcegroups");
    const lower = synthBackend({ external: { vnet: { ...vnet, subnets: { functions } } } });
    expect(String(appSubnet(lower)).toLowerCase()).toBe(subnet("snet-func").toLowerCase());
  });

  test.each<[string, NonNullable<BackendOptions["external"]>["vnet"]]>([
    ["beside a literal", { ...vnet, createChildren: true, subnets: { functions: "snet-func" } }],
    ["beside a resource", { resource: vnet, createChildren: true, subnets: { functions: "snet-func" } }],
  ])("subnets with a range are made, and the others used: named %s", (_where, existing) => {
    const backend = synthBackend({
      environment: "prod",
      external: { vnet: existing },
      networking: { subnets: { "private-endpoints": { addressPrefix: "10.8.0.0/24" } } },
    });
    expect(Object.keys(backend.network.all("azurerm_subnet"))).toEqual(["subnet_private_endpoints"]);
    expect(appSubnet(backend)).toBe(subnet("snet-func"));
    const rules = backend.network.all("azurerm_network_security_rule");
    expect(rules["nsg_private_endpoints_allow_functions"]?.["source_address_prefix"]).toBe("VirtualNetwork");
    expectSound(backend);
  });

  test("subnets are made in the group of an existing network with createChildren, each with a security group in ours", () => {
    const backend = synthBackend({
      environment: "prod",
      external: { vnet: { ...vnet, createChildren: true } },
      networking: {
        subnets: {
          functions: { addressPrefix: "10.8.1.0/24" },
          "private-endpoints": { addressPrefix: "10.8.2.0/24" },
        },
      },
    });
    const subnets = backend.network.all("azurerm_subnet");
    expect(Object.keys(subnets)).toEqual(["subnet_functions", "subnet_private_endpoints"]);
    for (const each of Object.values(subnets))
      expect(each).toMatchObject({ resource_group_name: GROUP, virtual_network_name: "vnet-shared" });
    // Others have subnets there too.
    expect(Object.values(subnets).map(({ name }) => name)).toEqual([
      MADE,
      "snet-feedback-prod-private-endpoints",
    ]);
    const groups = Object.values(backend.network.all("azurerm_network_security_group"));
    expect(groups.map((each) => each["resource_group_name"])).toEqual([
      "${azurerm_resource_group.resource_group.name}",
      "${azurerm_resource_group.resource_group.name}",
    ]);
    const rules = backend.network.all("azurerm_network_security_rule");
    expect(rules["nsg_private_endpoints_allow_functions"]?.["source_address_prefix"]).toBe("10.8.1.0/24");
    expect(appSubnet(backend)).toBe(subnet(MADE));
    const diagnosed = Object.keys(backend.platform.all("azurerm_monitor_diagnostic_setting"));
    expect(diagnosed.filter((name) => /^(nsg|vnet)/.test(name))).toEqual([
      "nsg_functions_diagnostics",
      "nsg_private_endpoints_diagnostics",
    ]);
    // Of the zones that are made, and not of subnets that are expected.
    expect(pathsOf(backend).filter((path) => path === "external.vnet")).toHaveLength(1);
    expectSound(backend);
  });

  test("subnets are found by the network's id where only Terraform knows it", () => {
    const backend = synthBeside((stack) => ({
      environment: "prod",
      external: { vnet: { resource: resources(stack).vnet, createChildren: true } },
      networking: {
        subnets: {
          functions: { addressPrefix: "10.8.1.0/24" },
          "private-endpoints": { addressPrefix: "10.8.2.0/24" },
        },
      },
    }));
    const READ = "data.terraform_remote_state.external_shared.outputs.external_network_id";
    expect(backend.shared.json["output"]).toEqual({
      external_network_id: { value: "${azurerm_virtual_network.network.id}" },
    });
    expect(appSubnet(backend)).toBe(`\${${READ}}/subnets/${MADE}`);
    expect(backend.network.all("azurerm_subnet")["subnet_functions"]).toMatchObject({
      virtual_network_name: `\${element(split("/", ${READ}), 8)}`,
      resource_group_name: `\${element(split("/", ${READ}), 4)}`,
    });
    for (const id of ["network", "platform", "workloads"])
      expect(backend.dependencies[`feedback-prod-${id}`]).toContain("shared");
    expect(lostReferences(backend.stacks)).toEqual([]);
  });
});

describe("private DNS zones", () => {
  const groupsOf = (backend: SynthesisedBackend): readonly unknown[] =>
    endpointsOf(backend).map((each) => each["private_dns_zone_group"]);

  test("existing private DNS zones are not made and not linked; the others are", () => {
    const backend = synthBackend({
      environment: "prod",
      external: { privateDnsZones: { [BLOB]: { id: zoneId(BLOB) } } },
    });
    const zones = (each: SynthesisedBackend, type: string) => Object.keys(each.network.all(type));
    const others = zones(prod, ZONE).filter((name) => !name.includes("blob"));
    expect(zones(backend, ZONE)).toEqual(others);
    expect(zones(backend, LINK)).toEqual(others.map((name) => name.replace("_zone_", "_zone_link_")));
    expect(backend.platform.all("azurerm_private_endpoint")["private_endpoint_storage_blob"]).toMatchObject({
      private_dns_zone_group: { name: "default", private_dns_zone_ids: [zoneId(BLOB)] },
    });
    expect(Object.keys(backend.backend.privateDnsZones)).not.toContain(BLOB);
    expectSound(backend);
  });

  test("existing private DNS zones are linked with createChildren, in their own group", () => {
    const backend = synthBackend({
      environment: "prod",
      external: { vnet, privateDnsZones: { [BLOB]: { id: zoneId(BLOB), createChildren: true } } },
    });
    expect(backend.network.all(ZONE)).not.toHaveProperty("private_dns_zone_blob_core_windows_net");
    expect(backend.network.all(LINK)["private_dns_zone_link_blob_core_windows_net"]).toMatchObject({
      private_dns_zone_name: BLOB,
      resource_group_name: GROUP,
      virtual_network_id: vnet.id,
    });
    expectSound(backend);
  });

  test("private DNS zones are left to an Azure Policy where that is chosen: no zone, link or zone group is made", () => {
    const backend = synthBackend({ environment: "prod", external: { privateDnsZones: "policy" } });
    expect(groupsOf(prod)).not.toContain(undefined);
    expect(endpointsOf(backend)).toHaveLength(endpointsOf(prod).length);
    for (const endpoint of endpointsOf(backend)) {
      expect(endpoint).not.toHaveProperty("private_dns_zone_group");
      expect(endpoint["lifecycle"]).toEqual({ ignore_changes: ["private_dns_zone_group"] });
    }
    expect(backend.network.addresses.filter((address) => address.startsWith(ZONE))).toEqual([]);
    expect(Object.keys(backend.network.json["output"] as JsonObject).join()).not.toContain("privatelink");
    expect(backend.backend.privateDnsZones).toEqual({});
    expect(backend.backend.explain("external")).toBe(
      "external.privateDnsZones = policy: an Azure Policy puts endpoints into zones",
    );
    expectSound(backend);
  });

  test.each<[string, NonNullable<BackendOptions["external"]>["privateDnsZones"]]>([
    ["policy", "policy"],
    ["zones", { [BLOB]: { id: zoneId(BLOB) } }],
  ])(
    "private DNS zones are not used without private endpoints, with a note: %s",
    (_what, privateDnsZones) => {
      const { backend, network } = synthBackend({ external: { privateDnsZones } });
      expect(network.addresses).toEqual(["azurerm_resource_group.resource_group"]);
      expect(backend.plan.notes).toEqual([
        {
          level: "note",
          path: "external.privateDnsZones",
          message: "not used: there are no private endpoints",
        },
      ]);
    },
  );

  // The endpoint of an existing resource is its owner's, and the zone has to be linked to find it.
  test("existing zones of services without an endpoint are linked all the same, or noted as unused", () => {
    const DOCUMENTS = "privatelink.documents.azure.com";
    const backend = synthBackend({
      environment: "prod",
      external: {
        cosmos: literals().cosmos,
        privateDnsZones: { [DOCUMENTS]: { id: zoneId(DOCUMENTS), createChildren: true } },
      },
    });
    const linked = Object.values(backend.network.all(LINK)).map((link) => link["private_dns_zone_name"]);
    const said = pathsOf(backend).some((path) => path.includes(DOCUMENTS));
    expect(said || linked.includes(DOCUMENTS)).toBe(true);
  });
});
