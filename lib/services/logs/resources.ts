import { inGroup } from "../../azure/in-group";
import type { ResourceRecords } from "../contract/resource-record";
import type { LogsWords } from "./words";

/** The construct of the workspace. */
export const WORKSPACE_CONSTRUCT_ID = "log_analytics";

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const logsResources: ResourceRecords<LogsWords> = {
  logAnalytics: {
    type: "azurerm_log_analytics_workspace",
    importId: inGroup("Microsoft.OperationalInsights/workspaces/{name}"),
    diagnostics: [{ logs: ["Audit"], metrics: ["AllMetrics"] }],
    // Logs are data: Application Insights keeps its own in the workspace.
    keepsData: "account",
    names: {
      logAnalyticsWorkspace: {
        label: "Log Analytics workspace",
        min: 4,
        max: 63,
        pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i,
        characters: "letters, digits and hyphens, no hyphen at either end",
        scope: "resource group",
        prefix: "log",
      },
    },
  },
  appInsights: {
    type: "azurerm_application_insights",
    importId: inGroup("Microsoft.Insights/components/{name}"),
    names: {
      applicationInsights: {
        label: "Application Insights component",
        min: 1,
        max: 260,
        pattern: /^[-\w.()]*[-\w()]$/,
        characters: "letters, digits, - _ . ( ), not ending in a full stop",
        scope: "resource group",
        prefix: "appi",
      },
    },
  },
};
