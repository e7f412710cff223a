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
