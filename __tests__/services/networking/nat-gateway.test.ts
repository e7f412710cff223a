import type { BackendOptions } from "../../../lib";
import { estimateCost } from "../../../lib";
import { messageOf, problemsOf } from "../../support/problems";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const GROUP = "/subscriptions/00000000-0000-4000-8000-000000000009/resourceGroups/rg-net";
const ADDRESS = `${GROUP}/providers/Microsoft.Network/publicIPAddresses/pip-calls`;
const PREFIX = `${GROUP}/providers/Microsoft.Network/publicIPPrefixes/ippre-calls`;

const natOf = (networking: BackendOptions["networking"], options: BackendOptions = {}): SynthesisedBackend =>
  synthBackend({ environment: "prod", location: "eastus2", networking, ...options });

describe("a NAT gateway", () => {
  const { network, backend } = natOf({ natGateway: true });

  test("a NAT gateway has one static address, and is the way out of the subnet of the functions alone", () => {
    expect(network.only("azurerm_public_ip")).toMatchObject({
      sku: "Standard",
      allocation_method: "Static",
      zones: ["1", "2", "3"],
    });
    expect(network.only("azurerm_nat_gateway")).toMatchObject({
      sku_name: "Standard",
      idle_timeout_in_minutes: 4,
    });
    expect(network.only("azurerm_nat_gateway_public_ip_association")).toMatchObject({
      nat_gateway_id: "${azurerm_nat_gateway.nat_gateway.id}",
      public_ip_address_id: "${azurerm_public_ip.nat_public_ip_address.id}",
    });
    expect(network.only("azurerm_subnet_nat_gateway_association")).toMatchObject({
      subnet_id: "${azurerm_subnet.subnet_functions.id}",
      depends_on: ["azurerm_nat_gateway_public_ip_association.nat_gateway_address"],
    });
  });

  test("the network stack outputs the address of its NAT gateway, and ids are shared", () => {
    expect(network.json["output"]).toMatchObject({
      networking_outbound_ip_address: { value: "${azurerm_public_ip.nat_public_ip_address.ip_address}" },
      networking_nat_gateway_id: { value: "${azurerm_nat_gateway.nat_gateway.id}" },
    });
    expect(backend.natGateway).toBeDefined();
    expect(backend.natPublicIpAddress).toBeDefined();
  });

  test("a NAT gateway, its address and what goes through it are priced", () => {
    const items = estimateCost(backend.plan).lines.map(({ item }) => item);
    expect(items).toEqual(
      expect.arrayContaining([
        "NAT gateway",
        "public IP address of the NAT gateway",
        "through the NAT gateway",
      ]),
    );
  });

  test("a NAT gateway uses existing addresses and prefixes in Azure's case, and makes none beside them", () => {
    const own = natOf({
      natGateway: {
        publicIpAddresses: [ADDRESS.replace("resourceGroups", "resourcegroups")],
        publicIpPrefixes: [PREFIX],
        idleTimeoutInMinutes: 10,
        zone: "2",
      },
    });
    expect(own.network.all("azurerm_public_ip")).toEqual({});
    expect(own.network.only("azurerm_nat_gateway")).toMatchObject({
      idle_timeout_in_minutes: 10,
      zones: ["2"],
    });
    expect(own.network.only("azurerm_nat_gateway_public_ip_association")["public_ip_address_id"]).toBe(
      ADDRESS,
    );
    expect(own.network.only("azurerm_nat_gateway_public_ip_prefix_association")["public_ip_prefix_id"]).toBe(
      PREFIX,
    );
    expect(own.network.json["output"]).not.toHaveProperty("networking_outbound_ip_address");
    const items = estimateCost(own.backend.plan).lines.map(({ item }) => item);
    expect(items).toContain("NAT gateway");
    expect(items).not.toContain("public IP address of the NAT gateway");
  });

  test("an address of a region without zones has none", () => {
    const { network: other } = natOf({ natGateway: true }, { location: "westus" });
    expect(other.only("azurerm_public_ip")).not.toHaveProperty("zones");
  });

  test("an environment switches the NAT gateway off, and keeps what was said of it", () => {
    const { network: other } = natOf({ natGateway: { enabled: false, publicIpAddresses: [ADDRESS] } });
    expect(other.all("azurerm_nat_gateway")).toEqual({});
  });

  test("a NAT gateway asks for the network that was left open", () => {
    const { backend: dev, network: own } = synthBackend({
      environment: "dev",
      networking: { natGateway: true },
    });
    expect(dev.plan.notes).toContainEqual({
      level: "adjusted",
      path: "networking.vnet",
      message: "true, because networking.natGateway is set",
    });
    expect(Object.keys(own.all("azurerm_nat_gateway"))).toEqual(["nat_gateway"]);
  });

  test("a subnet that is made in an existing network has the NAT gateway", () => {
    const id = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-spoke`;
    const { network: own } = natOf(
      {
        natGateway: true,
        privateEndpoints: false,
        subnets: { functions: { addressPrefix: "10.60.1.0/26" } },
      },
      { external: { vnet: { id, createChildren: true } } },
    );
    expect(own.only("azurerm_subnet_nat_gateway_association")["subnet_id"]).toBe(
      "${azurerm_subnet.subnet_functions.id}",
    );
  });
});

describe("a NAT gateway is refused", () => {
  test.each<[string, BackendOptions, string, string]>([
    [
      "without a network",
      { networking: { natGateway: true, vnet: false } },
      "networking.natGateway",
      "needs a virtual network, and there is none",
    ],
    [
      "with a plan that joins no network",
      { networking: { natGateway: true }, functionApp: { plan: "Y1" } },
      "functionApp.plan",
      "",
    ],
    [
      "in a subnet of somebody else's",
      {
        networking: { natGateway: true, privateEndpoints: false },
        external: {
          vnet: {
            id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-spoke`,
            createChildren: true,
            subnets: { functions: "snet-functions" },
          },
        },
      },
      "networking.natGateway",
      "the subnet of the function app is an existing one, and its owner manages what leaves it",
    ],
    [
      "in a network that nothing is made in",
      {
        networking: { natGateway: true, privateEndpoints: false },
        external: { vnet: { id: `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-spoke` } },
      },
      "networking.natGateway",
      "configures a virtual network, but external.vnet is an existing one, which the backend does not change",
    ],
    [
      "with an address that is no id",
      { networking: { natGateway: { publicIpAddresses: ["203.0.113.7"] } } },
      "networking.natGateway.publicIpAddresses.0",
      'must be the resource id of a public IP address, got "203.0.113.7"',
    ],
    [
      "with a prefix in the place of an address",
      { networking: { natGateway: { publicIpAddresses: [PREFIX] } } },
      "networking.natGateway.publicIpAddresses.0",
      "",
    ],
    [
      "with an address twice",
      { networking: { natGateway: { publicIpAddresses: [ADDRESS, ADDRESS.toUpperCase()] } } },
      "networking.natGateway.publicIpAddresses.1",
      "is listed twice",
    ],
    [
      "with more addresses than Azure allows",
      {
        networking: {
          natGateway: { publicIpAddresses: Array.from({ length: 17 }, (_, each) => `${ADDRESS}${each}`) },
        },
      },
      "networking.natGateway.publicIpAddresses",
      "a NAT gateway has at most 16 addresses, got 17",
    ],
    [
      "in a zone of a region that has none",
      { location: "westus", networking: { natGateway: { zone: "1" } } },
      "networking.natGateway.zone",
      "West US has no availability zones",
    ],
  ])("%s", (_name, options, path, message) => {
    const environment = options.networking?.vnet === false || options.functionApp ? "dev" : "prod";
    const problems = problemsOf({ environment, ...options });
    expect(problems.map((each) => each.path)).toEqual([path]);
    if (message !== "") expect(problems[0]?.message).toBe(message);
  });

  test("a name that others give it leads to the option", () => {
    expect(messageOf({ networking: { outboundIp: true } })).toContain("networking.natGateway");
  });
});
