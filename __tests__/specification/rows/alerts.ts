import type { Carrier, Chapter, Row } from "./row";

interface Alert {
  readonly title: string;
  readonly option: string;
  readonly carrier: Carrier;
  readonly metric: string;
  readonly threshold: number;
  readonly severity: "Error" | "Warning";
  readonly operator?: string;
  readonly filter?: string;
  /** What is on the resource, where that is something else. */
  readonly here?: { readonly metric?: string; readonly threshold?: number };
  readonly aggregation: string;
  /** `specification/deviations.md` of the metric, and of the threshold. */
  readonly differs?: { readonly metric?: string; readonly threshold?: string };
}

const alerts: readonly Alert[] = [
  {
    title: "Function Errors",
    option: "functionErrors",
    carrier: "workloads: azurerm_monitor_metric_alert.alert_function_errors",
    metric: "FunctionExecutionErrors",
    threshold: 10,
    severity: "Error",
    aggregation: "Count",
    here: { metric: "requests/failed" },
    differs: { metric: "alert `FunctionExecutionErrors`" },
  },
  {
    title: "Function Duration",
    option: "functionDuration",
    carrier: "workloads: azurerm_monitor_metric_alert.alert_function_duration",
    metric: "FunctionExecutionDuration",
    threshold: 30000,
    severity: "Warning",
    aggregation: "Average",
    here: { metric: "requests/duration" },
    differs: { metric: "alert `FunctionExecutionDuration`" },
  },
  {
    title: "Cosmos RU Consumption",
    option: "cosmosRU",
    carrier: "platform: azurerm_monitor_metric_alert.alert_cosmos_ru",
    metric: "TotalRequestUnits",
    threshold: 3000,
    severity: "Warning",
    aggregation: "Total",
    here: { threshold: 3000 * 5 * 60 },
    differs: { threshold: "alert `TotalRequestUnits` > 3000 in 5 minutes" },
  },
  {
    title: "Cosmos Throttling",
    option: "cosmosThrottling",
    carrier: "platform: azurerm_monitor_metric_alert.alert_cosmos_throttling",
    metric: "TotalRequests",
    filter: "StatusCode == 429",
    threshold: 10,
    severity: "Error",
    aggregation: "Count",
  },
  {
    title: "Storage Latency",
    option: "storageLatency",
    carrier: "platform: azurerm_monitor_metric_alert.alert_storage_latency",
    metric: "SuccessE2ELatency",
    threshold: 1000,
    severity: "Warning",
    aggregation: "Average",
  },
  {
    title: "Key Vault Availability",
    option: "keyVaultAvailability",
    carrier: "platform: azurerm_monitor_metric_alert.alert_key_vault_availability",
    metric: "Availability",
    threshold: 99,
    severity: "Error",
    operator: "LessThan",
    aggregation: "Average",
  },
];

const LISTED = "the six alerts are in prod, as the specification lists them, on metrics that Azure has";
const SEVERITIES = { Error: 1, Warning: 2 } as const;

export const defaultAlerts: Chapter = {
  title: "Default Alerts (Production Only)",
  rows: [
    ...alerts.flatMap(rowsOf),
    {
      says: "Production only",
      option: "monitoring.alerts",
      on: ["dev"],
      without: alerts.map(({ carrier }) => carrier),
      proof: ["services/monitoring/service", "dev has no alerts, and no action group for them"],
    },
  ],
};

function rowsOf(alert: Alert): readonly Row[] {
  const { title, option, metric, filter, threshold, severity, operator, aggregation } = alert;
  const { here = {}, differs = {} } = alert;
  const its = (says: string, setting: string, has: NonNullable<Row["has"]>, different?: string): Row => ({
    says: `${title}: \`${says}\``,
    option: `monitoring.alerts.${option}${setting}`,
    on: ["prod"],
    carriedBy: [alert.carrier],
    has,
    proof: ["services/monitoring/service", LISTED],
    ...(different === undefined ? {} : { differs: different }),
  });
  const criteria = { "criteria.0.metric_name": here.metric ?? metric, "criteria.0.aggregation": aggregation };
  const dimension = { name: "StatusCode", operator: "Include", values: ["429"] };
  return [
    its(`metric: '${metric}'`, "", criteria, differs.metric),
    ...(filter === undefined
      ? []
      : [
          its(
            `filter: '${filter}'`,
            "",
            { "criteria.0.dimension": [dimension] },
            "filter `StatusCode == 429`",
          ),
        ]),
    its(
      `threshold: ${threshold}`,
      ".threshold",
      { "criteria.0.threshold": here.threshold ?? threshold },
      differs.threshold,
    ),
    its(operator === undefined ? "operator, not said" : `operator: '${operator}'`, "", {
      "criteria.0.operator": operator ?? "GreaterThan",
    }),
    its("window: 5", ".window", { window_size: "PT5M" }),
    its(
      `severity: '${severity}'`,
      ".severity",
      { severity: SEVERITIES[severity] },
      "severity `'Error'`, `'Warning'`",
    ),
  ];
}
