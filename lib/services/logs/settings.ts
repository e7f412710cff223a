import type { DiagnosticCategory } from "../../azure/diagnostic-categories";

/** Option group `logs`: the Log Analytics workspace and Application Insights. */
export interface LogsSettings {
  /**
   * Days for which logs are kept, 30 to 730; `logRetention` is an alias. Application Insights uses the next longer period that it
   * supports.
   * @default 30
   * @minimum 30
   * @maximum 730
   * @asType integer
   */
  readonly retentionInDays: number;
  /**
   * Percentage of telemetry that Application Insights keeps, above 0 and up to 100.
   * @default 100
   * @exclusiveMinimum 0
   * @maximum 100
   */
  readonly samplingPercentage: number;
  /**
   * Daily cap in gigabytes: the workspace drops everything above it until the next day. Azure's minimum:
   * learn.microsoft.com/cli/azure/monitor/log-analytics/workspace
   * @default - no cap
   * @minimum 0.023
   */
  readonly dailyQuotaGb?: number;
  /**
   * Categories of resource logs and metrics that are sent to the workspace, by Azure's names. `false` excludes a category for every
   * resource that has it. `DataPlaneRequests` and `StorageRead` grow with every request. `GatewayLlmLogs`, `GatewayMCPLogs` and
   * `DiagnosticErrorLogs` are sent only if `true`: Azure accepts them for some tiers only.
   * @default {}
   */
  readonly diagnostics: Readonly<Partial<Record<DiagnosticCategory, boolean>>>;
}
