/** One flow into a subnet that is let in, beside those of the backend itself. */
export interface InboundRuleSettings {
  /**
   * The order in which Azure reads rules, 200 to 4000, each number once in a subnet.
   * @minimum 200
   * @maximum 4000
   * @asType integer
   */
  readonly priority: number;
  /** Where it comes from: an address range (`10.1.0.0/24`) or a service tag (`AzureDevOps`). */
  readonly source: string;
  /**
   * Port, or range of ports (`8000-8080`).
   * @default "443"
   * @form a port, a range such as 8000-8100, or *
   * @pattern ^(\*|\d{1,5}(-\d{1,5})?)$
   */
  readonly port?: string;
  /** @default "Tcp" */
  readonly protocol?: "Tcp" | "Udp" | "*";
}

/** One flow out of the function app's subnet that is let through, beside those of the backend itself. */
export interface OutboundRuleSettings {
  /**
   * The order in which Azure reads rules, 200 to 4000, each number once in a subnet.
   * @minimum 200
   * @maximum 4000
   * @asType integer
   */
  readonly priority: number;
  /** Where it goes: an address range (`10.1.0.0/24`) or a service tag (`Sql.WestEurope`). */
  readonly destination: string;
  /**
   * Port, or range of ports (`8000-8080`).
   * @default "443"
   * @form a port, a range such as 8000-8100, or *
   * @pattern ^(\*|\d{1,5}(-\d{1,5})?)$
   */
  readonly port?: string;
  /** @default "Tcp" */
  readonly protocol?: "Tcp" | "Udp" | "*";
}

/** One subnet, with a network security group of its own. */
export interface SubnetSettings {
  /** Its IPv4 range, `10.0.1.0/24`. */
  readonly addressPrefix: string;
  /**
   * Flows that are let in, by name; everything else that the backend does not need itself is denied.
   * @default {}
   */
  readonly inbound?: Readonly<Record<string, InboundRuleSettings | false>>;
}

/** The subnet of the function app. */
export interface FunctionsSubnetSettings extends SubnetSettings {
  /**
   * Flows that are let out, by name, beside those that the backend needs itself; they switch `restrictOutbound` on.
   * @default {}
   */
  readonly outbound?: Readonly<Record<string, OutboundRuleSettings | false>>;
}

/** The subnet of the private endpoints. */
export interface EndpointsSubnetSettings extends SubnetSettings {
  /**
   * Which network policies hold for private endpoints; `Disabled` makes its security group meaningless.
   * @default "NetworkSecurityGroupEnabled"
   */
  readonly privateEndpointNetworkPolicies:
    "Disabled" | "Enabled" | "NetworkSecurityGroupEnabled" | "RouteTableEnabled";
}

/** Option group `networking`: the virtual network and the private endpoints. */
export interface NetworkingSettings {
  /**
   * A virtual network that the function app is part of. Also written as `vnet` and `defaults.vnet`.
   * @default false
   */
  readonly vnet: boolean;
  /**
   * Private endpoints for what keeps data, which is then closed to the internet. Also written as `privateEndpoints`
   * and `defaults.privateEndpoints`.
   * @default false
   */
  readonly privateEndpoints: boolean;
  /**
   * IPv4 ranges of the network.
   * @default ["10.0.0.0/16"]
   */
  readonly addressSpace: readonly string[];
  /**
   * The function app reaches private endpoints, Azure's own services that it needs, and what
   * `subnets.functions.outbound` names; everything else that leaves its subnet is denied.
   * @default false
   */
  readonly restrictOutbound: boolean;
  /** The three subnets. */
  readonly subnets: {
    /**
     * What the function app reaches others from; delegated to its kind of plan.
     * @default - the second block of the address space, 10.0.1.0/24
     */
    readonly functions: FunctionsSubnetSettings;
    /**
     * Where the private endpoints are.
     * @default - the third block of the address space, 10.0.2.0/24
     */
    readonly "private-endpoints": EndpointsSubnetSettings;
    /**
     * Where API Management goes.
     * @default - the fourth block of the address space, 10.0.3.0/24
     */
    readonly apim: SubnetSettings;
  };
}
