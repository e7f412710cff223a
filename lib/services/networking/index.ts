import type { NatGateway } from "@cdktf/provider-azurerm/lib/nat-gateway";
import type { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import type { TerraformProvider } from "cdktf";
import type { DiagnosticTarget } from "../contract/diagnostic-target";
import type { ExistingResource } from "../contract/existing-resource";
import type { SubnetName } from "../contract/network-needs";
import {
  type Address,
  type Existing,
  type PlannedOutput,
  outputOfEach,
  outputsOf,
} from "../contract/outputs";
import type { PrivateEndpointPlan } from "../contract/private-endpoints";
import type { NetworkContext, PrivateEndpointConnections, Service } from "../contract/service";
import type * as Build from "./build";
import type * as BuildNatGateway from "./build-nat-gateway";
import type * as BuildPeerings from "./build-peerings";
import type * as BuildRoutes from "./build-routes";
import { type NetworkingUsage, networkingCost } from "./cost";
import { decideNetworking } from "./decisions";
import { defaultSubnets, subnetNames } from "./default-subnets";
import { networkingNeeds } from "./own-needs";
import { type NetworkingPlan, type SubnetPlan, planNetworking } from "./plan";
import { networkingReachable } from "./reachable";
import { networkingResources } from "./resources";
import { existingVnet } from "./external";
import { noteExisting } from "./note-existing";
import type { NetworkingWords } from "./words";

// Not every backend has a network, and it takes seven classes: loaded when it is built.
const build = () => require("./build") as typeof Build;
const buildNatGateway: (typeof BuildNatGateway)["buildNatGateway"] = (...inputs) =>
  (require("./build-nat-gateway") as typeof BuildNatGateway).buildNatGateway(...inputs);
const buildRouteTable: (typeof BuildRoutes)["buildRouteTable"] = (...inputs) =>
  (require("./build-routes") as typeof BuildRoutes).buildRouteTable(...inputs);
const buildPeering: (typeof BuildPeerings)["buildPeering"] = (...inputs) => {
  (require("./build-peerings") as typeof BuildPeerings).buildPeering(...inputs);
};

/** The types of this service: its plan, its resources, its outputs. */
export interface NetworkingShape extends NetworkingWords {
  plan: NetworkingPlan;
  usage: NetworkingUsage;
  network: {
    /** Undefined where there is none, or where an existing one is used. */
    readonly vnet: VirtualNetwork | undefined;
    /** By name: `functions`, `private-endpoints`, `apim`. */
    readonly subnets: Readonly<Record<string, Subnet>>;
    /** By name of their subnet. */
    readonly networkSecurityGroups: Readonly<Record<string, NetworkSecurityGroup>>;
    /** By name, `privatelink.blob.core.windows.net`. */
    readonly privateDnsZones: Readonly<Record<string, PrivateDnsZone>>;
    /** Of the function app's subnet; undefined where there is none. */
    readonly routeTable: RouteTable | undefined;
    /** Undefined where there is none. */
    readonly natGateway: NatGateway | undefined;
    /** The address that the function app calls the internet from; undefined where there is none, or existing ones are used. */
    readonly natPublicIpAddress: PublicIp | undefined;
  };
  platform: object;
  workloads: object;
  /**
   * The ids of the network, its subnets, their security groups (`functionsNetworkSecurityGroupId`) and private DNS zones
   * (`privatelink_blob_core_windows_netId`), of the NAT gateway (`natGatewayId`) and its address (`natPublicIpAddressId`).
   */
  shared: Readonly<Record<"vnetId" | SubnetOutput, string>> & Readonly<Record<`${string}Id`, string>>;
}

/** The output that has the id of a subnet, of its security group, of a zone. */
export const VNET_ID = "vnetId";
export const FUNCTIONS_SUBNET_ID = "functionsSubnetId";
export const ENDPOINTS_SUBNET_ID = "privateEndpointsSubnetId";
const NAT_GATEWAY_ID = "natGatewayId";
const NAT_ADDRESS_ID = "natPublicIpAddressId";
/** `private-endpoints` → `privateEndpoints` */
type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;
const camelCase = <Name extends string>(name: Name): CamelCase<Name> =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Name>;

type SubnetOutput = `${CamelCase<SubnetName>}SubnetId`;
export const subnetOutput = <Name extends SubnetName>(subnet: Name): `${CamelCase<Name>}SubnetId` =>
  `${camelCase(subnet)}SubnetId`;
export const groupOutput = (subnet: SubnetName): `${string}Id` =>
  `${camelCase(subnet)}NetworkSecurityGroupId`;
export const zoneOutput = (zone: string): `${string}Id` => `${zone.replaceAll(".", "_")}Id`;

export const networking: Service<NetworkingShape> = {
  defaults: {
    vnet: false,
    privateEndpoints: false,
    addressSpace: ["10.0.0.0/16"],
    restrictOutbound: false,
    natGateway: false,
    peerings: {},
    routes: {},
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

  options: { natGateway: { isSwitch: true } },

  external: { vnet: existingVnet },

  resources: networkingResources,

  stacks: { network: { build: buildNetwork, outputs } },

  putOutOfNetwork: ({ natPublicIpAddress }) =>
    natPublicIpAddress === undefined ? {} : { outboundIpAddress: natPublicIpAddress.ipAddress },

  networkDiagnostics,
  endpointNetwork,
};

type Planned = PlannedOutput<NetworkingShape["network"]>;

function outputs(plan: NetworkingPlan) {
  return {
    ...vnetOutputs(plan),
    ...subnetOutputs(plan),
    ...groupOutputs(plan),
    ...zoneOutputs(plan),
    ...natOutputs(plan),
  };
}

const vnetOutputs = outputsOf(
  {
    made: (plan: NetworkingPlan) =>
      plan.vnet && plan.name !== undefined ? { vnetName: plan.name } : undefined,
    built: ({ vnet }: NetworkingShape["network"]) => vnet,
    existing: (plan) => existingOf(plan),
  },
  {
    [VNET_ID]: {
      of: (vnet) => vnet.id,
      expected: ({ vnetName }, address) => vnetIdIn(address, vnetName),
      existing: ({ id }) => id,
    },
  },
);

/** In a network that exists all of them are known by name, those that are made inside of it as well. */
function subnetOutputs(plan: NetworkingPlan): Readonly<Record<SubnetOutput, Planned>> {
  const rows = subnetNames.map((subnet) => [subnetOutput(subnet), outputOfSubnet(plan, subnet)] as const);
  return Object.fromEntries(rows) as Record<SubnetOutput, Planned>;
}

function outputOfSubnet(plan: NetworkingPlan, subnet: SubnetName): Planned {
  if (!plan.vnet) return "absent";
  const { name: vnetName, existing } = plan;
  const made = plan.subnets.find(({ name }) => name === subnet)?.subnetName;
  if (existing !== undefined) {
    const given = made ?? existing.subnets[subnet] ?? subnet;
    return {
      existing: (resolve) => (given.startsWith("/") ? given : `${resolve(existing).id}/subnets/${given}`),
    };
  }
  if (vnetName === undefined || made === undefined) return "absent";
  return outputOfEach(
    ({ subnets }: NetworkingShape["network"]) => subnets[subnet],
    ({ id }) => id,
    (address) => `${vnetIdIn(address, vnetName)}/subnets/${made}`,
  );
}

function groupOutputs(plan: NetworkingPlan): Readonly<Record<string, Planned>> {
  return Object.fromEntries(
    (plan.vnet ? plan.subnets : []).map(({ name, networkSecurityGroupName }) => [
      groupOutput(name),
      outputOfEach(
        ({ networkSecurityGroups }: NetworkingShape["network"]) => networkSecurityGroups[name],
        ({ id }) => id,
        (address) => `${providerIn(address)}/networkSecurityGroups/${networkSecurityGroupName}`,
      ),
    ]),
  );
}

function zoneOutputs(plan: NetworkingPlan): Readonly<Record<string, Planned>> {
  const zones = !plan.vnet || plan.zones === "policy" ? [] : plan.zones;
  return Object.fromEntries(
    zones.map(({ name, existing }): readonly [string, Planned] => [
      zoneOutput(name),
      existing === undefined
        ? outputOfEach(
            ({ privateDnsZones }: NetworkingShape["network"]) => privateDnsZones[name],
            ({ id }) => id,
            (address) => `${providerIn(address)}/privateDnsZones/${name}`,
          )
        : { existing: (resolve) => resolve(existing).id },
    ]),
  );
}

function natOutputs(plan: NetworkingPlan): Readonly<Record<string, Planned>> {
  const natGateway = plan.vnet ? plan.natGateway : undefined;
  if (natGateway === undefined) return {};
  const { name, addressName } = natGateway;
  const ofGateway = outputOfEach(
    (built: NetworkingShape["network"]) => built.natGateway,
    ({ id }) => id,
    (address) => `${providerIn(address)}/natGateways/${name}`,
  );
  if (addressName === undefined) return { [NAT_GATEWAY_ID]: ofGateway };
  const ofAddress = outputOfEach(
    (built: NetworkingShape["network"]) => built.natPublicIpAddress,
    ({ id }) => id,
    (address) => `${providerIn(address)}/publicIPAddresses/${addressName}`,
  );
  return { [NAT_GATEWAY_ID]: ofGateway, [NAT_ADDRESS_ID]: ofAddress };
}

function existingOf(plan: NetworkingPlan): Existing | undefined {
  return plan.vnet && plan.existing !== undefined ? { existing: plan.existing } : undefined;
}

function vnetIdIn(address: Address, name: string): string {
  return `${providerIn(address)}/virtualNetworks/${name}`;
}

function providerIn({ resourceGroupId }: Address): string {
  return `${resourceGroupId}/providers/Microsoft.Network`;
}

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
  const zones = (plan.zones === "policy" ? [] : plan.zones).flatMap(({ name, existing, linked }) => {
    const zone =
      existing === undefined ? build().buildPrivateDnsZone(scope, place, name, transformed) : undefined;
    const linkedZone = zone ?? (existing && reference(existing));
    if (linked && linkedZone !== undefined)
      build().buildZoneLink(
        scope,
        plan.linkName,
        linkedZone,
        name,
        target.id,
        transformed,
        providerOfZone(context, existing),
      );
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
