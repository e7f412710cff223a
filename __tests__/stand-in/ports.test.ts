import type { JsonObject } from "../../lib/stand-in/json";
import { unreachable } from "../../lib/stand-in/reachability";
import { Manager, inGroup } from "../support/manager";

const VNET = inGroup("Microsoft.Network/virtualNetworks/vnet");
const NSG = inGroup("Microsoft.Network/networkSecurityGroups/nsg-endpoints");
const OUT = inGroup("Microsoft.Network/networkSecurityGroups/nsg-functions");
const ENDPOINT = inGroup("Microsoft.Network/privateEndpoints/pep");
const PLAN = inGroup("Microsoft.Web/serverfarms/plan");

/** Something closed that an app calls, behind its private endpoint. */
interface Called {
  readonly id: string;
  readonly body: JsonObject;
  readonly host: string;
  readonly subresource: string;
  readonly zone: string;
  readonly more?: readonly [string, JsonObject][];
}

const BUS: Called = {
  id: inGroup("Microsoft.ServiceBus/namespaces/sbns-one"),
  body: { sku: { name: "Premium" }, properties: { publicNetworkAccess: "Disabled" } },
  host: "sbns-one.servicebus.windows.net",
  subresource: "namespace",
  zone: "privatelink.servicebus.windows.net",
};
const AMR = inGroup("Microsoft.Cache/redisEnterprise/amr-one");
const redis = (clusteringPolicy: string): Called => ({
  id: AMR,
  body: {
    location: "eastus2",
    sku: { name: "Balanced_B5" },
    properties: { publicNetworkAccess: "Disabled" },
  },
  host: "amr-one.eastus2.redis.azure.net",
  subresource: "redisEnterprise",
  zone: "privatelink.redis.azure.net",
  more: [[`${AMR}/databases/default`, { properties: { clusteringPolicy } }]],
});
const TOPIC: Called = {
  id: inGroup("Microsoft.EventGrid/topics/evgt-orders"),
  body: { location: "eastus2", properties: { publicNetworkAccess: "Disabled" } },
  host: "evgt-orders.eastus2-1.eventgrid.azure.net",
  subresource: "topic",
  zone: "privatelink.eventgrid.azure.net",
};

/** A rule that lets the functions in by TCP unless it says otherwise, as Azure has it. */
const rule = (priority: number, port: string, more: JsonObject = {}): JsonObject => ({
  properties: {
    priority,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: "10.0.1.0/24",
    destinationAddressPrefix: "*",
    sourcePortRange: "*",
    destinationPortRange: port,
    ...more,
  },
});
const everything = { protocol: "*", sourceAddressPrefix: "*" };
const deny = (priority = 4096, more: JsonObject = {}): JsonObject =>
  rule(priority, "*", { ...everything, access: "Deny", ...more });

type Rules = Readonly<Record<string, JsonObject>>;
interface Network {
  readonly inbound?: Rules;
  readonly outbound?: Rules;
  readonly policies?: string;
}

/** What an app does not reach through a network with these rules. */
function unreached(called: Called, network: Network): readonly string[] {
  const { inbound = {}, outbound = {}, policies = "NetworkSecurityGroupEnabled" } = network;
  const zone = inGroup(`Microsoft.Network/privateDnsZones/${called.zone}`);
  const target = { privateLinkServiceId: called.id, groupIds: [called.subresource] };
  const appSettings = [{ name: "CALLED", value: `https://${called.host}/` }];
  const all: readonly [string, JsonObject][] = [
    [VNET, { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } }],
    [NSG, {}],
    [OUT, {}],
    ...Object.entries(inbound).map(([name, body]): [string, JsonObject] => [
      `${NSG}/securityRules/${name}`,
      body,
    ]),
    ...Object.entries(outbound).map(([name, body]): [string, JsonObject] => [
      `${OUT}/securityRules/${name}`,
      body,
    ]),
    [
      `${VNET}/subnets/functions`,
      {
        properties: {
          addressPrefix: "10.0.1.0/24",
          networkSecurityGroup: { id: OUT },
          delegations: [{ properties: { serviceName: "Microsoft.Web/serverFarms" } }],
        },
      },
    ],
    [
      `${VNET}/subnets/endpoints`,
      {
        properties: {
          addressPrefix: "10.0.2.0/24",
          networkSecurityGroup: { id: NSG },
          privateEndpointNetworkPolicies: policies,
        },
      },
    ],
    [called.id, called.body],
    ...(called.more ?? []),
    [zone, {}],
    [`${zone}/virtualNetworkLinks/link`, { properties: { virtualNetwork: { id: VNET } } }],
    [
      ENDPOINT,
      {
        properties: {
          subnet: { id: `${VNET}/subnets/endpoints` },
          privateLinkServiceConnections: [{ properties: target }],
        },
      },
    ],
    [
      `${ENDPOINT}/privateDnsZoneGroups/default`,
      { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: zone } }] } },
    ],
    [PLAN, { sku: { name: "EP1" } }],
    [
      inGroup("Microsoft.Web/sites/app"),
      {
        properties: {
          serverFarmId: PLAN,
          virtualNetworkSubnetId: `${VNET}/subnets/functions`,
          siteConfig: { appSettings },
        },
      },
    ],
  ];
  const manager = new Manager();
  for (const [id, body] of all) manager.put(id, body);
  return unreachable(manager.manager.store);
}

