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
   * Gigabytes a day after which the workspace takes in no more until the next day.
   * @default - no cap
   * @exclusiveMinimum 0
   */
  readonly dailyQuotaGb?: number;
}
