import {
  APP,
  BUS,
  REGISTRY,
  STORAGE,
  VAULT,
  app,
  bus,
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
  "rules of one group and direction have priorities of their own, 100 to 4096": [
    {
      given: [[NSG, {}], rule("one", 100)],
      right: rule("two", 110),
      wrong: rule("two", 100),
      message: "400 SecurityRuleConflict: Security rule has the priority and direction of one",
    },
    {
      given: [[NSG, {}]],
      right: rule("one", 4096),
      wrong: rule("one", 4097),
      message: "400 SecurityRuleConflict: Priority 4097 is not between 100 and 4096",
    },
  ],
  "the network of a link exists": {
    given: [vnet, [ZONE, {}]],
    right: [LINK, { properties: { virtualNetwork: { id: VNET } } }],
    wrong: [LINK, { properties: { virtualNetwork: { id: `${VNET}2` } } }],
    message: "400 BadRequest: Virtual network",
  },
  "a private endpoint names one subresource that its target has": [
    {
      given: [vnet, endpoints, vault()],
      right: endpoint(["vault"]),
      wrong: endpoint(["blob"]),
      message:
        "400 PrivateEndpointConnectionFailed: Microsoft.KeyVault/vaults has no subresource blob, only vault",
    },
    {
      given: [vnet, endpoints, [STORAGE, {}]],
      right: endpoint(["blob"], ENDPOINTS_SUBNET, STORAGE),
      wrong: endpoint(["blob", "queue"], ENDPOINTS_SUBNET, STORAGE),
      message: "A private endpoint of Microsoft.Storage/storageAccounts takes one subresource",
    },
    {
      given: [vnet, endpoints, vault()],
      right: endpoint(["vault"]),
      wrong: endpoint(["vault"], ENDPOINTS_SUBNET, `${VAULT}2`),
      message: "Private link resource",
    },
    {
      given: [vnet, endpoints, bus("Standard"), vault()],
      right: endpoint(["vault"]),
      wrong: endpoint(["namespace"], ENDPOINTS_SUBNET, BUS),
      message: "sbns-one is Standard: private endpoints need Premium",
    },
    {
      given: [vnet, endpoints, bus("Premium"), [REGISTRY, { sku: { name: "Basic" } }]],
      right: endpoint(["namespace"], ENDPOINTS_SUBNET, BUS),
      wrong: endpoint(["registry"], ENDPOINTS_SUBNET, REGISTRY),
      message: "crone is Basic: private endpoints need Premium",
    },
    {
      given: [vnet, endpoints, plan("Y1"), app(), vault()],
      right: endpoint(["vault"]),
      wrong: endpoint(["sites"], ENDPOINTS_SUBNET, APP),
      message: "An app on Consumption has no private endpoints",
    },
    {
      given: [vnet, endpoints, plan("EP1"), app(), [`${APP}/slots/staging`, {}]],
      right: endpoint(["sites-staging"], ENDPOINTS_SUBNET, APP),
      wrong: endpoint(["sites-other"], ENDPOINTS_SUBNET, APP),
      message: "Microsoft.Web/sites has no subresource sites-other",
    },
  ],
  "a private endpoint's subnet exists and has no delegation": [
    {
      given: [vnet, subnet, endpoints, vault()],
      right: endpoint(["vault"]),
      wrong: endpoint(["vault"], SUBNET),
      message: "400 InvalidSubnet: Subnet functions is delegated to Microsoft.Web/serverFarms",
    },
    {
      given: [vnet, endpoints, vault()],
      right: endpoint(["vault"]),
      wrong: endpoint(["vault"], `${ENDPOINTS_SUBNET}2`),
      message: "400 InvalidSubnet: Subnet",
    },
  ],
  "the zones of a zone group exist": {
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
