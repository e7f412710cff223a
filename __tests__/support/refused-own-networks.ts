import { SUBNET, VNET, type Asked, type Row, delegated, vnet } from "./asked";
import { inGroup } from "./manager";

const ADDRESS = inGroup("Microsoft.Network/publicIPAddresses/pip");
const GATEWAY = inGroup("Microsoft.Network/natGateways/ng");
const HUB = inGroup("Microsoft.Network/virtualNetworks/hub");

const address = (sku: string): Asked => [ADDRESS, { sku: { name: sku } }];
const gateway = (sku: string, addresses: readonly string[] = []): Asked => [
  GATEWAY,
  { sku: { name: sku }, properties: { publicIpAddresses: addresses.map((id) => ({ id })) } },
];
const GATEWAY_SUBNET: Asked = [
  SUBNET,
  { properties: { ...delegated("Microsoft.Web/serverFarms"), natGateway: { id: GATEWAY } } },
];
const TABLE = inGroup("Microsoft.Network/routeTables/rt");
const table = (...routes: readonly (readonly [string, string, string?])[]): Asked => [
  TABLE,
  {
    properties: {
      routes: routes.map(([addressPrefix, nextHopType, nextHopIpAddress], index) => ({
        name: `r${index}`,
        properties: {
          addressPrefix,
          nextHopType,
          ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }),
        },
      })),
    },
  },
];
const TABLE_SUBNET: Asked = [
  SUBNET,
  { properties: { ...delegated("Microsoft.Web/serverFarms"), routeTable: { id: TABLE } } },
];
const hub = (range: string): Asked => [HUB, { properties: { addressSpace: { addressPrefixes: [range] } } }];
const peering = (name: string, remote = HUB): Asked => [
  `${VNET}/virtualNetworkPeerings/${name}`,
  { properties: { remoteVirtualNetwork: { id: remote } } },
];

/** What users add to the network of a backend: docs/recipes. */
export const refusedOfOwnNetworks: Readonly<Record<string, Row | readonly Row[]>> = {
  "the public addresses of a NAT gateway exist and have its SKU": [
    {
      given: [address("Standard")],
      right: gateway("Standard", [ADDRESS]),
      wrong: gateway("StandardV2", [ADDRESS]),
      message: "400 BadRequest: Public IP address pip is Standard, and the NAT gateway StandardV2",
    },
    {
      right: gateway("Standard"),
      wrong: gateway("Standard", [ADDRESS]),
      message: `400 BadRequest: Resource ${ADDRESS} referenced by the NAT gateway was not found`,
    },
  ],
  "a subnet's NAT gateway exists": {
    given: [vnet],
    right: [SUBNET, { properties: delegated("Microsoft.Web/serverFarms") }],
    wrong: GATEWAY_SUBNET,
    message: `400 InvalidResourceReference: Resource ${GATEWAY} referenced by the subnet was not found`,
  },
  "the other network of a peering exists, and its ranges do not overlap": [
    {
      given: [vnet, hub("10.1.0.0/16")],
      right: peering("to-hub"),
      wrong: peering("to-hub", `${HUB}-two`),
      message: `400 VnetAddressSpacesOverlap: Virtual network ${HUB}-two was not found`,
    },
    {
      given: [vnet, hub("10.1.0.0/16"), [`${HUB}-two`, hub("10.0.128.0/17")[1]]],
      right: peering("to-hub"),
      wrong: peering("to-hub", `${HUB}-two`),
      message:
        "400 VnetAddressSpacesOverlap: Address space 10.0.0.0/16 overlaps that of virtual network hub-two",
    },
  ],
  "a route to an appliance has its address, and no other route has one": [
    {
      right: table(["0.0.0.0/0", "VirtualAppliance", "10.0.0.4"]),
      wrong: table(["0.0.0.0/0", "VirtualAppliance"]),
      message:
        "400 InvalidRequestFormat: Route r0 has a next hop type that does not go with its next hop address",
    },
    {
      right: table(["AzureMonitor", "Internet"]),
      wrong: table(["10.0.0.0/8", "None"], ["AzureMonitor", "Internet", "10.0.0.4"]),
      message:
        "400 InvalidRequestFormat: Route r1 has a next hop type that does not go with its next hop address",
    },
  ],
  "a table has one route for a destination": {
    right: table(["10.0.0.0/8", "None"], ["AzureMonitor", "Internet"]),
    wrong: table(["AzureMonitor", "None"], ["AzureMonitor", "Internet"]),
    message: "400 RouteConflictsWithExistingRoute: Several routes have the address prefix AzureMonitor",
  },
  "a subnet's route table exists": {
    given: [vnet],
    right: [SUBNET, { properties: delegated("Microsoft.Web/serverFarms") }],
    wrong: TABLE_SUBNET,
    message: `400 InvalidResourceReference: Resource ${TABLE} referenced by the subnet was not found`,
  },
  "two networks have one peering in each direction": {
    given: [vnet, hub("10.1.0.0/16"), peering("to-hub")],
    right: peering("to-hub"),
    wrong: peering("again"),
    message: `400 AnotherPeeringAlreadyReferencesRemoteVnet: The network is peered with ${HUB} already, by to-hub`,
  },
};

/** What cannot be deleted while something has it. */
export const heldOfOwnNetworks: Readonly<
  Record<string, { given: readonly Asked[]; id: string; message: string }>
> = {
  "a NAT gateway that a subnet has cannot be deleted": {
    given: [gateway("Standard"), vnet, GATEWAY_SUBNET],
    id: GATEWAY,
    message: "400 InUseNatGatewayCannotBeDeleted: NAT gateway ng cannot be deleted: subnet functions has it",
  },
  "a route table that a subnet has cannot be deleted": {
    given: [table(["10.0.0.0/8", "None"]), vnet, TABLE_SUBNET],
    id: TABLE,
    message: "400 InUseRouteTableCannotBeDeleted: Route table rt cannot be deleted: subnet functions has it",
  },
  "an address that a NAT gateway has cannot be deleted": {
    given: [address("Standard"), gateway("Standard", [ADDRESS])],
    id: ADDRESS,
    message:
      "400 PublicIPAddressCannotBeDeleted: Public IP address pip cannot be deleted: NAT gateway ng has it",
  },
};
