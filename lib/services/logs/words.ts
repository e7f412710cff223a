import type { ApplicationInsightsConfig } from "@cdktf/provider-azurerm/lib/application-insights";
import type { LogAnalyticsWorkspaceConfig } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import type { External, ExternalResource } from "../external-resources";
import type { LogsSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface LogsWords {
  readonly settings: LogsSettings;
  readonly configs: {
    readonly logAnalytics: LogAnalyticsWorkspaceConfig;
    readonly appInsights: ApplicationInsightsConfig;
  };
  readonly names: {
    readonly logAnalytics: "logAnalyticsWorkspace";
    readonly appInsights: "applicationInsights";
  };
  readonly external: {
    /** A Log Analytics workspace. */
    readonly logAnalytics?: External<ExternalResource, object> | undefined;
  };
}
