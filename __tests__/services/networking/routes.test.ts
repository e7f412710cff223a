import fc from "fast-check";
import type { BackendOptions } from "../../../lib";
import { messageOf, problemsOf } from "../../support/problems";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const HUB_ID =
  "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub";
const peerings = { hub: { id: HUB_ID, reverse: false } };
const firewall = { privateIp: "10.200.0.4" };

type Networking = NonNullable<BackendOptions["networking"]>;

const routed = (networking: Networking, options: BackendOptions = {}): SynthesisedBackend =>
  synthBackend({ environment: "prod", ...options, networking: { peerings, ...networking } });
const tableOf = ({ network }: SynthesisedBackend) => network.only("azurerm_route_table");
const noted = ({ backend }: SynthesisedBackend, at: string): readonly string[] =>
  backend.plan.notes.flatMap(({ path, level, message }) => (path === at ? [`${level}: ${message}`] : []));

describe("a firewall", () => {
  const backend = routed({
    firewall,
    routes: { telemetry: { addressPrefix: "AzureMonitor", nextHop: "Internet" } },
  });

  test("all that leaves the subnet of the functions goes through the firewall, but for routes of the user's own", () => {
    expect(tableOf(backend)).toMatchObject({
      // Routes of a gateway would lead around the firewall.
      bgp_route_propagation_enabled: false,
      route: [
        {
          name: "to-firewall",
          address_prefix: "0.0.0.0/0",
          next_hop_type: "VirtualAppliance",
          next_hop_in_ip_address: "10.200.0.4",
        },
        {
          name: "telemetry",
          address_prefix: "AzureMonitor",
          next_hop_type: "Internet",
          next_hop_in_ip_address: null,
        },
      ],
    });
    expect(backend.network.only("azurerm_subnet_route_table_association")["subnet_id"]).toBe(
      "${azurerm_subnet.subnet_functions.id}",
    );
    expect(backend.backend.routeTable).toBeDefined();
  });

  test("what the firewall has to allow follows from the services", () => {
    expect(noted(backend, "networking.firewall").join()).toMatch(
      /^note: must allow the function app to reach .*AzureActiveDirectory \(443\).*AzureMonitor \(443\)/,
    );
    expect(noted(backend, "networking.firewall").join()).not.toContain("AzureCosmosDB");
    const open = routed({ firewall, privateEndpoints: false });
    expect(noted(open, "networking.firewall").join()).toContain("AzureCosmosDB (443)");
  });

  test("Flex Consumption behind a firewall is a warning: Microsoft does not publish what its machines need", () => {
    const flex = routed({ firewall }, { functionApp: { plan: "FC1" } });
    expect(noted(flex, "networking.firewall")).toContainEqual(expect.stringMatching(/^warning: /));
  });

  test("a firewall that nothing leads to is a warning", () => {
    const lost = noted(routed({ firewall, peerings: {} }), "networking.firewall.privateIp");
    expect(lost).toEqual([
      expect.stringMatching(
        /^warning: 10\.200\.0\.4 is in no address range of the network, and there is no peering/,
      ),
    ]);
    expect(noted(backend, "networking.firewall.privateIp")).toEqual([]);
    const own = routed({ firewall: { privateIp: "10.0.9.4" }, peerings: {} });
    expect(noted(own, "networking.firewall.privateIp")).toEqual([]);
  });
});

describe("routes", () => {
  test("routes without a firewall leave those of gateways in force", () => {
    const table = tableOf(
      routed({ routes: { office: { addressPrefix: "10.8.0.0/16", nextHop: "10.200.0.4" } } }),
    );
    expect(table).toMatchObject({
      bgp_route_propagation_enabled: true,
      route: [{ name: "office", next_hop_type: "VirtualAppliance", next_hop_in_ip_address: "10.200.0.4" }],
    });
  });

  test("there is no route table without a route", () => {
    expect(routed({ routes: { office: false } }).network.all("azurerm_route_table")).toEqual({});
  });

  test("a subnet that is made in an existing network has the routes", () => {
    const { network } = synthBackend({
      environment: "prod",
      networking: {
        firewall,
        privateEndpoints: false,
        subnets: { functions: { addressPrefix: "10.60.1.0/26" } },
      },
      external: { vnet: { id: HUB_ID, createChildren: true } },
    });
    expect(Object.keys(network.all("azurerm_subnet_route_table_association"))).toHaveLength(1);
  });

  test("whatever the way out, the subnet has a route table, a NAT gateway or neither, and never two defaults", () => {
    const way = fc.record({
      firewall: fc.boolean(),
      nat: fc.boolean(),
      everywhere: fc.boolean(),
      restricted: fc.boolean(),
    });
    fc.assert(
      fc.property(way, ({ firewall: has, nat, everywhere, restricted }) => {
        const networking: Networking = {
          peerings,
          natGateway: nat,
          restrictOutbound: restricted,
          ...(has ? { firewall } : {}),
          routes: everywhere ? { all: { addressPrefix: "0.0.0.0/0", nextHop: "10.200.0.4" } } : {},
        };
        const defaults = [has, nat, everywhere].filter(Boolean).length;
        const problems = problemsOf({ environment: "prod", networking });
        expect(problems.length > 0).toBe(defaults > 1);
        if (defaults > 1) return;
        const { network } = synthBackend({ environment: "prod", networking });
        expect(Object.keys(network.all("azurerm_route_table"))).toHaveLength(has || everywhere ? 1 : 0);
        expect(Object.keys(network.all("azurerm_nat_gateway"))).toHaveLength(nat ? 1 : 0);
      }),
      { numRuns: 10 },
    );
  });
});

