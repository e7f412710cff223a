import type { ConsumptionBudgetResourceGroup } from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group";
import { monitoring } from "../monitoring";
import type { NoOutputs } from "../contract/outputs";
import { type NetworkContext, type Service, stackRoles } from "../contract/service";
import type * as Build from "./build";
import { decideSafeguards } from "./decisions";
import { type BudgetPlan, type SafeguardsPlan, planSafeguards } from "./plan";
import { safeguardsResources } from "./resources";
import type { SafeguardsWords } from "./words";

// Only backends with amounts have budgets: loaded when one is built.
const build = () => require("./build") as typeof Build;

/** The types of this service: its plan, its resources, its outputs. */
export interface SafeguardsShape extends SafeguardsWords {
  plan: SafeguardsPlan;
  usage: object;
  network: {
    /** The budget of the network stack's resource group; undefined without an amount. */
    readonly networkBudget: ConsumptionBudgetResourceGroup | undefined;
  };
  platform: {
    /** The budget of the platform stack's resource group; undefined without an amount. */
    readonly platformBudget: ConsumptionBudgetResourceGroup | undefined;
  };
  workloads: {
    /** The budget of the workloads stack's resource group; undefined without an amount. */
    readonly workloadsBudget: ConsumptionBudgetResourceGroup | undefined;
  };
  shared: NoOutputs;
}

/** Budgets; the locks are built with the accounts of every service, `lib/stacks/locks.ts`. */
export const safeguards: Service<SafeguardsShape> = {
  defaults: {
    locks: false,
    preventDestroy: false,
    budgets: { amounts: {}, thresholds: { actual: [80, 100], forecast: [100] }, emails: [] },
  },

  decide: decideSafeguards,
  plan: planSafeguards,
  cost: { free: "locks and budgets cost nothing" },

  resourceProviders: ({ budgets }) =>
    Object.fromEntries(
      stackRoles.map((stack) => [stack, budgets[stack] === undefined ? [] : ["Microsoft.Consumption"]]),
    ),

  resources: safeguardsResources,

  protection: ({ locks, preventDestroy }) => ({ locks, preventDestroy }),

  stacks: {
    network: {
      build: (context) => ({ networkBudget: budgetOf(context, context.plan.budgets.network, () => []) }),
    },
    platform: {
      build: (context) => ({
        platformBudget: budgetOf(context, context.plan.budgets.platform, () =>
          Object.values(context.built(monitoring).actionGroups).map(({ id }) => id),
        ),
      }),
    },
    workloads: {
      build: (context) => ({
        workloadsBudget: budgetOf(context, context.plan.budgets.workloads, () =>
          Object.values(context.shared(monitoring)),
        ),
      }),
    },
  },
};

function budgetOf(
  {
    scope,
    resourceGroupId,
    transformed,
  }: Pick<NetworkContext<SafeguardsShape>, "scope" | "resourceGroupId" | "transformed">,
  budget: BudgetPlan | undefined,
  groups: () => readonly string[],
): ConsumptionBudgetResourceGroup | undefined {
  if (budget === undefined) return undefined;
  const actionGroupIds = budget.toActionGroups ? groups() : [];
  return build().buildBudget(scope, budget, { resourceGroupId, actionGroupIds }, transformed);
}
