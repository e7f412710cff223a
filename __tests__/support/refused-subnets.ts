import type { JsonObject } from "../../lib/stand-in/json";
import {
  ENDPOINT,
  ENDPOINTS_SUBNET,
  LINK,
  NSG,
  PLAN,
  SUBNET,
  VAULT,
  VNET,
  ZONE,
  app,
  delegated,
  endpoint,
  endpoints,
  plan,
  subnet,
  vault,
  vnet,
  type Asked,
  type Row,
} from "./asked";
import { GROUP } from "./manager";

const spaces = (...addressPrefixes: readonly string[]): Asked => [
  VNET,
  { properties: { addressSpace: { addressPrefixes } } },
];
const ranged = (addressPrefix: string, serviceName?: string): Asked => [
  SUBNET,
  {
    properties: {
      addressPrefix,
      ...(serviceName === undefined ? {} : { delegations: [{ properties: { serviceName } }] }),
    },
  },
];
const at = ([id, body]: Asked, location: string): Asked => [id, { ...body, location }];
const group = (id: string): Asked => [
  ENDPOINTS_SUBNET,
  { properties: { addressPrefix: "10.0.2.0/24", networkSecurityGroup: { id } } },
];
const OTHER = GROUP.replace(/rg$/, "other");
const link = (zone: string, vnetId: string): Asked => [
  `${zone}/virtualNetworkLinks/link`,
  { properties: { virtualNetwork: { id: vnetId } } },
];
const zones = (name: string, count: number): Asked => [
  `${ENDPOINT}/privateDnsZoneGroups/${name}`,
  {
    properties: {
      privateDnsZoneConfigs: Array.from({ length: count }, () => ({
        properties: { privateDnsZoneId: ZONE },
      })),
    },
  },
];
const letsIn = (id: string, more: JsonObject = {}): Asked =>
  vault({ networkAcls: { defaultAction: "Deny", virtualNetworkRules: [{ id, ...more }] } });

