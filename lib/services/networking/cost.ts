import { type Amount, type CostItem, HOURS, type ServiceCost, exactly } from "../contract/service-cost";
import type { NetworkingPlan } from "./plan";

/** What is assumed of the network, each month. */
export interface NetworkingUsage {
  /** Gigabytes through all private endpoints together, in and out. */
  readonly privateEndpointGB?: Amount;
  /** Names that are looked up in private DNS zones. */
  readonly privateDnsQueries?: Amount;
}

/** A virtual network, its subnets and security groups are free: learn.microsoft.com/azure/virtual-network/virtual-networks-overview#pricing */
export const networkingCost: ServiceCost<NetworkingPlan, NetworkingUsage> = {
  usage: {
    privateEndpointGB: {
      says: "what goes through private endpoints, in and out",
      development: { low: 1, high: 10 },
      production: { low: 10, high: 200 },
    },
    privateDnsQueries: {
      says: "names that are looked up in private DNS zones",
      development: { low: 100_000, high: 1_000_000 },
      production: { low: 500_000, high: 5_000_000 },
    },
  },

  items(plan, { backend, usage }) {
    const endpoints = backend.privateEndpoints.length;
    if (!plan.vnet || endpoints === 0) return [];
    const zones =
      plan.zones === "policy" ? 0 : plan.zones.filter(({ existing }) => existing === undefined).length;
    const ofZones: readonly CostItem[] = [
      {
        item: `${zones} private DNS zones`,
        meter: "network.privateDnsZone",
        part: "fixed",
        quantity: exactly(zones),
      },
      {
        item: "lookups in private DNS zones",
        meter: "network.privateDnsQueries",
        part: "usage",
        quantity: usage.privateDnsQueries,
      },
    ];
    return [
      {
        item: `${endpoints} private endpoints`,
        meter: "network.privateEndpoint",
        part: "fixed",
        quantity: exactly(endpoints * HOURS),
      },
      {
        item: "through private endpoints",
        meter: "network.privateEndpoint.data",
        part: "usage",
        quantity: usage.privateEndpointGB,
      },
      ...(zones === 0 ? [] : ofZones),
    ];
  },
};
