/** An allowed inbound flow of a subnet, in addition to those that the backend needs. */
export interface InboundRuleSettings {
  /**
   * The priority of the security rule, 200 to 4000, each number once in a subnet.
   * @minimum 200
   * @maximum 4000
   * @asType integer
   */
  readonly priority: number;
  /** The source: an address range (`10.1.0.0/24`) or a service tag (`AzureDevOps`). */
  readonly source: string;
  /**
   * The destination port, or a range of ports (`8000-8080`).
   * @default "443"
   * @form a port, a range such as 8000-8100, or *
   * @pattern ^(\*|\d{1,5}(-\d{1,5})?)$
   */
  readonly port?: string;
  /**
   * The protocol; `*` is any.
   * @default "Tcp"
   */
  readonly protocol?: "Tcp" | "Udp" | "*";
}

/** An allowed outbound flow of the function app's subnet, in addition to those that the backend needs. */
export interface OutboundRuleSettings {
  /**
   * The priority of the security rule, 200 to 4000, each number once in a subnet.
   * @minimum 200
   * @maximum 4000
   * @asType integer
   */
  readonly priority: number;
  /** The destination: an address range (`10.1.0.0/24`) or a service tag (`Sql.WestEurope`). */
  readonly destination: string;
  /**
   * The destination port, or a range of ports (`8000-8080`).
   * @default "443"
   * @form a port, a range such as 8000-8100, or *
   * @pattern ^(\*|\d{1,5}(-\d{1,5})?)$
   */
  readonly port?: string;
  /**
   * The protocol; `*` is any.
   * @default "Tcp"
   */
  readonly protocol?: "Tcp" | "Udp" | "*";
}

/** One subnet, with a network security group of its own. */
export interface SubnetSettings {
  /** Its IPv4 address range, `10.0.1.0/24`. It cannot change while something is in the subnet. */
  readonly addressPrefix: string;
  /**
   * Allowed inbound flows by name. Everything else that the backend does not need is denied.
   * @default {}
   */
  readonly inbound?: Readonly<Record<string, InboundRuleSettings | false>>;
}

/** The subnet of the function app. */
export interface FunctionsSubnetSettings extends SubnetSettings {
  /**
   * Allowed outbound flows by name, in addition to those that the backend needs. Setting one enables `restrictOutbound`.
   * @default {}
   */
  readonly outbound?: Readonly<Record<string, OutboundRuleSettings | false>>;
}

/** The fixed addresses that the function app calls the internet from. */
export interface NatGatewaySettings {
  /**
   * `false` switches it off and keeps its other settings for environments that switch it on.
   * @default - true
   */
  readonly enabled?: boolean;
  /**
   * Resource ids of public IP addresses of your own, which stay when the environment is destroyed. They must be static, of the SKU
   * Standard, and in the location and subscription of the backend. If there are none, and no prefixes, one address is created.
   * @default - none
   */
  readonly publicIpAddresses?: readonly string[];
  /**
   * Resource ids of public IP prefixes of your own, with the same conditions. All addresses of a prefix are used.
   * @default - none
   */
  readonly publicIpPrefixes?: readonly string[];
  /**
   * Minutes until a TCP connection without traffic is closed.
   * @default - 4
   * @minimum 4
   * @maximum 120
   * @asType integer
   */
  readonly idleTimeoutInMinutes?: number;
  /**
   * The availability zone of the gateway. It cannot change later without a new gateway; its addresses stay.
   * @default - one that Azure chooses
   */
  readonly zone?: "1" | "2" | "3";
}

/** The network watcher of a region that Azure has not named. */
export interface NetworkWatcherSettings {
  /**
   * Its name.
   * @default - that of Azure for the region, `NetworkWatcher_westeurope`
   */
  readonly name?: string;
  /**
   * Its resource group.
   * @default - NetworkWatcherRG
   */
  readonly resourceGroupName?: string;
}

/** What traffic analytics has to know of an existing workspace beside its resource id. */
export interface FlowLogsWorkspaceSettings {
  /** Its workspace id, a GUID: the overview of the workspace has it. */
  readonly workspaceId: string;
  /** Its region, `westeurope`. */
  readonly location: string;
}

/** Logs of the flows through the virtual network. */
export interface FlowLogsSettings {
  /**
   * `false` switches them off and keeps their other settings for environments that switch them on.
   * @default - true
   */
  readonly enabled?: boolean;
  /**
   * Days for which the storage account keeps them; 0 keeps them forever.
   * @default - 90
   * @minimum 0
   * @maximum 365
   * @asType integer
   */
  readonly retentionInDays?: number;
  /**
   * The resource id of a storage account of your own for them: standard, general-purpose v2, in the region of the network, with account
   * keys and without lifecycle rules. Azure writes the rule of `retentionInDays` over those.
   * @default - one that is created, with nothing else in it
   */
  readonly storageAccountId?: string;
  /**
   * Traffic analytics: Azure summarizes the logs, and writes the result to the workspace, table `NTANetAnalytics`.
   * @default - true
   */
  readonly trafficAnalytics?: boolean;
  /**
   * Minutes between two summaries.
   * @default - 60
   */
  readonly intervalInMinutes?: 10 | 60;
  /**
   * Of `external.logAnalytics`, for traffic analytics.
   * @default - none: the workspace of the backend
   */
  readonly workspace?: FlowLogsWorkspaceSettings;
  /**
   * The network watcher of the region, where it is another one than Azure creates with the first virtual network of a subscription.
   * @default - the one that Azure creates
   */
  readonly networkWatcher?: NetworkWatcherSettings;
}