describe("a route is refused", () => {
  test.each<[string, Networking, string, string]>([
    [
      "to a firewall without an address",
      { firewall: { privateIp: "fw-hub" } },
      "networking.firewall.privateIp",
      'must be an IPv4 address, got "fw-hub"',
    ],
    ["to a firewall that says nothing", { firewall: {} }, "networking.firewall", "privateIp is missing"],
    [
      "to a firewall beside a NAT gateway",
      { firewall, natGateway: true },
      "networking.firewall",
      "sends all traffic elsewhere, and networking.natGateway would be paid for and have none",
    ],
    [
      "for everything beside a NAT gateway",
      { natGateway: true, routes: { all: { addressPrefix: "0.0.0.0/0", nextHop: "10.200.0.4" } } },
      "networking.routes.all",
      "sends all traffic elsewhere, and networking.natGateway would be paid for and have none",
    ],
    [
      "for everything beside a firewall",
      { firewall, routes: { all: { addressPrefix: "0.0.0.0/0", nextHop: "Internet" } } },
      "networking.routes.all.addressPrefix",
      "networking.firewall has the same destination",
    ],
    [
      "with a destination of another",
      {
        routes: {
          one: { addressPrefix: "AzureMonitor", nextHop: "Internet" },
          two: { addressPrefix: "azureMonitor", nextHop: "None" },
        },
      },
      "networking.routes.two.addressPrefix",
      "networking.routes.one has the same destination",
    ],
    [
      "to no destination",
      { routes: { one: { addressPrefix: "10.0.0.1/8", nextHop: "None" } } },
      "networking.routes.one.addressPrefix",
      'must be an address range or a service tag, got "10.0.0.1/8"',
    ],
    [
      "to no next hop that Azure has",
      { routes: { one: { addressPrefix: "10.0.0.0/8", nextHop: "firewall" } } },
      "networking.routes.one.nextHop",
      'must be an IPv4 address or one of Internet, None, VirtualNetworkGateway, got "firewall"',
    ],
    [
      "without a next hop",
      { routes: { one: { addressPrefix: "10.0.0.0/8" } as never } },
      "networking.routes.one",
      "nextHop is missing",
    ],
    [
      "by a name of the backend's",
      { routes: { "To-Firewall": { addressPrefix: "10.0.0.0/8", nextHop: "None" } } },
      "networking.routes.To-Firewall",
      "is the name of a route of the backend",
    ],
    [
      "by a name that Azure cannot have",
      { routes: { "to office": { addressPrefix: "10.0.0.0/8", nextHop: "None" } } },
      "networking.routes.to office",
      "the name of a route must have letters, digits, _ . and -",
    ],
  ])("%s", (_name, networking, path, message) => {
    const problems = problemsOf({ environment: "prod", networking: { peerings, ...networking } });
    expect(problems.map((each) => [each.path, each.message])).toEqual([[path, message]]);
  });

  test.each(["firewall", "routes"] as const)("in an existing subnet: networking.%s", (option) => {
    const networking: Networking =
      option === "firewall"
        ? { firewall }
        : { routes: { all: { addressPrefix: "10.0.0.0/8", nextHop: "None" } } };
    const problems = problemsOf({
      environment: "prod",
      networking: { ...networking, privateEndpoints: false },
      external: { vnet: { id: HUB_ID, createChildren: true, subnets: { functions: "snet" } } },
    });
    expect(problems.map((each) => [each.path, each.message])).toEqual([
      [
        `networking.${option}`,
        "the subnet of the function app is an existing one, and its owner manages what leaves it",
      ],
    ]);
  });

  test("a name that others give it leads to the option", () => {
    expect(messageOf({ networking: { udr: {} } })).toContain("networking.routes");
    expect(messageOf({ networking: { nva: {} } })).toContain("networking.firewall");
  });
});
