import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import type { TerraformProvider } from "cdktf";
import type { DiagnosticTarget } from "../contract/diagnostic-target";
import type { ExistingResource } from "../contract/existing-resource";
import type { SubnetName } from "../contract/network-needs";
import type { PrivateEndpointPlan } from "../contract/private-endpoints";
import type { NetworkContext, PrivateEndpointConnections, Service } from "../contract/service";
import type * as Build from "./build";
import type * as BuildFlowLog from "./build-flow-log";
import type * as BuildNatGateway from "./build-nat-gateway";
import type * as BuildPeerings from "./build-peerings";
import type * as BuildRoutes from "./build-routes";
import { networkingCost } from "./cost";
import { decideNetworking } from "./decisions";
import { defaultSubnets } from "./default-subnets";
import { networkingNeeds } from "./own-needs";
import { type NetworkingPlan, type SubnetPlan, planNetworking } from "./plan";
import { networkingPolicyNotes } from "./policy-notes";
import { networkingReachable } from "./reachable";
import { networkingResources } from "./resources";
import { existingVnet } from "./external";
import { noteExisting } from "./note-existing";
import { ENDPOINTS_SUBNET_ID, NAT_ADDRESS_ID, VNET_ID, groupOutput, zoneOutput } from "./output-names";
import { networkOutputs } from "./outputs";
import type { NetworkingShape } from "./shape";

// Not every backend has a network, and it takes seven classes: loaded when it is built.
const build = () => require("./build") as typeof Build;
const buildFlowLog: (typeof BuildFlowLog)["buildFlowLog"] = (...inputs) =>
  (require("./build-flow-log") as typeof BuildFlowLog).buildFlowLog(...inputs);
const buildNatGateway: (typeof BuildNatGateway)["buildNatGateway"] = (...inputs) =>
  (require("./build-nat-gateway") as typeof BuildNatGateway).buildNatGateway(...inputs);
const buildRouteTable: (typeof BuildRoutes)["buildRouteTable"] = (...inputs) =>
  (require("./build-routes") as typeof BuildRoutes).buildRouteTable(...inputs);
const buildPeering: (typeof BuildPeerings)["buildPeering"] = (...inputs) => {
  (require("./build-peerings") as typeof BuildPeerings).buildPeering(...inputs);
};

export { FUNCTIONS_SUBNET_ID, VNET_ID, subnetOutput } from "./output-names";
export type { NetworkingShape } from "./shape";

export const networking: Service<NetworkingShape> = {
  defaults: {
    vnet: false,
    privateEndpoints: false,
    addressSpace: ["10.0.0.0/16"],
    restrictOutbound: false,
    natGateway: false,
    peerings: {},
    routes: {},
    flowLogs: false,
    subnets: defaultSubnets,
  },

  decide: decideNetworking,
  note: noteExisting,
  hasPrivateEndpoints: ({ networking: { privateEndpoints } }) => privateEndpoints,
  plan: planNetworking,
  cost: networkingCost,
  reachable: networkingReachable,
  networkNeeds: networkingNeeds,

  resourceProviders: (plan) =>
    plan.vnet
      ? {
          network: ["Microsoft.Network", ...delegates(plan)],
          platform: ["Microsoft.Network"],
          workloads: ["Microsoft.Network"],
        }
      : {},

  options: { natGateway: { isSwitch: true }, flowLogs: { isSwitch: true } },

  external: { vnet: existingVnet },

  resources: networkingResources,

  stacks: {
    network: { build: buildNetwork, outputs: networkOutputs },
    platform: {
      build: (context) => ({
        flowLog:
          context.plan.vnet && context.plan.flowLog !== undefined
            ? buildFlowLog(context, context.plan.flowLog, context.shared(networking)[VNET_ID])
            : undefined,
      }),
      policyNotes: networkingPolicyNotes,
    },
  },
  // The flow log leads to a storage account and a workspace.
  builtLast: true,

  putOutOfNetwork: ({ natPublicIpAddress }): Readonly<Record<string, string>> =>
    natPublicIpAddress === undefined ? {} : { outboundIpAddress: natPublicIpAddress.ipAddress },

  networkDiagnostics,
  endpointNetwork,
};

/**
 * Azure delegates a subnet to a service of a registered namespace only:
 * learn.microsoft.com/azure/api-management/integrate-vnet-outbound#subnet-delegation
 */
function delegates({ subnets }: { readonly subnets: readonly SubnetPlan[] }): readonly string[] {
  return subnets.flatMap(({ delegation }) => delegation?.service.split("/")[0] ?? []);
}

const NO_NETWORK: NetworkingShape["network"] = {
  vnet: undefined,
  subnets: {},
  networkSecurityGroups: {},
  privateDnsZones: {},
  routeTable: undefined,
  natGateway: undefined,
  natPublicIpAddress: undefined,
};

