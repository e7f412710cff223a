import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { Testing } from "cdktf";
import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";
import { GROUP, literals, ownStack, resources, zoneId } from "../../support/shared";

const theirs = literals();
const { vnet } = theirs;
const inside = { vnet: { ...vnet, createChildren: true } };
const BLOB = "privatelink.blob.core.windows.net";
const QUEUE = "privatelink.queue.core.windows.net";
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const prefix = (subnet: string): string => `networking.subnets.${subnet}.addressPrefix`;
const ranges = (functions: string, endpoints: string) => ({
  subnets: { functions: { addressPrefix: functions }, "private-endpoints": { addressPrefix: endpoints } },
});

describe("an existing network", () => {
  test.each<[string, object, string]>([
    ["networking.vnet", { networking: { vnet: false } }, "networking.vnet = false"],
    ["vnet", { vnet: false }, "vnet = false"],
    ["defaults.vnet", { defaults: { vnet: false } }, "defaults.vnet = false"],
  ])("an existing network cannot be switched off: %s", (_how, options, written) => {
    expect(problemsOf({ ...options, external: { vnet } })).toEqual([
      problem(
        "networking.vnet",
        "external.vnet is an existing network, but networking.vnet is false",
        "remove external.vnet, or set networking.vnet to true",
        `your options (${written})`,
        said("external.vnet", vnet),
      ),
    ]);
  });

  test("an existing network is refused beside a chosen plan that cannot join a network", () => {
    expect(problemsOf({ functionApp: { plan: "Y1" }, external: { vnet } })).toEqual([
      problem(
        "functionApp.plan",
        "Y1 (Consumption) does not support virtual networks",
        'set functionApp.plan to "EP1", or remove external.vnet',
        said("functionApp.plan", "Y1"),
        said("external.vnet", vnet),
      ),
    ]);
  });

  test("the id of an existing network is not that of a subnet", () => {
    const id = `${vnet.id}/subnets/functions`;
    expect(problemsOf({ external: { vnet: { id } } })).toEqual([
      problem(
        "external.vnet.id",
        `is not the id of a virtual network, got ${redacted(id)}`,
        "write it like /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/virtualNetworks/<name>",
      ),
    ]);
  });
});

