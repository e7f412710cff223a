import {
  ConsumptionBudgetResourceGroup,
  type ConsumptionBudgetResourceGroupNotification,
} from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { BudgetPlan } from "./plan";

/** What a budget is connected to: texts and tokens of the stack it is built in. */
export interface BudgetConnections {
  readonly resourceGroupId: string;
  readonly actionGroupIds: readonly string[];
}

export function buildBudget(
  scope: Construct,
  { name, amount, startDate, thresholds, emails, roles }: BudgetPlan,
  { resourceGroupId, actionGroupIds }: BudgetConnections,
  transformed: Transformed,
): ConsumptionBudgetResourceGroup {
  const id = "budget";
  const told = {
    ...(emails.length === 0 ? {} : { contactEmails: emails.map(escapeTerraform) }),
    ...(actionGroupIds.length === 0 ? {} : { contactGroups: [...actionGroupIds] }),
    ...(roles.length === 0 ? {} : { contactRoles: [...roles] }),
  };
  const notification = thresholds.map(({ type, threshold }): ConsumptionBudgetResourceGroupNotification => ({
    enabled: true,
    operator: "GreaterThanOrEqualTo",
    threshold,
    thresholdType: type,
    ...told,
  }));
  return new ConsumptionBudgetResourceGroup(
    scope,
    id,
    transformed("budgets", id, {
      name,
      resourceGroupId,
      amount,
      timeGrain: "Monthly",
      timePeriod: { startDate },
      notification,
      // Another beginning would be another budget, and Azure takes no past month for a new one.
      lifecycle: { ignoreChanges: ["time_period"] },
    }),
  );
}
