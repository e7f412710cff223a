/** Roles that a budget can notify: learn.microsoft.com/rest/api/consumption/budgets/create-or-update */
export type BudgetRole = "Owner" | "Contributor" | "Reader";

/** Percentages of the amount at which the budget notifies: at most 5 in total, each a whole number from 0 to 1000. */
export interface BudgetThresholds {
  /**
   * Percentages of actual cost.
   * @default [80,100]
   */
  readonly actual: readonly number[];
  /**
   * Percentages of forecast cost at the end of the month.
   * @default [100]
   */
  readonly forecast: readonly number[];
}

/** The monthly amount for the resource group of each stack, in the billing currency of the subscription. */
export interface BudgetAmounts {
  /**
   * For the network stack: virtual network, security groups and private DNS zones.
   * @default - no budget
   * @minimum 1
   */
  readonly network?: number;
  /**
   * For the platform stack: services that keep data, and logs.
   * @default - no budget
   * @minimum 1
   */
  readonly platform?: number;
  /**
   * For the workloads stack: the function app.
   * @default - no budget
   * @minimum 1
   */
  readonly workloads?: number;
}

/** Monthly budgets, one for each resource group with an amount. They notify, and stop nothing. */
export interface BudgetsSettings {
  /**
   * The first day of the month in which they begin, `2026-12-01`. Azure refuses a past month when it creates a budget. A later
   * change has no effect.
   * @default - no budgets
   */
  readonly startDate?: string;
  /** The monthly amount of each stack's resource group. A stack without an amount has no budget. */
  readonly amounts: BudgetAmounts;
  /** Percentages at which the budget notifies. */
  readonly thresholds: BudgetThresholds;
  /**
   * E-mail addresses that are notified. The network stack needs one: action groups are created after it.
   * @default []
   */
  readonly emails: readonly string[];
  /**
   * Roles that are notified as well.
   * @default - Owner if the stack has no action group, else none
   */
  readonly roles?: readonly BudgetRole[];
}

/** Option group `safeguards`: locks, `prevent_destroy` and budgets. */
export interface SafeguardsSettings {
  /**
   * A `CanNotDelete` lock on each account that keeps data: Azure refuses to delete the account and anything below it, role
   * assignments included. Creating and removing locks needs Owner or User Access Administrator.
   * @default false
   */
  readonly locks: boolean;
  /**
   * `prevent_destroy` on every resource that keeps data: Terraform refuses a plan that would destroy it, while the resource is in
   * the configuration.
   * @default false
   */
  readonly preventDestroy: boolean;
  /** Monthly budgets of the resource groups. */
  readonly budgets: BudgetsSettings;
}
