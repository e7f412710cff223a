import { isAlerting } from "../monitoring";
import { type PlanContext, type StackRole, stackRoles } from "../contract/service";
import type { AllSettings } from "../words";
import type { BudgetRole } from "./settings";

/** One budget that will be built. */
export interface BudgetPlan {
  readonly name: string;
  readonly amount: number;
  /** `2026-12-01T00:00:00Z` */
  readonly startDate: string;
  readonly thresholds: readonly {
    readonly type: "Actual" | "Forecasted";
    /** Per cent. */
    readonly threshold: number;
  }[];
  readonly emails: readonly string[];
  readonly roles: readonly BudgetRole[];
  /** Tells the backend's action groups. */
  readonly toActionGroups: boolean;
}

/** What will be built of `safeguards`. */
export interface SafeguardsPlan {
  readonly locks: boolean;
  readonly preventDestroy: boolean;
  readonly budgets: Readonly<Partial<Record<StackRole, BudgetPlan>>>;
}

/** The action groups are in the platform stack, and exist where something notifies them. */
export function knowsActionGroups(settings: AllSettings, stack: StackRole): boolean {
  return stack !== "network" && isAlerting(settings);
}

export function planSafeguards({ settings, name }: PlanContext): SafeguardsPlan {
  const { locks, preventDestroy, budgets } = settings.safeguards;
  return { locks, preventDestroy, budgets: Object.fromEntries(stackRoles.flatMap(planBudget)) };

  function planBudget(stack: StackRole): readonly (readonly [StackRole, BudgetPlan])[] {
    const { startDate, amounts, thresholds, emails, roles } = budgets;
    const amount = amounts[stack];
    if (amount === undefined || startDate === undefined) return [];
    const toActionGroups = knowsActionGroups(settings, stack);
    return [
      [
        stack,
        {
          name: name("budget", stack),
          amount,
          startDate: `${startDate}T00:00:00Z`,
          thresholds: [
            ...thresholds.actual.map((threshold) => ({ type: "Actual", threshold }) as const),
            ...thresholds.forecast.map((threshold) => ({ type: "Forecasted", threshold }) as const),
          ],
          emails,
          roles: roles ?? (toActionGroups ? [] : ["Owner"]),
          toActionGroups,
        },
      ],
    ];
  }
}
