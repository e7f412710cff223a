import type { ResourceRecords } from "../contract/resource-record";
import type { SafeguardsWords } from "./words";

/** What is known of each resource. */
export const safeguardsResources: ResourceRecords<SafeguardsWords> = {
  managementLocks: {
    type: "azurerm_management_lock",
    importId: "{scope}/providers/Microsoft.Authorization/locks/{name}",
  },
  budgets: {
    type: "azurerm_consumption_budget_resource_group",
    importId: "{resource_group_id}/providers/Microsoft.Consumption/budgets/{name}",
    names: {
      budget: {
        label: "budget",
        min: 1,
        max: 63,
        pattern: /^[-_a-z0-9]+$/i,
        characters: "letters, digits, - and _",
        scope: "parent",
        prefix: "budget",
        several: true,
      },
    },
  },
};
