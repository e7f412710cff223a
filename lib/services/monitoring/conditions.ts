/** Minutes that an alert looks back over. */
export type AlertWindow = 5 | 15 | 30 | 60 | 360 | 720 | 1440;

/** The severity, as Azure calls it. */
export type AlertSeverity = "Critical" | "Error" | "Warning" | "Informational" | "Verbose";

/** How the values within a window become one. */
export type AlertAggregation = "Average" | "Count" | "Maximum" | "Minimum" | "Total";

/** How that one is compared with the threshold. */
export type AlertOperator = "Equals" | "GreaterThan" | "GreaterThanOrEqual" | "LessThan" | "LessThanOrEqual";

/** learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview#alert-severity */
export const severities: Readonly<Record<AlertSeverity, number>> = {
  Critical: 0,
  Error: 1,
  Warning: 2,
  Informational: 3,
  Verbose: 4,
};

/** In words, before a number. */
export const comparisons: Readonly<Record<AlertOperator, string>> = {
  Equals: "exactly",
  GreaterThan: "more than",
  GreaterThanOrEqual: "at least",
  LessThan: "less than",
  LessThanOrEqual: "at most",
};

/** A window, and how often it is looked at: azurerm takes no window that is not longer than that. */
export const windows: Readonly<Record<AlertWindow, { readonly size: string; readonly frequency: string }>> = {
  5: { size: "PT5M", frequency: "PT1M" },
  15: { size: "PT15M", frequency: "PT5M" },
  30: { size: "PT30M", frequency: "PT5M" },
  60: { size: "PT1H", frequency: "PT15M" },
  360: { size: "PT6H", frequency: "PT30M" },
  720: { size: "PT12H", frequency: "PT1H" },
  1440: { size: "P1D", frequency: "PT1H" },
};