function buildNetwork(context: NetworkContext<NetworkingShape>): NetworkingShape["network"] {
  const { scope, place, plan, transformed, reference } = context;
  if (!plan.vnet) return NO_NETWORK;
  const vnet =
    plan.name === undefined
      ? undefined
      : build().buildVirtualNetwork(scope, place, { ...plan, name: plan.name }, transformed);
  const target = vnet ?? (plan.existing && reference(plan.existing));
  if (target === undefined) throw new Error("there is neither a network of the backend nor an existing one");

  const built = plan.subnets.map(
    (subnet) => [subnet.name, build().buildSubnet(scope, place, target, subnet, transformed)] as const,
  );
  const zones = (plan.zones === "policy" ? [] : plan.zones).flatMap(({ name, existing, linked, byId }) => {
    const zone =
      existing === undefined ? build().buildPrivateDnsZone(scope, place, name, transformed) : undefined;
    const linkedZone = zone ?? (existing && reference(existing));
    if (linked && linkedZone !== undefined) {
      const link = build().buildZoneLink(
        scope,
        plan.linkName,
        linkedZone,
        name,
        target.id,
        transformed,
        providerOfZone(context, existing),
      );
      // The bindings are those of an earlier version, which takes the name alone.
      if (byId === true && "id" in linkedZone) link.addOverride("private_dns_zone_id", linkedZone.id);
    }
    return zone === undefined ? [] : [[name, zone] as const];
  });
  for (const peering of plan.peerings ?? []) if (vnet !== undefined) buildPeering(context, peering, vnet);
  const subnets = mapped(built, ({ subnet }) => subnet);
  return {
    ...NO_NETWORK,
    vnet,
    subnets,
    networkSecurityGroups: mapped(built, ({ networkSecurityGroup }) => networkSecurityGroup),
    privateDnsZones: Object.fromEntries(zones),
    ...buildWayOut(context, plan, subnets),
  };
}

/** A link is in the subscription of its zone. */
function providerOfZone(
  { isElsewhere, providerOf }: NetworkContext<NetworkingShape>,
  zone: ExistingResource | undefined,
): TerraformProvider | undefined {
  const theirs = zone?.parts?.subscriptionId;
  return theirs !== undefined && isElsewhere(theirs) ? providerOf(theirs) : undefined;
}

/** What the function app reaches the internet through, where that is said. */
function buildWayOut(
  { scope, place, transformed }: NetworkContext<NetworkingShape>,
  { natGateway, routeTable }: Extract<NetworkingPlan, { vnet: true }>,
  subnets: NetworkingShape["network"]["subnets"],
): Partial<NetworkingShape["network"]> {
  const subnet = () => builtSubnet(subnets, "functions");
  return {
    ...(routeTable === undefined
      ? {}
      : { routeTable: buildRouteTable(scope, place, routeTable, subnet(), transformed) }),
    ...(natGateway === undefined ? {} : buildNatGateway(scope, place, natGateway, subnet(), transformed)),
  };
}

/** A subnet that a decision has made sure of. */
function builtSubnet(subnets: NetworkingShape["network"]["subnets"], name: SubnetName): Subnet {
  const subnet = subnets[name];
  if (subnet === undefined) throw new Error(`subnet ${name} is not built by this backend`);
  return subnet;
}

function mapped<T>(
  built: readonly (readonly [string, Build.BuiltSubnet])[],
  take: (subnet: Build.BuiltSubnet) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(built.map(([name, subnet]) => [name, take(subnet)]));
}

/** What of the network sends diagnostics. */
function networkDiagnostics(
  plan: NetworkingPlan,
  shared: () => NetworkingShape["shared"],
): readonly DiagnosticTarget[] {
  if (!plan.vnet) return [];
  const ids = shared();
  const target = (id: string, type: string, output: `${string}Id`): readonly DiagnosticTarget[] => {
    const resourceId = ids[output];
    return resourceId === undefined ? [] : [{ id, type, resourceId }];
  };
  return [
    ...(plan.name === undefined ? [] : target("vnet", "azurerm_virtual_network", VNET_ID)),
    ...plan.subnets.flatMap(({ name }) =>
      target(`nsg_${name.replaceAll("-", "_")}`, "azurerm_network_security_group", groupOutput(name)),
    ),
    ...(plan.natGateway?.addressName === undefined
      ? []
      : target("nat_public_ip_address", "azurerm_public_ip", NAT_ADDRESS_ID)),
  ];
}

function endpointNetwork(
  plan: NetworkingPlan,
  shared: () => NetworkingShape["shared"],
): (endpoint: PrivateEndpointPlan) => PrivateEndpointConnections {
  return ({ zone }) => {
    const { [ENDPOINTS_SUBNET_ID]: subnetId, [zoneOutput(zone)]: zoneId } = shared();
    // An Azure Policy manages the zones.
    if (plan.vnet && plan.zones === "policy") return { subnetId, zoneId: undefined };
    if (zoneId === undefined) throw new Error(`${zone} is no zone of this backend`);
    return { subnetId, zoneId };
  };
}
