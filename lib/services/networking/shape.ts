import type { NatGateway } from "@cdktf/provider-azurerm/lib/nat-gateway";
import type { NetworkWatcherFlowLog } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log";
import type { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import type { NetworkingUsage } from "./cost";
import type { SubnetOutput } from "./output-names";
import type { NetworkingPlan } from "./plan";
import type { NetworkingWords } from "./words";

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
  platform: {
    /** Undefined where flows are not logged. */
    readonly flowLog: NetworkWatcherFlowLog | undefined;
  };
  workloads: object;
  /**
   * The ids of the network, its subnets, their security groups (`functionsNetworkSecurityGroupId`) and private DNS zones
   * (`privatelink_blob_core_windows_netId`), of the NAT gateway (`natGatewayId`) and its address (`natPublicIpAddressId`).
   */
  shared: Readonly<Record<"vnetId" | SubnetOutput, string>> & Readonly<Record<`${string}Id`, string>>;
}
