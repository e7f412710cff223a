import type { SubnetName } from "../contract/network-needs";
import type { NetworkingSettings } from "./settings";

/** The options of each subnet, as they are by default; a range is then one that is free. */
export const defaultSubnets: NetworkingSettings["subnets"] = {
  functions: { addressPrefix: "10.0.1.0/24", inbound: {}, outbound: {} },
  "private-endpoints": {
    addressPrefix: "10.0.2.0/24",
    inbound: {},
    privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
  },
  apim: { addressPrefix: "10.0.3.0/24", inbound: {} },
};

/** Every subnet that has options. */
export const subnetNames = Object.keys(defaultSubnets) as readonly SubnetName[];
