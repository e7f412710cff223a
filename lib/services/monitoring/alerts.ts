import type { AlertAggregation, AlertOperator, AlertSeverity, AlertWindow } from "./conditions";
import type { AlertTarget } from "./alert-target";

/** The alerts that every backend can have. */
export type AlertName =
  | "functionErrors"
  | "functionDuration"
  | "cosmosRU"
  | "cosmosThrottling"
  | "storageLatency"
  | "keyVaultAvailability";

/** What an option of an alert can say, complete. */
export interface AlertChoice {
  readonly enabled: boolean;
  readonly threshold: number;
  readonly window: AlertWindow;
  readonly severity: AlertSeverity;
}

/** One alert: what it means, and how Azure is asked about it. */
export interface AlertDefinition {
  /** What has happened when it fires. */
  readonly intent: string;
  /** What the threshold counts in. */
  readonly unit: string;
  readonly target: AlertTarget;
  readonly metric: string;
  readonly aggregation: AlertAggregation;
  readonly operator: AlertOperator;
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  /** A threshold of so much a second is compared with the sum of a window. */
  readonly perSecond?: true;
  readonly defaults: AlertChoice;
}

const error = { enabled: false, window: 5, severity: "Error" } as const;
const warning = { enabled: false, window: 5, severity: "Warning" } as const;

/** Metrics and dimensions: learn.microsoft.com/azure/azure-monitor/reference/metrics-index */
export const alertDefinitions: Readonly<Record<AlertName, AlertDefinition>> = {
  functionErrors: {
    intent: "functions fail",
    unit: "failed requests and invocations",
    target: "appInsights",
    metric: "requests/failed",
    aggregation: "Count",
    operator: "GreaterThan",
    dimensions: {},
    defaults: { ...error, threshold: 10 },
  },
  functionDuration: {
    intent: "functions take long",
    unit: "milliseconds on average",
    target: "appInsights",
    metric: "requests/duration",
    aggregation: "Average",
    operator: "GreaterThan",
    dimensions: {},
    defaults: { ...warning, threshold: 30000 },
  },
  cosmosRU: {
    intent: "Cosmos DB is used heavily",
    unit: "RU/s on average in a region",
    target: "cosmos",
    metric: "TotalRequestUnits",
    aggregation: "Total",
    operator: "GreaterThan",
    // Throughput is that of each region, and the metric is the sum of all.
    dimensions: { Region: ["*"] },
    perSecond: true,
    defaults: { ...warning, threshold: 3000 },
  },
  cosmosThrottling: {
    intent: "Cosmos DB turns requests away",
    unit: "requests with status 429",
    target: "cosmos",
    metric: "TotalRequests",
    aggregation: "Count",
    operator: "GreaterThan",
    dimensions: { StatusCode: ["429"] },
    defaults: { ...error, threshold: 10 },
  },
  storageLatency: {
    intent: "storage answers slowly",
    unit: "milliseconds on average",
    target: "storage",
    metric: "SuccessE2ELatency",
    aggregation: "Average",
    operator: "GreaterThan",
    dimensions: {},
    defaults: { ...warning, threshold: 1000 },
  },
  keyVaultAvailability: {
    intent: "the key vault does not answer",
    unit: "per cent of requests on average",
    target: "keyVault",
    metric: "Availability",
    aggregation: "Average",
    operator: "LessThan",
    dimensions: {},
    defaults: { ...error, threshold: 99 },
  },
};

export const alertNames = Object.keys(alertDefinitions) as readonly AlertName[];

/** As Azure's names have it: `cosmosRU` → `cosmos-ru` */
export function hyphenated(name: string): string {
  return name.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`);
}
