/** The provider that the stacks require, complete. */
export interface ProviderPlan {
  /** What the stacks require: an exact version of azurerm, or a range of versions as Terraform writes it. */
  readonly version: string;
  /** The lowest version in it, which decides what the stacks can use. */
  readonly lowest: string;
}
