import type { ReplacementKind } from "../contract/existing-kind";

/** What using an existing one means. */
export const existingLogAnalytics: ReplacementKind = {
  label: "Log Analytics workspace",
  armType: "Microsoft.OperationalInsights/workspaces",
  terraformType: "azurerm_log_analytics_workspace",
  endpoints: [],
  options: [],
  keeps: () => ["samplingPercentage", "diagnostics"],
  names: ["logAnalyticsWorkspace"],
  resources: ["logAnalytics"],
  children: [],
};
