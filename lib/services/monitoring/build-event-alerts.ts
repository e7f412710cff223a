import { MonitorActivityLogAlert } from "@cdktf/provider-azurerm/lib/monitor-activity-log-alert";
import { MonitorScheduledQueryRulesAlertV2 } from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { ActivityAlertPlan, ExpiryAlertPlan } from "./plan";

export function buildActivityAlert(
  scope: Construct,
  { resourceGroupName }: Place,
  { id, name, description, operation }: ActivityAlertPlan,
  {
    groupIds,
    actionGroupIds,
  }: { readonly groupIds: readonly string[]; readonly actionGroupIds: readonly string[] },
  transformed: Transformed,
): MonitorActivityLogAlert {
  return new MonitorActivityLogAlert(
    scope,
    id,
    transformed("activityLogAlerts", id, {
      name,
      resourceGroupName,
      // Azure keeps these rules in a few places only, whatever they are about.
      location: "global",
      description: escapeTerraform(description),
      scopes: [...groupIds],
      criteria: {
        category: "Administrative",
        operationName: operation,
        // An operation is written when it starts and when it ends.
        status: "Succeeded",
      },
      action: actionGroupIds.map((actionGroupId) => ({ actionGroupId })),
    }),
  );
}

export function buildExpiryAlert(
  scope: Construct,
  place: Place,
  { id, name, description, severity, window, query }: ExpiryAlertPlan,
  { keyVaultId, actionGroupIds }: { readonly keyVaultId: string; readonly actionGroupIds: readonly string[] },
  transformed: Transformed,
): MonitorScheduledQueryRulesAlertV2 {
  return new MonitorScheduledQueryRulesAlertV2(
    scope,
    id,
    transformed("logSearchAlerts", id, {
      ...place,
      name,
      description: escapeTerraform(description),
      scopes: [keyVaultId],
      severity,
      evaluationFrequency: window.frequency,
      windowDuration: window.size,
      autoMitigationEnabled: true,
      // A table is there once it has its first row.
      skipQueryValidation: true,
      criteria: [
        {
          query,
          timeAggregationMethod: "Count",
          operator: "GreaterThan",
          threshold: 0,
          // What Azure takes by itself, and gives back.
          failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
        },
      ],
      action: { actionGroups: [...actionGroupIds] },
    }),
  );
}
