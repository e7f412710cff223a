import { parseRange, usableAddresses } from "../../azure/address-range";
import type { ExistingResource } from "../contract/existing-resource";
import type { SubnetName, SubnetNeed } from "../contract/network-needs";
import type { PlanContext } from "../contract/service";
import { ENDPOINTS_SUBNET } from "./own-needs";
import { type FlowLogPlan, planFlowLog } from "./flow-logs";
import { type NatGatewayPlan, planNatGateway } from "./nat-gateway";
import { type RulePlan, flowsOfCode, inboundRules, isMade, rangeOf } from "./inbound";
import { type OutboundRulePlan, outboundRules } from "./outbound";
import type { EndpointsSubnetSettings } from "./settings";
import { type PeeringPlan, planPeerings } from "./peerings";
import { type RouteTablePlan, planRoutes } from "./routes";
import { pathOf } from "./subnet-size";
import { type ZonePlan, checkZoneNames, planZones } from "./zones";

/** One subnet that will be made, with its network security group. */
export interface SubnetPlan {
  /** What it is for. */
  readonly name: SubnetName;
  /** In Azure. */
  readonly subnetName: string;
  readonly addressPrefix: string;
  readonly networkSecurityGroupName: string;
  /** What lets itself into the subnet: the function app's kind of plan. */
  readonly delegation?: { readonly service: string; readonly action: string };
  readonly serviceEndpoints: readonly string[];
  readonly privateEndpointNetworkPolicies?: EndpointsSubnetSettings["privateEndpointNetworkPolicies"];
  /** Nothing in it needs the internet. */
  readonly isolated: boolean;
  readonly rules: readonly RulePlan[];
  /** What is let out, and nothing else; undefined where everything is. */
  readonly outbound?: readonly OutboundRulePlan[];
}

/** What will be built of `networking`. */
export type NetworkingPlan =
  | { readonly vnet: false }
  | {
      readonly vnet: true;
      readonly privateEndpoints: boolean;
      /** The network that will be made, unless an existing one is used. */
      readonly name?: string;
      readonly addressSpace: readonly string[];
      readonly existing?: ExistingResource;
      /** Those that will be made. */
      readonly subnets: readonly SubnetPlan[];
      /** `policy`: an Azure Policy manages the zones of endpoints. */
      readonly zones: "policy" | readonly ZonePlan[];
      /** Begins the name of each link of a zone. */
      readonly linkName: string;
      /** What the function app calls the internet through; undefined where that is Azure's own addresses. */
      readonly natGateway?: NatGatewayPlan;
      /** Of the function app's subnet; undefined where Azure's own hold. */
      readonly routeTable?: RouteTablePlan;
      /** With other networks; undefined where there are none. */
      readonly peerings?: readonly PeeringPlan[];
      /** Undefined where flows are not logged. */
      readonly flowLog?: FlowLogPlan;
    };

export function planNetworking(context: PlanContext): NetworkingPlan {
  const { settings, existing, name, networkNeeds } = context;
  const { vnet, privateEndpoints, addressSpace } = settings.networking;
  if (!vnet) return { vnet };
  checkZoneNames(context);
  const natGateway = planNatGateway(context);
  const peerings = planPeerings(context);
  const routeTable = planRoutes(context);
  const flowLog = planFlowLog(context);
  return {
    vnet,
    privateEndpoints,
    ...(existing.vnet === undefined
      ? { name: name("virtualNetwork"), addressSpace }
      : { existing: existing.vnet, addressSpace: [] }),
    subnets: networkNeeds.subnets
      .filter((need) => isMade(context, need))
      .map((need) => planSubnet(context, need)),
    zones: planZones(context),
    linkName: name("privateDnsZoneLink"),
    ...(natGateway === undefined ? {} : { natGateway }),
    ...(routeTable === undefined ? {} : { routeTable }),
    ...(peerings.length === 0 ? {} : { peerings }),
    ...(flowLog === undefined ? {} : { flowLog }),
  };
}

function planSubnet(context: PlanContext, need: SubnetNeed): SubnetPlan {
  const { settings, existing, name, networkNeeds } = context;
  const given = settings.networking.subnets[need.name];
  const shape = {
    name: need.name,
    // An existing network may have others' subnets too.
    subnetName: existing.vnet === undefined ? need.name : name("subnet", need.name),
    addressPrefix: given.addressPrefix,
    networkSecurityGroupName: name("networkSecurityGroup", need.name),
    rules: inboundRules(context, need),
  };
  const outbound = need.runsCode
    ? outboundRules(settings, networkNeeds, rangeOf(context, ENDPOINTS_SUBNET), flowsOfCode(context, need))
    : undefined;
  if (need.name === ENDPOINTS_SUBNET) checkRoom(context);
  return {
    ...shape,
    ...(outbound === undefined ? {} : { outbound }),
    ...delegationOf(need),
    serviceEndpoints: need.serviceEndpoints,
    ...("privateEndpointNetworkPolicies" in given
      ? { privateEndpointNetworkPolicies: given.privateEndpointNetworkPolicies }
      : {}),
    isolated: !need.reachesInternet,
  };
}

function delegationOf({ delegation }: SubnetNeed): Pick<SubnetPlan, "delegation"> {
  if (delegation === undefined) return {};
  const { service, action } = delegation;
  return { delegation: { service, action: `Microsoft.Network/virtualNetworks/subnets/${action}` } };
}

function checkRoom({ settings, endpoints, problem }: PlanContext): void {
  const range = parseRange(settings.networking.subnets[ENDPOINTS_SUBNET].addressPrefix);
  const taken = endpoints.reduce((sum, { addresses = 1 }) => sum + addresses, 0);
  if (range === undefined || usableAddresses(range) >= taken) return;
  problem(
    pathOf(ENDPOINTS_SUBNET),
    `${range.text} has ${usableAddresses(range)} addresses, but ${endpoints.length} private endpoints need ${taken}`,
    "choose a larger range",
  );
}