/** Subnets, and what has to be in the same place as they are. */
export const refusedOfSubnets: Readonly<Record<string, Row | readonly Row[]>> = {
  "a network has ranges that do not overlap, of /2 to /29": [
    {
      right: spaces("10.0.0.0/16", "10.1.0.0/16"),
      wrong: spaces("10.0.0.0/16", "10.0.1.0/24"),
      message: "400 InvalidAddressPrefix: Address range 10.0.0.0/16 overlaps another one",
    },
    {
      right: spaces("10.0.0.0/29"),
      wrong: spaces("10.0.0.0/30"),
      message: "400 InvalidAddressPrefix: Address range 10.0.0.0/30 is too large or too small",
    },
  ],
  "ranges of a network that its subnets use cannot be removed": {
    given: [vnet, subnet],
    right: spaces("10.0.0.0/16", "10.1.0.0/16"),
    wrong: spaces("10.1.0.0/16"),
    message: "400 InUsePrefixCannotBeDeleted: The address range of subnet functions is in use",
  },
  "a subnet is delegated to a service whose namespace is registered": {
    given: [vnet],
    right: ranged("10.0.1.0/28", "Microsoft.Web/serverFarms"),
    wrong: ranged("10.0.1.0/28", "Microsoft.Databricks/workspaces"),
    message:
      "409 MissingSubscriptionRegistration: The subscription is not registered to delegate subnets to Microsoft.Databricks/workspaces",
  },
  "a subnet is as large as what it is delegated to needs, and /29 at least": [
    {
      given: [vnet],
      right: ranged("10.0.1.0/28", "Microsoft.Web/serverFarms"),
      wrong: ranged("10.0.1.0/29", "Microsoft.Web/serverFarms"),
      message:
        "400 SubnetTooSmall: Subnet range 10.0.1.0/29 is too small: Microsoft.Web/serverFarms needs /28",
    },
    {
      given: [vnet],
      right: ranged("10.0.1.0/27", "Microsoft.App/environments"),
      wrong: ranged("10.0.1.0/28", "Microsoft.App/environments"),
      message: "needs /27",
    },
    {
      given: [vnet],
      right: ranged("10.0.1.0/29"),
      wrong: ranged("10.0.1.0/30"),
      message: "a subnet needs /29",
    },
  ],
  "a subnet's network security group exists": {
    given: [vnet, [NSG, {}]],
    right: group(NSG),
    wrong: group(`${NSG}2`),
    message: "400 InvalidResourceReference: Resource",
  },
  "a subnet with private endpoints has no delegation": {
    given: [vnet, endpoints, vault(), endpoint(["vault"])],
    right: endpoints,
    wrong: [ENDPOINTS_SUBNET, { properties: { ...delegated("Microsoft.Web/serverFarms") } }],
    message: "400 SubnetInUse: Subnet is in use by private endpoint pep",
  },
  "a private endpoint is in the region of its network": {
    given: [at(vnet, "eastus2"), endpoints, vault()],
    right: at(endpoint(["vault"]), "East US 2"),
    wrong: at(endpoint(["vault"]), "westus"),
    message: "is in eastus2, and the private endpoint in westus",
  },
  "an app is in the region of the network that it joins": {
    given: [at(vnet, "eastus2"), subnet, plan("EP1")],
    right: at(app({ virtualNetworkSubnetId: SUBNET }), "eastus2"),
    wrong: at(app({ virtualNetworkSubnetId: SUBNET, serverFarmId: PLAN }), "westus"),
    message: "400 BadRequest: The virtual network is in eastus2, and the app in westus",
  },
  "a network is linked to one zone of a name": {
    given: [vnet, [ZONE, {}], [OTHER, {}], [ZONE.replace("/rg/", "/other/"), {}], link(ZONE, VNET)],
    right: [LINK, { properties: { virtualNetwork: { id: VNET } } }],
    wrong: link(ZONE.replace("/rg/", "/other/"), VNET),
    message:
      "400 BadRequest: A virtual network cannot be linked to multiple zones with overlapping namespaces",
  },
  "a private endpoint has one zone group, of one to five zones": [
    {
      given: [vnet, endpoints, vault(), endpoint(["vault"]), [ZONE, {}], zones("default", 1)],
      right: zones("default", 1),
      wrong: zones("other", 1),
      message: "400 BadRequest: Private endpoint has zone group default already",
    },
    {
      given: [vnet, endpoints, vault(), endpoint(["vault"]), [ZONE, {}]],
      right: zones("default", 5),
      wrong: zones("default", 6),
      message: "400 BadRequest: A zone group has one to five zones, got 6",
    },
  ],
  "a subnet in a network rule has the service endpoint of that service": [
    {
      given: [vnet, subnet, endpoints, plan("EP1")],
      right: app({ siteConfig: { ipSecurityRestrictions: [{ ipAddress: "203.0.113.0/24" }] } }),
      wrong: app({ siteConfig: { ipSecurityRestrictions: [{ vnetSubnetResourceId: ENDPOINTS_SUBNET }] } }),
      message: "Subnet endpoints does not have ServiceEndpoints for Microsoft.Web resources configured",
    },
    {
      given: [
        vnet,
        [
          SUBNET,
          {
            properties: {
              addressPrefix: "10.0.1.0/24",
              serviceEndpoints: [{ service: "Microsoft.KeyVault" }],
            },
          },
        ],
        endpoints,
      ],
      right: letsIn(SUBNET),
      wrong: letsIn(ENDPOINTS_SUBNET),
      message:
        "400 VirtualNetworkNotValid: Subnet endpoints does not have ServiceEndpoints for Microsoft.KeyVault",
    },
    {
      given: [vnet, endpoints],
      right: letsIn(ENDPOINTS_SUBNET, { ignoreMissingVnetServiceEndpoint: true }),
      wrong: letsIn(`${VAULT}x`),
      message: "400 VirtualNetworkNotValid: Subnet",
    },
  ],
};
