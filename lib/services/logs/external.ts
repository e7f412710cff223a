import type { ReplacedKind } from "../../external/replaced-kind";

/** What bringing it means. */
export const broughtLogAnalytics: ReplacedKind = {
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
