import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import type { Construct } from "constructs";
import type { ExistingResource } from "../contract/existing-resource";
import type { Place } from "../contract/service";
import type { Transformed } from "../contract/transforms";
import type { LogsPlan } from "./logs-plan";
import { WORKSPACE_CONSTRUCT_ID } from "./resources";

export function buildWorkspace(
  scope: Construct,
  place: Place,
  plan: Exclude<LogsPlan["workspace"], { readonly existing: ExistingResource }>,
  transformed: Transformed,
): LogAnalyticsWorkspace {
  const id = WORKSPACE_CONSTRUCT_ID;
  return new LogAnalyticsWorkspace(
    scope,
    id,
    transformed("logAnalytics", id, {
      ...place,
      name: plan.name,
      sku: "PerGB2018",
      retentionInDays: plan.retentionInDays,
      ...(plan.dailyQuotaGb === undefined ? {} : { dailyQuotaGb: plan.dailyQuotaGb }),
      allowResourceOnlyPermissions: true,
      localAuthenticationEnabled: false,
    }),
  );
}

export function buildApplicationInsights(
  scope: Construct,
  place: Place,
  plan: LogsPlan,
  workspaceId: string,
  transformed: Transformed,
): ApplicationInsights {
  const id = "app_insights";
  return new ApplicationInsights(
    scope,
    id,
    transformed("appInsights", id, {
      ...place,
      name: plan.insightsName,
      applicationType: "web",
      workspaceId,
      retentionInDays: plan.insightsRetentionInDays,
      samplingPercentage: plan.samplingPercentage,
      localAuthenticationDisabled: !plan.takesKeys,
    }),
  );
}
