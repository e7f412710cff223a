import type { DiagnosticCategory } from "../../azure/diagnostic-categories";

/** Option group `logs`: the Log Analytics workspace and Application Insights. */
export interface LogsSettings {
  /**
   * Days that logs are kept, 30 to 730. Also written as `logRetention`. Application Insights takes the next longer
   * of the periods it knows.
   * @default 30
   * @minimum 30
   * @maximum 730
   * @asType integer
   */
  readonly retentionInDays: number;
  /**
   * Percentage of telemetry that Application Insights keeps, more than 0 up to 100.
   * @default 100
   * @exclusiveMinimum 0
   * @maximum 100
   */
  readonly samplingPercentage: number;
  /**
   * Gigabytes a day after which the workspace takes in no more until the next day. Azure's least: learn.microsoft.com/cli/azure/monitor/log-analytics/workspace
   * @default - no cap
   * @minimum 0.023
   */
  readonly dailyQuotaGb?: number;
  /**
   * Categories of resource logs and metrics that are sent to the workspace, by Azure's names; `false` leaves one out,
   * for all resources that have it. `DataPlaneRequests` and `StorageRead` grow with every request. `GatewayLlmLogs`,
   * `GatewayMCPLogs` and `DiagnosticErrorLogs` are sent where they are `true`: Azure takes them of some tiers only.
   * @default {}
   */
  readonly diagnostics: Readonly<Partial<Record<DiagnosticCategory, boolean>>>;
}
