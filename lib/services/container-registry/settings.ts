/** Tiers of the registry: learn.microsoft.com/azure/container-registry/container-registry-skus */
export type ContainerRegistryTier = "Basic" | "Standard" | "Premium";

/** Option group `optional.containerRegistry`: a private registry of container images. */
export interface ContainerRegistrySettings {
  /**
   * Whether there is one; `optional.containerRegistry: true` says the same.
   * @default false
   */
  readonly enabled: boolean;
  /** What it is made of; changing the tier keeps the images. */
  readonly sku: {
    /**
     * The tier. Private endpoints and rules of addresses need `Premium`.
     * @default - Premium with private endpoints or `networkRuleSet`, else Basic
     */
    readonly name: ContainerRegistryTier;
  };
  /**
   * One user name and password for everybody; `true` is an error: who pulls and pushes signs in with Microsoft Entra ID.
   * @default false
   */
  readonly adminUserEnabled: boolean;
  /**
   * The internet may reach the registry; roles decide who pulls. Closed, it is reached by its private endpoint alone, by
   * whoever pushes too.
   * @default - false with a private endpoint and no rules, else true
   */
  readonly publicNetworkAccess?: boolean;
  /** Who on the internet may reach it, on `Premium`. */
  readonly networkRuleSet: {
    /**
     * What becomes of everybody else.
     * @default - Deny with `ipRules`, else Allow
     */
    readonly defaultAction: "Allow" | "Deny";
    /**
     * Public IPv4 addresses and ranges that are let in, at most 200: `203.0.113.7`, `198.51.100.0/24`.
     * @default []
     */
    readonly ipRules: readonly string[];
    /**
     * Rules of subnets, each of which is an error: azurerm 4 has none, and a private endpoint is what lets the network in.
     * @default []
     */
    readonly virtualNetworkRules: readonly {
      /** A subnet. */
      readonly virtualNetworkResourceId: string;
      /**
       * What it may do.
       * @default "Allow"
       */
      readonly action?: "Allow";
    }[];
  };
  /**
   * Days that an image is kept which no tag names any more, on `Premium`; 0 keeps it for ever. What runs by its digest alone
   * needs a tag, or is deleted with the others: learn.microsoft.com/azure/container-registry/container-registry-retention-policy
   * @default - 30 on Premium
   * @minimum 0
   * @maximum 365
   * @asType integer
   */
  readonly retentionPolicyInDays?: number;
  /**
   * Images may be taken into other registries, as `az acr import` does; `false` needs a registry that is closed to the
   * internet: learn.microsoft.com/azure/container-registry/data-loss-prevention
   * @default - false where the registry is closed to the internet, else true
   */
  readonly exportPolicyEnabled: boolean;
  /**
   * The function app and its slots get the role AcrPull on the registry.
   * @default - true where the app runs a container
   */
  readonly acrPull?: boolean;
}
