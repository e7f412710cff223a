/** The provider that the stacks require, complete. */
export interface ProviderPlan {
  /** The exact version of azurerm. */
  readonly version: string;
}