describe("subnets of an existing network", () => {
  test("the subnets of an existing network are an object with known names and texts", () => {
    const subnets = { function: "a", functions: 5, apim: "" };
    expect(problemsOf({ external: { vnet: { ...vnet, subnets: ["functions"] } } })).toEqual([
      problem(
        "external.vnet.subnets",
        'must be an object with subnets by name, got ["functions"]',
        'write it like { functions: "<name or id>" }',
      ),
    ]);
    expect(problemsOf({ external: { vnet: { ...vnet, subnets } } })).toEqual([
      problem(
        "external.vnet.subnets.function",
        'unknown option. Did you mean "functions"?',
        "use one of functions, private-endpoints, apim",
      ),
      problem("external.vnet.subnets.functions", "must be a name or an id, got 5", "give a string"),
      problem("external.vnet.subnets.apim", 'must be a name or an id, got ""', "give a string"),
    ]);
  });

  test("subnets are accepted only beside an existing network", () => {
    expect(problemsOf({ external: { storage: { ...theirs.storage, subnets: {} } } })).toHaveLength(1);
  });

  test("a subnet is made only where it has a range", () => {
    const problems = problemsOf({ environment: "prod", external: inside });
    expect(problems.map(({ path, message, fix }) => [path, message, fix])).toEqual(
      ["functions", "private-endpoints"].map((subnet) => [
        prefix(subnet),
        "is not set, and the free address ranges of the existing network of external.vnet are not known",
        `set ${prefix(subnet)}, or use an existing subnet with external.vnet.subnets`,
      ]),
    );
    const dev = problemsOf({ external: inside });
    expect(dev.map(({ path }) => path)).toEqual([prefix("functions")]);
  });

  // The service's default is not what is wrong, and is nothing that the user wrote.
  test("a range for a subnet that is not to be made is refused", () => {
    const [found] = problemsOf({ external: inside });
    expect(found?.from).toContain(said("external.vnet.createChildren", true));
  });

  test("the ranges of new subnets are valid and do not overlap", () => {
    const problemsWith = (networking: object) =>
      problemsOf({ environment: "prod", external: inside, networking });
    expect(problemsWith(ranges("10.8.0.1/24", "10.8.2.0/24"))).toEqual([
      problem(
        prefix("functions"),
        '"10.8.0.1/24" is not a valid IPv4 range: it must begin with the first address of the range',
        'write it like "10.0.1.0/24"',
        said(prefix("functions"), "10.8.0.1/24"),
      ),
    ]);
    expect(problemsWith(ranges("10.8.0.0/24", "10.8.0.128/25"))).toEqual([
      problem(
        prefix("private-endpoints"),
        "10.8.0.128/25 overlaps 10.8.0.0/24 of subnet functions",
        "use ranges that do not overlap",
        said(prefix("private-endpoints"), "10.8.0.128/25"),
        said(prefix("functions"), "10.8.0.0/24"),
      ),
    ]);
    expect(problemsWith(ranges("10.8.0.0/29", "10.8.2.0/24")).map(({ path }) => path)).toEqual([
      prefix("functions"),
    ]);
    expect(problemsWith(ranges("10.8.0.0/24", "10.8.2.0/24"))).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["named, and given a range", { functions: "snet-func" }, { functions: { addressPrefix: "10.8.0.0/24" } }],
    [
      "given a range, and not made",
      { functions: "snet-func", "private-endpoints": "snet-pe" },
      { apim: { addressPrefix: "10.8.3.0/24" } },
    ],
    [
      "given rules, and not made",
      { functions: "snet-func", "private-endpoints": "snet-pe" },
      { functions: { inbound: { runner: { priority: 300, source: "10.9.0.0/24" } } } },
    ],
  ])("subnets of an existing network are refused: %s", (_what, named, subnets) => {
    const external = { vnet: { ...inside.vnet, subnets: named } };
    expect(problemsOf({ external, networking: { subnets } })).not.toEqual([]);
  });

  test.each([
    ["the id of something else", theirs.keyVault.id],
    ["an id with a typo", `${vnet.id.replace("resourceGroups", "resourceGroup")}/subnets/functions`],
    ["a name that Azure has not", "snet/functions"],
    ["an expression", "${var.subnet}"],
  ])("subnets of an existing network are refused: %s", (_what, functions) => {
    const problems = problemsOf({ external: { vnet: { ...vnet, subnets: { functions } } } });
    expect(problems.map(({ path }) => path)).toEqual(["external.vnet.subnets.functions"]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["by one name", { functions: "snet", "private-endpoints": "snet" }, "private-endpoints"],
    [
      "by name and id",
      { functions: "snet", "private-endpoints": `${vnet.id}/subnets/SNET` },
      "private-endpoints",
    ],
    ["by the name that the other has anyway", { functions: "private-endpoints" }, "functions"],
    ["by the name that the other has anyway", { "private-endpoints": "functions" }, "private-endpoints"],
  ])("the app's subnet is another than the endpoints' subnet %s", (_how, subnets, at) => {
    const problems = problemsOf({ environment: "prod", external: { vnet: { ...vnet, subnets } } });
    expect(problems).toEqual([
      {
        path: `external.vnet.subnets.${at}`,
        message: expect.stringContaining(
          "the subnet of the function app is delegated to its plan and cannot be shared",
        ) as string,
        from: Object.entries(subnets)
          .map(([name, subnet]) => said(`external.vnet.subnets.${name}`, subnet))
          .reverse(),
        fix: "use another subnet",
      },
    ]);
  });

  test("one subnet is enough where there are no endpoints, or where the other one is made", () => {
    const subnets = { functions: "snet", "private-endpoints": "snet" };
    expect(problemsOf({ external: { vnet: { ...vnet, subnets } } })).toEqual([]);
    const external = { vnet: { ...inside.vnet, subnets: { functions: "private-endpoints" } } };
    const networking = { subnets: { "private-endpoints": { addressPrefix: "10.8.2.0/24" } } };
    expect(problemsOf({ environment: "prod", external, networking })).toEqual([]);
  });

  test("subnets whose ids only Terraform will know are refused", () => {
    const stack = ownStack(Testing.app());
    const network = resources(stack, GROUP).vnet;
    const { id } = new Subnet(stack, "subnet", {
      name: "functions",
      resourceGroupName: GROUP,
      virtualNetworkName: network.name,
      addressPrefixes: ["10.8.0.0/24"],
    });
    const external = { vnet: { resource: network, subnets: { functions: id } } };
    expect(problemsOf({ external }).map(({ path }) => path)).toEqual(["external.vnet.subnets.functions"]);
  });
});

describe("private DNS zones", () => {
  const problemsWith = (privateDnsZones: unknown) =>
    problemsOf({ environment: "prod", external: { privateDnsZones } });
  const path = `external.privateDnsZones.${BLOB}`;

  test.each(["polcy", true, [BLOB], null])("existing private DNS zones are no %j", (value) => {
    expect(problemsWith(value)).toEqual([
      problem(
        "external.privateDnsZones",
        `must be "policy" or an object with zones by name, got ${redacted(value)}`,
        "write it like { <zone>: { id } }",
      ),
    ]);
  });

  test("existing private DNS zones have the names that Azure gives them", () => {
    const name = "privatelink.blob.core.window.net";
    expect(problemsWith({ [name]: { id: zoneId(name) } })).toEqual([
      problem(
        `external.privateDnsZones.${name}`,
        "is not a private DNS zone that this backend uses",
        "use one of privatelink.documents.azure.com, privatelink.blob.core.windows.net, privatelink.queue.core.windows.net, privatelink.table.core.windows.net, privatelink.file.core.windows.net, privatelink.vaultcore.azure.net, privatelink.eventgrid.azure.net, privatelink.azurewebsites.net",
      ),
    ]);
  });

  test("an existing private DNS zone is the zone of the service that it is given for", () => {
    expect(problemsWith({ [BLOB]: { id: zoneId(QUEUE) } })).toEqual([
      problem(path, `is the id of another zone, "${QUEUE}"`, "give the id of the zone with this name"),
    ]);
  });

  test("the id of an existing private DNS zone is that of a zone", () => {
    expect(problemsWith({ [BLOB]: vnet })).toEqual([
      problem(
        `${path}.id`,
        `is not the id of a private DNS zone, got ${redacted(vnet.id)}`,
        "write it like /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/privateDnsZones/<name>",
      ),
    ]);
    expect(problemsWith({ [BLOB]: "mine" })).toEqual([
      problem(
        path,
        'must be a private DNS zone, got "mine"',
        'give a resource, a data source or { id: "/subscriptions/…" }',
      ),
    ]);
    const { vnet: network } = resources(ownStack(Testing.app()), GROUP);
    expect(problemsWith({ [BLOB]: network })).toEqual([
      problem(
        path,
        "is not a private DNS zone, got azurerm_virtual_network",
        "give a resource or data source of type azurerm_private_dns_zone",
      ),
    ]);
  });

  test("an existing private DNS zone of another subscription is linked by a provider of that subscription", () => {
    const subscriptionId = "22222222-2222-2222-2222-222222222222";
    const zone = { id: zoneId(BLOB), createChildren: true };
    const external = { privateDnsZones: { [BLOB]: zone } };
    const LINK = "azurerm_private_dns_zone_virtual_network_link";
    const theirs = zone.id.split("/")[2] ?? "";
    const elsewhere = synthBackend({ environment: "prod", subscriptionId, external });
    const links = elsewhere.network.all(LINK);
    expect(links["private_dns_zone_link_blob_core_windows_net"]).toMatchObject({
      provider: `azurerm.subscription_${theirs.toLowerCase()}`,
      virtual_network_id: "${azurerm_virtual_network.vnet.id}",
    });
    // Zones of the backend's own are linked where they are.
    for (const [id, link] of Object.entries(links))
      expect([id, "provider" in link]).toEqual([id, id.endsWith("_blob_core_windows_net")]);
    expect(elsewhere.backend.plan.notes).toContainEqual({
      level: "note",
      path,
      message: `is linked in subscription ${theirs}: the deployer needs Private DNS Zone Contributor on it there`,
    });
  });

  test.each([
    ["the backend's own", (id: string) => ({ subscriptionId: id })],
    ["that of the login", () => ({})],
  ])("a private DNS zone that may be in the same subscription is linked as before: %s", (_which, given) => {
    const zone = { id: zoneId(BLOB), createChildren: true };
    const { network } = synthBackend({
      environment: "prod",
      ...given(zone.id.split("/")[2] ?? ""),
      external: { privateDnsZones: { [BLOB]: zone } },
    });
    const links = network.all("azurerm_private_dns_zone_virtual_network_link");
    expect(Object.values(links).filter((link) => "provider" in link)).toEqual([]);
    expect((network.json["provider"] as { azurerm: readonly object[] }).azurerm).toHaveLength(1);
  });

  test("an id of a zone that only Terraform knows is accepted whole, with a note", () => {
    const zone = new PrivateDnsZone(ownStack(Testing.app()), "zone", {
      name: BLOB,
      resourceGroupName: GROUP,
    });
    expect(problemsWith({ [BLOB]: { id: zone.id } })).toEqual([
      problem(
        `${path}.id`,
        "contains a value that only Terraform knows",
        `pass the resource itself, external: { privateDnsZones: { "${BLOB}": resource } }`,
      ),
    ]);
  });

  test("a zone in a group that only Terraform knows is the zone of the service that it is given for", () => {
    const app = Testing.app();
    const stack = ownStack(app);
    const { name } = new ResourceGroup(stack, "group", { name: GROUP, location: "eastus2" });
    const zone = new PrivateDnsZone(stack, "zone", { name: QUEUE, resourceGroupName: name });
    const external = { privateDnsZones: { [BLOB]: zone } };
    expect(problemsOf({ app, environment: "prod", external }).map((each) => each.path)).toEqual([path]);
  });
});
