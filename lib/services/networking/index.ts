import type { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import type { DiagnosticTarget } from "../contract/diagnostic-target";
import type { NetworkContext, Resolve, Service } from "../contract/service";
import { type SubnetName, subnetNames } from "./address-space";
import type * as Build from "./build";
import { type NetworkingUsage, networkingCost } from "./cost";
import { decideNetworking } from "./decisions";
import { type NetworkingPlan, type SubnetPlan, planNetworking } from "./plan";
import { networkingResources } from "./resources";
import { existingVnet } from "./external";
import type { NetworkingWords } from "./words";

// Not every backend has a network, and it takes seven classes: loaded when it is built.
const build = () => require("./build") as typeof Build;

/** What tells this service from the others. */
export interface NetworkingShape extends NetworkingWords {
  plan: NetworkingPlan;
  usage: NetworkingUsage;
  network: {
    /** Undefined where there is none, or where it is brought. */
    readonly vnet: VirtualNetwork | undefined;
    /** By name: `functions`, `private-endpoints`, `apim`. */
    readonly subnets: Readonly<Record<string, Subnet>>;
    /** By name of their subnet. */
    readonly networkSecurityGroups: Readonly<Record<string, NetworkSecurityGroup>>;
    /** By name, `privatelink.blob.core.windows.net`. */
    readonly privateDnsZones: Readonly<Record<string, PrivateDnsZone>>;
  };
  platform: object;
  workloads: object;
  /** The ids of the network (`vnetId`), its subnets (`functionsSubnetId`), their groups and zones. */
  shared: Readonly<Record<string, string>>;
}

/** The output that has the id of a subnet, of its security group, of a zone. */
export const VNET_ID = "vnetId";
export const FUNCTIONS_SUBNET_ID = "functionsSubnetId";
export const ENDPOINTS_SUBNET_ID = "privateEndpointsSubnetId";
export const subnetOutput = (subnet: SubnetName): string => `${OUTPUTS[subnet]}SubnetId`;
export const groupOutput = (subnet: SubnetName): string => `${OUTPUTS[subnet]}NetworkSecurityGroupId`;
export const zoneOutput = (zone: string): string => `${zone.replaceAll(".", "_")}Id`;
const OUTPUTS: Readonly<Record<SubnetName, string>> = {
  functions: "functions",
  "private-endpoints": "privateEndpoints",
  apim: "apim",
};

export const networking: Service<NetworkingShape> = {
  defaults: {
    vnet: false,
    privateEndpoints: false,
    addressSpace: ["10.0.0.0/16"],
    restrictOutbound: false,
    subnets: {
      functions: { addressPrefix: "10.0.1.0/24", inbound: {}, outbound: {} },
      "private-endpoints": {
        addressPrefix: "10.0.2.0/24",
        inbound: {},
        privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
      },
      apim: { addressPrefix: "10.0.3.0/24", inbound: {} },
    },
  },

  decide: decideNetworking,
  plan: planNetworking,
  cost: networkingCost,

  resourceProviders: (plan) =>
    plan.vnet
      ? {
          network: ["Microsoft.Network", ...delegates(plan)],
          platform: ["Microsoft.Network"],
          workloads: ["Microsoft.Network"],
        }
      : {},

  external: { vnet: existingVnet },

  resources: networkingResources,

  network: buildNetwork,
  platform: () => ({}),
  workloads: () => ({}),

  publishedBy: "network",

  publish: ({ vnet, subnets, networkSecurityGroups, privateDnsZones }) => ({
    ...(vnet === undefined ? {} : { [VNET_ID]: vnet.id }),
    // In a network that is brought the ids of subnets follow from its own.
    ...(vnet === undefined ? {} : renamed(subnets, (name) => subnetOutput(name as SubnetName))),
    ...renamed(networkSecurityGroups, (name) => groupOutput(name as SubnetName)),
    ...renamed(privateDnsZones, zoneOutput),
  }),

  foresee(plan, { resourceGroupId }) {
    if (!plan.vnet) return {};
    const network = `${resourceGroupId}/providers/Microsoft.Network`;
    const groups = plan.subnets.map(
      ({ name, networkSecurityGroupName }) =>
        [groupOutput(name), `${network}/networkSecurityGroups/${networkSecurityGroupName}`] as const,
    );
    const zones = (plan.zones === "policy" ? [] : plan.zones)
      .filter(({ existing }) => existing === undefined)
      .map(({ name }) => [zoneOutput(name), `${network}/privateDnsZones/${name}`] as const);
    const vnetId = plan.name === undefined ? undefined : `${network}/virtualNetworks/${plan.name}`;
    const subnets =
      vnetId === undefined
        ? []
        : plan.subnets.map(
            ({ name, subnetName }) => [subnetOutput(name), `${vnetId}/subnets/${subnetName}`] as const,
          );
    return {
      ...(vnetId === undefined ? {} : { [VNET_ID]: vnetId }),
      ...Object.fromEntries([...subnets, ...groups, ...zones]),
    };
  },

  connect: (plan, resolve) => (plan.vnet ? existingIds(plan, resolve) : {}),
};

type VnetPlan = Extract<NetworkingPlan, { vnet: true }>;

/** Ids of what is brought, and of what is made inside of it: they follow from its own. */
function existingIds(
  { existing, zones, subnets: made }: VnetPlan,
  resolve: Resolve,
): Readonly<Record<string, string>> {
  const ofZones = (zones === "policy" ? [] : zones).flatMap(({ name, existing: zone }) =>
    zone === undefined ? [] : [[zoneOutput(name), resolve(zone).id] as const],
  );
  if (existing === undefined) return Object.fromEntries(ofZones);
  const { id } = resolve(existing);
  const subnets = subnetNames.map((subnet) => {
    const own = made.find(({ name }) => name === subnet)?.subnetName;
    const given = own ?? existing.subnets[subnet] ?? subnet;
    return [subnetOutput(subnet), given.startsWith("/") ? given : `${id}/subnets/${given}`] as const;
  });
  return { [VNET_ID]: id, ...Object.fromEntries([...subnets, ...ofZones]) };
}

/**
 * Azure delegates a subnet to a service of a registered namespace only:
 * learn.microsoft.com/azure/api-management/integrate-vnet-outbound#subnet-delegation
 */
function delegates({ subnets }: { readonly subnets: readonly SubnetPlan[] }): readonly string[] {
  return subnets.flatMap(({ delegation }) => delegation?.service.split("/")[0] ?? []);
}

function buildNetwork(context: NetworkContext<NetworkingShape>): NetworkingShape["network"] {
  const { scope, place, plan, transformed, reference } = context;
  if (!plan.vnet) return { vnet: undefined, subnets: {}, networkSecurityGroups: {}, privateDnsZones: {} };
  const vnet =
    plan.name === undefined
      ? undefined
      : build().buildVirtualNetwork(scope, place, { ...plan, name: plan.name }, transformed);
  const target = vnet ?? (plan.existing && reference(plan.existing));
  if (target === undefined) throw new Error("a network is neither made nor brought");

  const built = plan.subnets.map(
    (subnet) => [subnet.name, build().buildSubnet(scope, place, target, subnet, transformed)] as const,
  );
  const zones = (plan.zones === "policy" ? [] : plan.zones).flatMap(({ name, existing, linked }) => {
    const zone =
      existing === undefined ? build().buildPrivateDnsZone(scope, place, name, transformed) : undefined;
    const linkedZone = zone ?? (existing && reference(existing));
    if (linked && linkedZone !== undefined)
      build().buildZoneLink(scope, plan.linkName, linkedZone, name, target.id, transformed);
    return zone === undefined ? [] : [[name, zone] as const];
  });
  return {
    vnet,
    subnets: mapped(built, ({ subnet }) => subnet),
    networkSecurityGroups: mapped(built, ({ networkSecurityGroup }) => networkSecurityGroup),
    privateDnsZones: Object.fromEntries(zones),
  };
}

function mapped<T>(
  built: readonly (readonly [string, Build.BuiltSubnet])[],
  take: (subnet: Build.BuiltSubnet) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(built.map(([name, subnet]) => [name, take(subnet)]));
}

function renamed(
  resources: Readonly<Record<string, { readonly id: string }>>,
  output: (name: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(resources).map(([name, { id }]) => [output(name), id]));
}

/** What of the network stack sends diagnostics; the workspace is there only after it. */
export function networkDiagnostics(
  plan: NetworkingPlan,
  shared: () => NetworkingShape["shared"],
): readonly DiagnosticTarget[] {
  if (!plan.vnet) return [];
  const ids = shared();
  const target = (id: string, type: string, output: string): readonly DiagnosticTarget[] => {
    const resourceId = ids[output];
    return resourceId === undefined ? [] : [{ id, type, resourceId }];
  };
  return [
    ...(plan.name === undefined ? [] : target("vnet", "azurerm_virtual_network", VNET_ID)),
    ...plan.subnets.flatMap(({ name }) =>
      target(`nsg_${name.replaceAll("-", "_")}`, "azurerm_network_security_group", groupOutput(name)),
    ),
  ];
}
