/** The provider that the stacks require, complete. */
export interface ProviderPlan {
  /** What the stacks require: an exact version of azurerm, or a range of versions as Terraform writes it. */
  readonly version: string;
  /** The lowest version in it, which decides what the stacks can use. */
  readonly lowest: string;
  /** What the deployed stacks were last applied with; undefined where nothing has to be imported. */
  readonly deployedWith?: string;
}
