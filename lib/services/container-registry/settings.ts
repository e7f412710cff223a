/** Tiers of the registry: learn.microsoft.com/azure/container-registry/container-registry-skus */
export type ContainerRegistryTier = "Basic" | "Standard" | "Premium";

/** Option group `optional.containerRegistry`: a private registry of container images. */
export interface ContainerRegistrySettings {
  /**
   * Whether the backend has it; `optional.containerRegistry: true` is an alias.
   * @default false
   */
  readonly enabled: boolean;
  /** The SKU. Changing it keeps the images. */
  readonly sku: {
    /**
     * The tier. Private endpoints and IP rules need `Premium`.
     * @default - Premium with private endpoints or `networkRuleSet`, else Basic
     */
    readonly name: ContainerRegistryTier;
  };
  /**
   * The admin user, a shared user name and password. `true` is an error: clients sign in with Microsoft Entra ID.
   * @default false
   */
  readonly adminUserEnabled: boolean;
  /**
   * Whether the registry can be reached from the internet; role assignments decide who can pull. If `false`, only its private
   * endpoint reaches it, for pushes too.
   * @default - false with a private endpoint and without rules, else true
   */
  readonly publicNetworkAccess?: boolean;
  /** IP rules of the registry, on `Premium`. */
  readonly networkRuleSet: {
    /**
     * The action for all other addresses.
     * @default - Deny with `ipRules`, else Allow
     */
    readonly defaultAction: "Allow" | "Deny";
    /**
     * Public IPv4 addresses and ranges that are allowed, at most 200: `203.0.113.7`, `198.51.100.0/24`.
     * @default []
     */
    readonly ipRules: readonly string[];
    /**
     * Subnet rules. Each of them is an error: azurerm 4 does not support them. Use a private endpoint instead.
     * @default []
     */
    readonly virtualNetworkRules: readonly {
      /** The id of the subnet. */
      readonly virtualNetworkResourceId: string;
      /**
       * The action.
       * @default "Allow"
       */
      readonly action?: "Allow";
    }[];
  };
  /**
   * Days for which untagged images are kept, on `Premium`; 0 keeps them forever. An image that is used by its digest needs a tag, or it
   * is deleted too: learn.microsoft.com/azure/container-registry/container-registry-retention-policy
   * @default - 30 on Premium
   * @minimum 0
   * @maximum 365
   * @asType integer
   */
  readonly retentionPolicyInDays?: number;
  /**
   * Whether images can be exported to other registries, as `az acr import` does. `false` needs `publicNetworkAccess: false`: learn.microsoft.com/azure/container-registry/data-loss-prevention
   * @default - false if the registry is closed to the internet, else true
   */
  readonly exportPolicyEnabled: boolean;
  /**
   * Assigns the role AcrPull on the registry to the function app and its slots.
   * @default - true if the app runs a container
   */
  readonly acrPull?: boolean;
}
