import type { NetworkFacts, NetworkNeeds, SubnetName } from "../contract/network-needs";

/** The one subnet that is the network's own: every service may have private endpoints in it. */
export const ENDPOINTS_SUBNET: SubnetName = "private-endpoints";

/** The rule of every subnet that comes last. */
export const DENY_INBOUND = "deny_inbound";

/** What private endpoints need. */
export function networkingNeeds({ settings }: NetworkFacts): Partial<NetworkNeeds> {
  return {
    subnets: [
      {
        name: ENDPOINTS_SUBNET,
        order: 2,
        isUsed: settings.networking.privateEndpoints,
        serviceEndpoints: [],
        reachesInternet: false,
        inbound: [],
      },
    ],
    ruleNames: [DENY_INBOUND],
  };
}