const stopped = (called: Called, by: string): readonly string[] => [
  `app does not reach ${called.host.replace("eastus2.", "").replace("eastus2-1.", "")}: rule ${by}`,
];

describe("Service Bus", () => {
  const by = (name: string) => `${name} of nsg-endpoints denies port 5671 from subnet functions`;

  test("Service Bus is reached where no rule denies it, as within any network", () => {
    expect(unreached(BUS, {})).toEqual([]);
  });

  test("Service Bus is not reached where only https is let in, since its clients use AMQP", () => {
    const https = { https: rule(100, "443"), deny: deny() };
    expect(unreached(BUS, { inbound: https })).toEqual(stopped(BUS, by("deny")));
    expect(unreached(BUS, { inbound: { ...https, amqp: rule(170, "5671-5672") } })).toEqual([]);
  });

  test("Service Bus is not reached where a rule of the user denies it first", () => {
    const inbound = { own: deny(150), amqp: rule(170, "5671-5672"), deny: deny() };
    expect(unreached(BUS, { inbound })).toEqual(stopped(BUS, by("own")));
    const later = { own: deny(200), amqp: rule(170, "5671-5672"), deny: deny() };
    expect(unreached(BUS, { inbound: later })).toEqual([]);
  });

  test("Service Bus is not reached where the rule is for other addresses, a part of them or another protocol", () => {
    for (const more of [
      { sourceAddressPrefix: "10.0.3.0/24" },
      { sourceAddressPrefix: "10.0.1.0/25" },
      { sourceAddressPrefix: "AzureLoadBalancer" },
      { destinationAddressPrefix: "10.0.9.0/24" },
      { protocol: "Udp" },
    ])
      expect(unreached(BUS, { inbound: { amqp: rule(170, "5671", more), deny: deny() } })).toEqual(
        stopped(BUS, by("deny")),
      );
    for (const more of [
      { sourceAddressPrefix: "VirtualNetwork" },
      { sourceAddressPrefix: "10.0.0.0/16" },
      { sourceAddressPrefix: "", sourceAddressPrefixes: ["10.0.9.4", "10.0.1.0/24"] },
      { destinationPortRange: "", destinationPortRanges: ["443", "5671"] },
    ])
      expect(unreached(BUS, { inbound: { amqp: rule(170, "5671", more), deny: deny() } })).toEqual([]);
  });

  test("Service Bus is not reached where some of the functions' addresses are denied", () => {
    const inbound = { own: deny(150, { sourceAddressPrefix: "10.0.1.9" }), amqp: rule(170, "5671") };
    expect(unreached(BUS, { inbound })).toEqual(stopped(BUS, by("own")));
  });

  test("Service Bus is reached past any rule where the subnet has no policies for endpoints", () => {
    expect(unreached(BUS, { inbound: { deny: deny() }, policies: "Disabled" })).toEqual([]);
    expect(unreached(BUS, { inbound: { deny: deny() }, policies: "RouteTableEnabled" })).toEqual([]);
    expect(unreached(BUS, { inbound: { deny: deny() }, policies: "Enabled" })).not.toEqual([]);
  });

  test("Service Bus is not reached where the functions' own subnet lets no traffic out", () => {
    const outbound = { closed: deny(4096, { direction: "Outbound" }) };
    expect(unreached(BUS, { outbound })).toEqual(
      stopped(BUS, "closed of nsg-functions denies port 5671 to subnet endpoints"),
    );
    const amqp = rule(100, "5671", { direction: "Outbound", destinationAddressPrefix: "10.0.2.0/24" });
    expect(unreached(BUS, { outbound: { ...outbound, amqp } })).toEqual([]);
  });
});

describe("Redis", () => {
  const by = (port: number) => `deny of nsg-endpoints denies port ${port} from subnet functions`;

  test("Redis is reached on its own port, and not where its rule is missing", () => {
    const inbound = { https: rule(100, "443"), deny: deny() };
    const managed = redis("EnterpriseCluster");
    expect(unreached(managed, { inbound })).toEqual(stopped(managed, by(10_000)));
    expect(unreached(managed, { inbound: { ...inbound, redis: rule(150, "10000") } })).toEqual([]);
  });

  test("Redis is reached shard by shard where clients know its shards", () => {
    const sharded = redis("OSSCluster");
    const inbound = { redis: rule(150, "10000"), deny: deny() };
    expect(unreached(sharded, { inbound })).toEqual(stopped(sharded, by(8500)));
    expect(unreached(sharded, { inbound: { ...inbound, shards: rule(160, "8500-8599") } })).toEqual([]);
  });
});

test("a topic of Event Grid is reached too", () => {
  expect(unreached(TOPIC, { inbound: { deny: deny() } })).toEqual(
    stopped(TOPIC, "deny of nsg-endpoints denies port 443 from subnet functions"),
  );
});
