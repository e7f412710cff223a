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
export function smallestSubnet(settings: Pick<AllSettings, "networking" | "optional">): number {
  const { apim } = settings.optional;
  const tier: Tier = tierOf(apim);
  const type = networkTypeOf(settings);
  if (type === "None") return SMALLEST_SUBNET;
  const taken = apim.sku.capacity * tier.addressesOfUnit + (type === "Internal" ? 1 : 0);
  const bits = 32 - Math.ceil(Math.log2(taken + RESERVED_ADDRESSES));
  return Math.min(bits, tier.delegation === undefined ? SMALLEST_SUBNET : SMALLEST_DELEGATED);
}

/** One flow into the subnet `apim` that API Management needs. */
export interface ApimFlow {
  readonly name: string;
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp";
  /** `own`: the subnet itself. */
  readonly source: string;
  readonly port: string;
  readonly description: string;
}

/** Rules of the subnet of API Management, each with its own priority whatever else is there. */
const PRIORITIES = {
  allow_api_management: 100,
  allow_load_balancer: 110,
  allow_clients: 120,
  allow_internet: 130,
  allow_rate_limits: 145,
  allow_cache: 155,
} as const;

/** Names of rules that the backend makes itself, so that a user's rule takes another one. */
export const APIM_RULES = Object.keys(PRIORITIES) as readonly (keyof typeof PRIORITIES)[];

/** learn.microsoft.com/azure/api-management/virtual-network-reference */
export function inboundFlows(
  settings: Pick<AllSettings, "networking" | "optional">,
  ownRange: string,
): readonly ApimFlow[] {
  const type = networkTypeOf(settings);
  if (type === "None") return [];
  const { apim } = settings.optional;
  const isClassic = tierOf(apim).delegation === undefined;
  const flow = (
    name: (typeof APIM_RULES)[number],
    protocol: ApimFlow["protocol"],
    source: string,
    port: string,
    description: string,
  ): ApimFlow => ({ name, priority: PRIORITIES[name], protocol, source, port, description });
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
