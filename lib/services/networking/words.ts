import type { NatGatewayConfig } from "@cdktf/provider-azurerm/lib/nat-gateway";
import type { NatGatewayPublicIpAssociationConfig } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association";
import type { NatGatewayPublicIpPrefixAssociationConfig } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-prefix-association";
import type { NetworkSecurityGroupConfig } from "@cdktf/provider-azurerm/lib/network-security-group";
import type { NetworkWatcherFlowLogConfig } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log";
import type { NetworkSecurityRuleConfig } from "@cdktf/provider-azurerm/lib/network-security-rule";
import type { PrivateDnsZoneConfig } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import type { PrivateDnsZoneVirtualNetworkLinkConfig } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import type { PublicIpConfig } from "@cdktf/provider-azurerm/lib/public-ip";
import type { RouteTableConfig } from "@cdktf/provider-azurerm/lib/route-table";
import type { SubnetConfig } from "@cdktf/provider-azurerm/lib/subnet";
import type { SubnetNatGatewayAssociationConfig } from "@cdktf/provider-azurerm/lib/subnet-nat-gateway-association";
import type { SubnetNetworkSecurityGroupAssociationConfig } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import type { SubnetRouteTableAssociationConfig } from "@cdktf/provider-azurerm/lib/subnet-route-table-association";
import type { VirtualNetworkConfig } from "@cdktf/provider-azurerm/lib/virtual-network";
import type { VirtualNetworkPeeringConfig } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import type { External, Children, ExternalResource, ExternalSubnets } from "../external-resources";
import type { NetworkingSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface NetworkingWords {
  readonly settings: NetworkingSettings;
  readonly configs: {
    readonly vnet: VirtualNetworkConfig;
    readonly subnets: SubnetConfig;
    readonly networkSecurityGroups: NetworkSecurityGroupConfig;
    readonly networkSecurityRules: NetworkSecurityRuleConfig;
    readonly networkSecurityGroupAssociations: SubnetNetworkSecurityGroupAssociationConfig;
    readonly privateDnsZones: PrivateDnsZoneConfig;
    readonly privateDnsZoneLinks: PrivateDnsZoneVirtualNetworkLinkConfig;
    readonly vnetPeerings: VirtualNetworkPeeringConfig;
    readonly routeTable: RouteTableConfig;
    readonly routeTableAssociation: SubnetRouteTableAssociationConfig;
    readonly natGateway: NatGatewayConfig;
    readonly natPublicIpAddress: PublicIpConfig;
    readonly natGatewayAddresses: NatGatewayPublicIpAssociationConfig;
    readonly natGatewayPrefixes: NatGatewayPublicIpPrefixAssociationConfig;
    readonly natGatewayAssociation: SubnetNatGatewayAssociationConfig;
    readonly flowLog: NetworkWatcherFlowLogConfig;
  };
  readonly names: {
    readonly vnet: "virtualNetwork";
    readonly natGateway: "natGateway";
    readonly routeTable: "routeTable";
    readonly natPublicIpAddress: "natPublicIpAddress";
    readonly flowLog: "flowLog";
  };
  readonly severalNames: {
    readonly subnets: "subnet";
    readonly vnetPeerings: "virtualNetworkPeering";
    readonly networkSecurityGroups: "networkSecurityGroup";
    readonly privateDnsZoneLinks: "privateDnsZoneLink";
  };
  readonly external: {
    /** A virtual network, in the backend's location, with subnets of those names. */
    readonly vnet?: External<ExternalResource, Children & { readonly subnets?: ExternalSubnets }> | undefined;
  };
}
