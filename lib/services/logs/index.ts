import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import type { Construct } from "constructs";
import type { Place, Service } from "../service";
import type { LogsSettings } from "./settings";

/** What will be built of `logs`. */
export interface LogsPlan {
  readonly workspaceName: string;
  readonly retentionInDays: number;
  readonly dailyQuotaGb?: number;
  readonly insightsName: string;
  readonly insightsRetentionInDays: number;
  readonly samplingPercentage: number;
}

/** What tells this service from the others. */
export interface LogsShape {
  settings: LogsSettings;
  plan: LogsPlan;
  platform: { readonly logAnalytics: LogAnalyticsWorkspace };
  workloads: { readonly appInsights: ApplicationInsights };
  shared: { readonly workspaceId: string };
}

/** Periods that Application Insights accepts: azurerm 4.55, application_insights `retention_in_days`. */
const INSIGHTS_RETENTIONS = [30, 60, 90, 120, 180, 270, 365, 550, 730];

export const logs: Service<LogsShape> = {
  defaults: { retentionInDays: 30, samplingPercentage: 100 },

  decide(draft) {
    const { retentionInDays } = draft.settings.logs;
    const kept = insightsRetention(retentionInDays);
    if (kept !== retentionInDays)
      draft.note(
        "logs.retentionInDays",
        `Application Insights keeps ${kept} days, the next period it knows after ${retentionInDays}`,
      );
  },

  plan({ settings, name }) {
    const { retentionInDays, samplingPercentage, dailyQuotaGb } = settings.logs;
    return {
      workspaceName: name("logAnalyticsWorkspace"),
      retentionInDays,
      ...(dailyQuotaGb === undefined ? {} : { dailyQuotaGb }),
      insightsName: name("applicationInsights"),
      insightsRetentionInDays: insightsRetention(retentionInDays),
      samplingPercentage,
    };
  },

  appSettings: () => ({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: "Authorization=AAD" }),

  grants: () => [
    {
      id: "monitoring_metrics_publisher",
      plane: "azure",
      role: "Monitoring Metrics Publisher",
      on: "insights",
      reason: "send telemetry by identity: Application Insights takes no keys",
    },
  ],

  resourceProviders: {
    platform: ["Microsoft.OperationalInsights"],
    workloads: ["Microsoft.Insights", "Microsoft.OperationalInsights", "Microsoft.AlertsManagement"],
  },

  platform: ({ scope, place, plan }) => ({ logAnalytics: buildWorkspace(scope, place, plan) }),

  workloads: ({ scope, place, plan, shared }) => ({
    appInsights: buildApplicationInsights(scope, place, plan, shared(logs).workspaceId),
  }),

  publish: ({ logAnalytics }) => ({ workspaceId: logAnalytics.id }),

  foresee: ({ workspaceName }, { resourceGroupId }) => ({
    workspaceId: `${resourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/${workspaceName}`,
  }),

  scopes: ({ built }) => ({ insights: built(logs).appInsights.id }),
};

function insightsRetention(days: number): number {
  return INSIGHTS_RETENTIONS.find((period) => period >= days) ?? 730;
}

export function buildWorkspace(scope: Construct, place: Place, plan: LogsPlan): LogAnalyticsWorkspace {
  return new LogAnalyticsWorkspace(scope, "log_analytics", {
    ...place,
    name: plan.workspaceName,
    sku: "PerGB2018",
    retentionInDays: plan.retentionInDays,
    ...(plan.dailyQuotaGb === undefined ? {} : { dailyQuotaGb: plan.dailyQuotaGb }),
    allowResourceOnlyPermissions: true,
    localAuthenticationEnabled: false,
  });
}

export function buildApplicationInsights(
  scope: Construct,
  place: Place,
  plan: LogsPlan,
  workspaceId: string,
): ApplicationInsights {
  return new ApplicationInsights(scope, "app_insights", {
    ...place,
    name: plan.insightsName,
    applicationType: "web",
    workspaceId,
    retentionInDays: plan.insightsRetentionInDays,
    samplingPercentage: plan.samplingPercentage,
    localAuthenticationDisabled: true,
  });
}