/** A peering with another virtual network, such as the hub of a landing zone. */
export interface PeeringSettings {
  /**
   * The resource id of the other network, in any subscription of the tenant. Its address ranges must not overlap
   * `networking.addressSpace`.
   */
  readonly id: string;
  /**
   * Accepts traffic that the other network forwards and does not send itself, such as that of a firewall or a VPN gateway.
   * @default false
   */
  readonly allowForwardedTraffic?: boolean;
  /**
   * Uses the VPN or ExpressRoute gateway of the other network. One peering can. With `reverse` the other side allows it.
   * @default false
   */
  readonly useRemoteGateways?: boolean;
  /**
   * Creates the peering of the other network with this one too, with the rights of the deployer. If `false`, the owner of the other
   * network creates it, and nothing passes until then.
   * @default true
   */
  readonly reverse?: boolean;
}

/** A firewall, or another network appliance, that traffic goes through. */
export interface FirewallSettings {
  /** Its private IPv4 address, such as that of an Azure Firewall in a peered hub. */
  readonly privateIp: string;
}

/** One route of the function app's subnet. */
export interface RouteSettings {
  /** The destination: an address range (`10.0.0.0/8`) or a service tag (`AzureMonitor`). */
  readonly addressPrefix: string;
  /**
   * Where the traffic goes: the private IPv4 address of an appliance, `Internet` (directly), `VirtualNetworkGateway`, or `None` (it is
   * dropped).
   */
  readonly nextHop: string;
}

/** The subnet of the private endpoints. */
export interface EndpointsSubnetSettings extends SubnetSettings {
  /**
   * Which network policies apply to private endpoints. `Disabled`: its network security group has no effect.
   * @default "NetworkSecurityGroupEnabled"
   */
  readonly privateEndpointNetworkPolicies:
    "Disabled" | "Enabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled";
}

/** Option group `networking`: the virtual network and the private endpoints. */
export interface NetworkingSettings {
  /**
   * Creates a virtual network and integrates the function app into it. `vnet` and `defaults.vnet` are aliases.
   * @default false
   */
  readonly vnet: boolean;
  /**
   * Creates private endpoints for services that keep data, and disables their public network access. `privateEndpoints` and
   * `defaults.privateEndpoints` are aliases.
   * @default false
   */
  readonly privateEndpoints: boolean;
  /**
   * IPv4 address ranges of the virtual network.
   * @default ["10.0.0.0/16"]
   */
  readonly addressSpace: readonly string[];
  /**
   * Denies outbound traffic of the function app, except to private endpoints, to Azure services that it needs, and to
   * `subnets.functions.outbound`.
   * @default false
   */
  readonly restrictOutbound: boolean;
  /**
   * A NAT gateway for the subnet of the function app: `true`, or its settings. The function app and its slots then call the internet
   * from fixed public addresses.
   * @default false
   */
  readonly natGateway: boolean | NatGatewaySettings;
  /**
   * Sends what the function app sends outside of the network through a firewall: a route for 0.0.0.0/0 in the subnet of the function
   * app. Routes that a gateway announces are then ignored there. Private endpoints are still reached directly.
   * @default - no firewall
   */
  readonly firewall?: FirewallSettings;
  /**
   * Further routes of the subnet of the function app, by a name of your own.
   * @default {}
   */
  readonly routes: Readonly<Record<string, RouteSettings | false>>;
  /**
   * Peerings with other virtual networks, by a name of your own, such as `hub`.
   * @default {}
   */
  readonly peerings: Readonly<Record<string, PeeringSettings | false>>;
  /**
   * Virtual network flow logs: `true`, or their settings. Azure records no flows of Azure Functions and App Service.
   * @default false
   */
  readonly flowLogs: boolean | FlowLogsSettings;
  /** The three subnets. */
  readonly subnets: {
    /**
     * The subnet of the function app's outbound traffic, delegated to its kind of plan.
     * @default - the second block of the address space, 10.0.1.0/24
     */
    readonly functions: FunctionsSubnetSettings;
    /**
     * The subnet of the private endpoints.
     * @default - the third block of the address space, 10.0.2.0/24
     */
    readonly "private-endpoints": EndpointsSubnetSettings;
    /**
     * The subnet of API Management.
     * @default - the fourth block of the address space, 10.0.3.0/24
     */
    readonly apim: SubnetSettings;
  };
}
