import type { InboundFlow, NetworkFacts, NetworkNeeds, SubnetNeed } from "../contract/network-needs";
import type { AllSettings } from "../words";
import type { ApimNetworkType } from "./settings";
import { type Tier, tierOf } from "./tiers";

/** The option group, as messages name it. */
export const APIM = "optional.apim";

/** How API Management takes part in the network, where that was said, and where it follows. */
export function networkTypeOf({
  networking,
  optional: { apim },
}: Pick<AllSettings, "networking" | "optional">): ApimNetworkType {
  if (!apim.enabled) return "None";
  if (apim.virtualNetworkType !== undefined) return apim.virtualNetworkType;
  return networking.vnet && tierOf(apim).networkTypes.includes("Internal") ? "Internal" : "None";
}

/** True where it is in the subnet `apim`. */
export function isInjected(settings: Pick<AllSettings, "networking" | "optional">): boolean {
  return networkTypeOf(settings) !== "None";
}

/** The smallest subnet that Azure has: learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const SMALLEST_SUBNET = 29;
/** learn.microsoft.com/azure/api-management/inject-vnet-v2#subnet-size */
const SMALLEST_DELEGATED = 27;
/** Those that Azure keeps in every subnet. */
const RESERVED_ADDRESSES = 5;

/**
 * The most bits that may be fixed in the range of the subnet `apim`: each unit takes addresses, and the load balancer
 * of an internal one another. learn.microsoft.com/azure/api-management/virtual-network-injection-resources#subnet-size
 */
function smallestSubnet(settings: Pick<AllSettings, "networking" | "optional">): number {
  const { apim } = settings.optional;
  const tier: Tier = tierOf(apim);
  const type = networkTypeOf(settings);
  if (type === "None") return SMALLEST_SUBNET;
  const taken = apim.sku.capacity * tier.addressesOfUnit + (type === "Internal" ? 1 : 0);
  const bits = 32 - Math.ceil(Math.log2(taken + RESERVED_ADDRESSES));
  return Math.min(bits, tier.delegation === undefined ? SMALLEST_SUBNET : SMALLEST_DELEGATED);
}

/** Rules that API Management needs in its subnet, each with its own priority whatever else is there. */
const PRIORITIES = {
  allow_api_management: 100,
  allow_load_balancer: 110,
  allow_clients: 120,
  allow_internet: 130,
  allow_rate_limits: 145,
  allow_cache: 155,
} as const;

/** learn.microsoft.com/azure/api-management/virtual-network-reference */
function inboundFlows(settings: Pick<AllSettings, "networking" | "optional">): readonly InboundFlow[] {
  const type = networkTypeOf(settings);
  if (type === "None") return [];
  const { apim } = settings.optional;
  const isClassic = tierOf(apim).delegation === undefined;
  const ownRange = settings.networking.subnets.apim.addressPrefix;
  const flow = (
    name: keyof typeof PRIORITIES,
    protocol: InboundFlow["protocol"],
    source: string,
    port: string,
    description: string,
  ): InboundFlow => ({ name, priority: PRIORITIES[name], protocol, source, port, description });
  return [
    ...(isClassic
      ? [flow("allow_api_management", "Tcp", "ApiManagement", "3443", "Azure manages the service")]
      : []),
    flow(
      "allow_load_balancer",
      "Tcp",
      "AzureLoadBalancer",
      isClassic ? "6390" : "*",
      "Azure finds out which units are well",
    ),
    flow("allow_clients", "Tcp", "VirtualNetwork", "443", "Clients within the network call the API"),
    ...(type === "External"
      ? [flow("allow_internet", "Tcp", "Internet", "443", "Clients on the internet call the API")]
      : []),
    // Units tell each other what they have counted and kept.
    ...(isClassic && apim.sku.capacity > 1
      ? [
          flow("allow_rate_limits", "Udp", ownRange, "4290", "Units count calls together"),
          flow("allow_cache", "Tcp", ownRange, "6381-6383", "Units share the cache"),
        ]
      : []),
  ];
}

/** The subnet `apim`: made in a network of our own whether API Management is in it or not. */
function subnetOf(settings: AllSettings): SubnetNeed {
  const place = {
    name: "apim",
    order: 3,
    usedBy: { when: "API Management is in it", fix: `switch ${APIM} on` },
  } as const;
  if (!isInjected(settings))
    return { ...place, isUsed: false, serviceEndpoints: [], reachesInternet: false, inbound: [] };
  const { delegation } = tierOf(settings.optional.apim);
  const bits = smallestSubnet(settings);
  const { privateEndpoints } = settings.networking;
  return {
    ...place,
    isUsed: true,
    asksForNetwork: `${APIM}.virtualNetworkType puts API Management into one`,
    ...(bits === SMALLEST_SUBNET
      ? {}
      : { smallest: { bits, why: "API Management of this tier and capacity" } }),
    ...(delegation === undefined ? {} : { delegation: { service: delegation, action: "action" } }),
    // Without an endpoint of its own the app lets this subnet in by name.
    serviceEndpoints: privateEndpoints ? [] : ["Microsoft.Web"],
    reachesInternet: true,
    inbound: inboundFlows(settings),
    toEndpoints: {
      name: "allow_api_management",
      priority: 110,
      description: "API Management reaches the function app over https",
    },
    isEntrance: true,
    // learn.microsoft.com/azure/api-management/virtual-network-injection-resources
    expectedOfOwner:
      "must have a security group that allows inbound traffic of API Management: management, health probes and clients" +
      (privateEndpoints ? "" : ", and the service endpoint Microsoft.Web"),
  };
}

/** What API Management needs of the network. */
export function apimNeeds({ settings }: NetworkFacts): Partial<NetworkNeeds> {
  return { subnets: [subnetOf(settings)], ruleNames: Object.keys(PRIORITIES) };
}
