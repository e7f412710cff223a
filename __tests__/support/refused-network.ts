import {
  ENDPOINT,
  ENDPOINTS_SUBNET,
  LINK,
  NSG,
  SUBNET,
  VNET,
  ZONE,
  delegated,
  endpoint,
  endpoints,
  joined,
  plan,
  rule,
  subnet,
  vault,
  vnet,
  type Row,
} from "./asked";

/** Networks and private endpoints. */
export const refusedOfNetworks: Readonly<Record<string, Row | readonly Row[]>> = {
  "a subnet's range is within the network's": {
    given: [vnet],
    right: subnet,
    wrong: [SUBNET, { properties: { addressPrefix: "10.1.0.0/24" } }],
    message: "400 NetcfgInvalidSubnet: Subnet range 10.1.0.0/24 is not within the address space 10.0.0.0/16",
  },
  "subnets of a network do not overlap": {
    given: [vnet, subnet],
    right: endpoints,
    wrong: [ENDPOINTS_SUBNET, { properties: { addressPrefix: "10.0.1.128/25" } }],
    message: "400 NetcfgSubnetRangesOverlap: Subnet range 10.0.1.128/25 overlaps that of subnet functions",
  },
  "a delegation cannot change while something uses the subnet": {
    given: [vnet, subnet, plan("EP1"), joined],
    right: subnet,
    wrong: [SUBNET, { properties: delegated("Microsoft.App/environments") }],
    message: "400 SubnetMissingRequiredDelegation: Subnet functions requires its delegation",
  },
  "rules of one group and direction have priorities of their own, 100 to 4096": {
    given: [[NSG, {}], rule("one", 100)],
    right: rule("two", 110),
    wrong: rule("two", 100),
    message: "400 SecurityRuleConflict: Security rule has the priority and direction of one",
  },
  "a link leads to a network that is there": {
    given: [vnet, [ZONE, {}]],
    right: [LINK, { properties: { virtualNetwork: { id: VNET } } }],
    wrong: [LINK, { properties: { virtualNetwork: { id: `${VNET}2` } } }],
    message: "400 BadRequest: Virtual network",
  },
  "a private endpoint leads to one subresource that its target has": {
    given: [vnet, endpoints, vault()],
    right: endpoint(["vault"]),
    wrong: endpoint(["blob"]),
    message:
      "400 PrivateEndpointConnectionFailed: Microsoft.KeyVault/vaults has no subresource blob, only vault",
  },
  "a private endpoint is in a subnet that is there and delegated to nobody": {
    given: [vnet, subnet, endpoints, vault()],
    right: endpoint(["vault"]),
    wrong: endpoint(["vault"], SUBNET),
    message: "400 InvalidSubnet: Subnet functions is delegated to Microsoft.Web/serverFarms",
  },
  "a zone group names zones that are there": {
    given: [vnet, endpoints, vault(), endpoint(["vault"]), [ZONE, {}]],
    right: [
      `${ENDPOINT}/privateDnsZoneGroups/default`,
      { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: ZONE } }] } },
    ],
    wrong: [
      `${ENDPOINT}/privateDnsZoneGroups/default`,
      { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: `${ZONE}x` } }] } },
    ],
    message: "400 BadRequest: Private DNS zone",
  },
};
