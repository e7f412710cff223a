/** Who is told by role: learn.microsoft.com/rest/api/consumption/budgets/create-or-update */
export type BudgetRole = "Owner" | "Contributor" | "Reader";

/** Per cent of the amount at which somebody is told; 5 numbers together at most, each whole and 0 to 1000. */
export interface BudgetThresholds {
  /**
   * Of what was spent.
   * @default [80,100]
   */
  readonly actual: readonly number[];
  /**
   * Of what will be spent by the end of the month, as Azure foresees it.
   * @default [100]
   */
  readonly forecast: readonly number[];
}

/** A month's amount of each stack's resource group, in the currency that the subscription is billed in. */
export interface BudgetAmounts {
  /**
   * Virtual network, security groups and private DNS zones.
   * @default - no budget
   * @minimum 1
   */
  readonly network?: number;
  /**
   * What keeps data, and what else outlives a release.
   * @default - no budget
   * @minimum 1
   */
  readonly platform?: number;
  /**
   * What runs the code.
   * @default - no budget
   * @minimum 1
   */
  readonly workloads?: number;
}

/** Monthly budgets, one for each resource group that has an amount. They tell, and stop nothing. */
export interface BudgetsSettings {
  /**
   * The first day of the month that they begin in, `2026-12-01`. Azure takes no past month when it makes a budget, and
   * a later change here changes nothing.
   * @default - no budgets
   */
  readonly startDate?: string;
  /** What each stack's resource group may cost a month; those without an amount have no budget. */
  readonly amounts: BudgetAmounts;
  /** When somebody is told. */
  readonly thresholds: BudgetThresholds;
  /**
   * E-mail addresses that are told. The network stack needs one, since the action groups come after it.
   * @default []
   */
  readonly emails: readonly string[];
  /**
   * Roles that are told as well.
   * @default - Owner where the stack knows no action group, else none
   */
  readonly roles?: readonly BudgetRole[];
}

/** Option group `safeguards`: what keeps data and money from getting lost. */
export interface SafeguardsSettings {
  /**
   * A lock `CanNotDelete` on each account that keeps data: Azure then deletes neither the account nor anything below
   * it, role assignments included. Making and removing locks takes Owner or User Access Administrator.
   * @default false
   */
  readonly locks: boolean;
  /**
   * `prevent_destroy` for everything that keeps data: Terraform refuses a plan that would destroy it, as long as the
   * resource is in the configuration.
   * @default false
   */
  readonly preventDestroy: boolean;
  /** Monthly budgets of the resource groups. */
  readonly budgets: BudgetsSettings;
}
