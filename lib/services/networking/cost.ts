import {
  type Amount,
  type CostItem,
  HOURS,
  type ServiceCost,
  type UsageRanges,
  exactly,
} from "../contract/service-cost";
import type { NetworkingPlan } from "./plan";

type Network = Extract<NetworkingPlan, { vnet: true }>;

/** What is assumed of the network, each month. */
export interface NetworkingUsage {
  /** Gigabytes through all private endpoints together, in and out. */
  readonly privateEndpointGB?: Amount;
  /** Names that are looked up in private DNS zones. */
  readonly privateDnsQueries?: Amount;
  /** Gigabytes through the NAT gateway, in and out. */
  readonly natGatewayGB?: Amount;
  /** Gigabytes through peerings with other networks, in each direction. */
  readonly peeringGB?: Amount;
  /** Gigabytes of flow logs that are written. */
  readonly flowLogGB?: Amount;
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
    peeringGB: {
      says: "what goes through peerings with other networks, in each direction",
      development: { low: 1, high: 10 },
      production: { low: 10, high: 200 },
    },
    flowLogGB: {
      says: "flow logs that are written",
      development: { low: 0, high: 1 },
      production: { low: 1, high: 20 },
    },
    natGatewayGB: {
      says: "what goes through the NAT gateway, in and out",
      development: { low: 1, high: 10 },
      production: { low: 10, high: 200 },
    },
  },

  items(plan, { backend, usage }) {
    if (!plan.vnet) return [];
    return [
      ...endpointItems(plan, backend.privateEndpoints.length, usage),
      ...natItems(plan, usage),
      ...peeringItems(plan, usage),
      ...flowLogItems(plan, usage),
    ];
  },
};

type Ranges = UsageRanges<NetworkingUsage>;

function endpointItems({ zones: planned }: Network, endpoints: number, usage: Ranges): readonly CostItem[] {
  if (endpoints === 0) return [];
  const zones = planned === "policy" ? 0 : planned.filter(({ existing }) => existing === undefined).length;
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
}

/** Existing addresses are paid for by their owner. */
function natItems({ natGateway }: Network, { natGatewayGB }: Ranges): readonly CostItem[] {
  if (natGateway === undefined) return [];
  const address: CostItem = {
    item: "public IP address of the NAT gateway",
    meter: "network.publicIp",
    part: "fixed",
    quantity: exactly(HOURS),
  };
  return [
    { item: "NAT gateway", meter: "network.natGateway", part: "fixed", quantity: exactly(HOURS) },
    ...(natGateway.addressName === undefined ? [] : [address]),
    {
      item: "through the NAT gateway",
      meter: "network.natGateway.data",
      part: "usage",
      quantity: natGatewayGB,
    },
  ];
}

function peeringItems({ peerings = [] }: Network, { peeringGB }: Ranges): readonly CostItem[] {
  if (peerings.length === 0) return [];
  const note = "in one region; more between regions, and the owner of the other network pays as much";
  return [
    { item: "into peered networks", meter: "network.peering.out", part: "usage", quantity: peeringGB, note },
    { item: "from peered networks", meter: "network.peering.in", part: "usage", quantity: peeringGB, note },
  ];
}

/** azure.microsoft.com/pricing/details/network-watcher */
function flowLogItems({ flowLog }: Network, { flowLogGB }: Ranges): readonly CostItem[] {
  if (flowLog === undefined) return [];
  const { analytics } = flowLog;
  const collected: CostItem = {
    item: "flow logs",
    meter: "network.flowLogs",
    part: "usage",
    quantity: flowLogGB,
    note: "5 GB a month of a subscription are free; not counted is what the storage account costs",
  };
  if (analytics === undefined) return [collected];
  return [
    collected,
    {
      item: `traffic analytics every ${analytics.intervalInMinutes} minutes`,
      meter:
        analytics.intervalInMinutes === 10 ? "network.trafficAnalytics.10" : "network.trafficAnalytics.60",
      part: "usage",
      quantity: flowLogGB,
      note: "not counted is what the workspace takes for the summaries",
    },
  ];
}
