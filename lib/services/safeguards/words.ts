import type { ConsumptionBudgetResourceGroupConfig } from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group";
import type { ManagementLockConfig } from "@cdktf/provider-azurerm/lib/management-lock";
import type { SafeguardsSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface SafeguardsWords {
  readonly settings: SafeguardsSettings;
  readonly configs: {
    readonly managementLocks: ManagementLockConfig;
    readonly budgets: ConsumptionBudgetResourceGroupConfig;
  };
  readonly severalNames: { readonly budgets: "budget" };
}
