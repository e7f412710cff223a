import { inGroup } from "../../azure/in-group";
import type { ResourceRecords } from "../contract/resource-record";
import type { MonitoringWords } from "./words";

/** Alerts of every kind: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftinsights */
const ALERT = {
  min: 1,
  max: 260,
  pattern: /^[^*#&+:<>?@%{}\\/]*[^*#&+:<>?@%{}\\/ .]$/,
  characters: "no * # & + : < > ? @ % { } \\ /, and no full stop or space at the end",
  scope: "resource group",
  prefix: "alert",
  several: true,
} as const;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const monitoringResources: ResourceRecords<MonitoringWords> = {
  actionGroups: {
    type: "azurerm_monitor_action_group",
    importId: inGroup("Microsoft.Insights/actionGroups/{name}"),
    names: {
      actionGroup: {
        label: "action group",
        min: 1,
        max: 260,
        pattern: /^[^:<>+/&%\\?|]*[^:<>+/&%\\?|. ]$/,
        characters: "no : < > + / & % \\ ? |, and no full stop or space at the end",
        scope: "resource group",
        prefix: "ag",
        several: true,
      },
    },
  },
  metricAlerts: {
    type: "azurerm_monitor_metric_alert",
    importId: inGroup("Microsoft.Insights/metricAlerts/{name}"),
    names: { metricAlert: { label: "metric alert", ...ALERT } },
  },
  activityLogAlerts: {
    type: "azurerm_monitor_activity_log_alert",
    importId: inGroup("Microsoft.Insights/activityLogAlerts/{name}"),
    names: { activityLogAlert: { label: "activity log alert", ...ALERT } },
  },
  logSearchAlerts: {
    type: "azurerm_monitor_scheduled_query_rules_alert_v2",
    importId: inGroup("Microsoft.Insights/scheduledQueryRules/{name}"),
    names: { logSearchAlert: { label: "log search alert", ...ALERT } },
  },
  availabilityTest: {
    type: "azurerm_application_insights_standard_web_test",
    importId: inGroup("Microsoft.Insights/webTests/{name}"),
    names: {
      availabilityTest: {
        label: "availability test",
        min: 1,
        max: 260,
        pattern: /^[-\w.()]*[-\w()]$/,
        characters: "letters, digits, - _ . ( ), not ending in a full stop",
        scope: "resource group",
        prefix: "webtest",
      },
    },
  },
  queryPack: {
    type: "azurerm_log_analytics_query_pack",
    importId: inGroup("Microsoft.OperationalInsights/queryPacks/{name}"),
    names: {
      queryPack: {
        label: "query pack",
        min: 4,
        max: 63,
        pattern: /^[0-9a-z]([0-9a-z-]*[0-9a-z])?$/i,
        characters: "letters, digits and hyphens, no hyphen at either end",
        scope: "resource group",
        prefix: "pack",
      },
    },
  },
  savedQueries: {
    type: "azurerm_log_analytics_query_pack_query",
    importId: "{query_pack_id}/queries/{name}",
  },
  workbook: {
    type: "azurerm_application_insights_workbook",
    importId: inGroup("Microsoft.Insights/workbooks/{name}"),
  },
};
