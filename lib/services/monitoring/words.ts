import type { ApplicationInsightsStandardWebTestConfig } from "@cdktf/provider-azurerm/lib/application-insights-standard-web-test";
import type { ApplicationInsightsWorkbookConfig } from "@cdktf/provider-azurerm/lib/application-insights-workbook";
import type { LogAnalyticsQueryPackConfig } from "@cdktf/provider-azurerm/lib/log-analytics-query-pack";
import type { LogAnalyticsQueryPackQueryConfig } from "@cdktf/provider-azurerm/lib/log-analytics-query-pack-query";
import type { MonitorActionGroupConfig } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import type { MonitorActivityLogAlertConfig } from "@cdktf/provider-azurerm/lib/monitor-activity-log-alert";
import type { MonitorMetricAlertConfig } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import type { MonitorScheduledQueryRulesAlertV2Config } from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2";
import type { MonitoringSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface MonitoringWords {
  readonly settings: MonitoringSettings;
  readonly configs: {
    readonly actionGroups: MonitorActionGroupConfig;
    readonly metricAlerts: MonitorMetricAlertConfig;
    readonly activityLogAlerts: MonitorActivityLogAlertConfig;
    readonly logSearchAlerts: MonitorScheduledQueryRulesAlertV2Config;
    readonly availabilityTest: ApplicationInsightsStandardWebTestConfig;
    readonly queryPack: LogAnalyticsQueryPackConfig;
    readonly savedQueries: LogAnalyticsQueryPackQueryConfig;
    readonly workbook: ApplicationInsightsWorkbookConfig;
  };
  readonly names: { readonly availabilityTest: "availabilityTest"; readonly queryPack: "queryPack" };
  readonly severalNames: {
    readonly actionGroups: "actionGroup";
    readonly metricAlerts: "metricAlert";
    readonly activityLogAlerts: "activityLogAlert";
    readonly logSearchAlerts: "logSearchAlert";
  };
}
