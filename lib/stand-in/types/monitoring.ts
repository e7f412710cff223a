import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { type JsonObject, at, textAt, withDefaults } from "../json";

/** The billing features of a new component: learn.microsoft.com/rest/api/application-insights/component-current-billing-features/get */
const BILLING: JsonObject = {
  CurrentBillingFeatures: ["Basic"],
  DataVolumeCap: { Cap: 100, StopSendNotificationWhenHitCap: false, WarningThreshold: 90, ResetTime: 0 },
};

export const monitoring: readonly ArmType[] = [
  {
    type: "Microsoft.OperationalInsights/workspaces",
    asynchronous: true,
    softDelete: true,
    // learn.microsoft.com/rest/api/loganalytics/workspaces/delete
    deletedForGood: (query) => query.get("force") === "true",
    complete: (asked, { id }, { guid }) =>
      withDefaults(
        {
          properties: {
            customerId: guid(`workspace ${id}`),
            publicNetworkAccessForIngestion: "Enabled",
            publicNetworkAccessForQuery: "Enabled",
            workspaceCapping: { dailyQuotaGb: -1 },
          },
        },
        asked,
      ),
    actions: {
      sharedKeys: ({ id }) =>
        ok({
          primarySharedKey: Buffer.from(`stand-in-key ${id} primary`).toString("base64"),
          secondarySharedKey: Buffer.from(`stand-in-key ${id} secondary`).toString("base64"),
        }),
    },
  },
  {
    type: "Microsoft.Insights/components",
    created: 200,
    complete: (asked, { id, name }, { guid }) => {
      const instrumentationKey = guid(`instrumentation ${id}`);
      return withDefaults(
        {
          etag: "stand-in",
          properties: {
            AppId: guid(`insights ${id}`),
            ApplicationId: name,
            InstrumentationKey: instrumentationKey,
            ConnectionString: `InstrumentationKey=${instrumentationKey};IngestionEndpoint=https://eastus2-3.in.applicationinsights.azure.com/;ApplicationId=${guid(`insights ${id}`)}`,
            IngestionMode: "LogAnalytics",
            publicNetworkAccessForIngestion: "Enabled",
            publicNetworkAccessForQuery: "Enabled",
            DisableLocalAuth: false,
            RetentionInDays: 90,
          },
        },
        asked,
      );
    },
    // Azure adds an alert rule by itself, and whom it tells: github.com/hashicorp/terraform-provider-azurerm/issues/18026
    afterPut: ({ id, name }, { put }) => {
      const group = id.slice(0, id.toLowerCase().indexOf("/providers/"));
      const smartDetection = `${group}/providers/Microsoft.Insights/actionGroups/Application Insights Smart Detection`;
      put(
        `${group}/providers/Microsoft.AlertsManagement/smartDetectorAlertRules/Failure Anomalies - ${name}`,
        {
          location: "global",
          properties: {
            description:
              "Failure Anomalies notifies you of an unusual rise in the rate of failed HTTP requests.",
            state: "Enabled",
            severity: "Sev3",
            frequency: "PT1M",
            detector: { id: "FailureAnomaliesDetector" },
            scope: [id],
            actionGroups: { groupIds: [smartDetection] },
          },
        },
      );
      put(smartDetection, {
        location: "global",
        properties: {
          groupShortName: "SmartDetect",
          enabled: true,
          armRoleReceivers: [
            { name: "Monitoring Contributor", roleId: "749f88d5-cbae-40b8-bcfc-e573ddc772fa" },
            { name: "Monitoring Reader", roleId: "43d0d8ad-25c7-4714-9337-8ba259a9fe05" },
          ],
        },
      });
    },
  },
  {
    type: "Microsoft.Insights/components/CurrentBillingFeatures",
    created: 200,
    noProvisioningState: true,
    single: BILLING,
  },
  { type: "Microsoft.AlertsManagement/smartDetectorAlertRules", created: 200, noProvisioningState: true },
  {
    type: "Microsoft.Consumption/budgets",
    noProvisioningState: true,
    complete: (asked, { id }, { guid }) =>
      withDefaults(
        {
          eTag: guid(`version of ${id}`),
          properties: {
            currentSpend: { amount: 0, unit: "USD" },
            // Where none is said, Azure takes ten years.
            timePeriod: { endDate: tenYearsAfter(textAt(asked, "properties.timePeriod.startDate")) },
          },
        },
        asked,
      ),
  },
  {
    type: "Microsoft.Insights/diagnosticSettings",
    created: 200,
    noProvisioningState: true,
    complete: (asked) => ({ ...asked, properties: at(asked, "properties") ?? {} }),
  },
  { type: "Microsoft.Insights/activityLogAlerts", noProvisioningState: true },
  { type: "Microsoft.Insights/metricAlerts", created: 200, noProvisioningState: true },
  { type: "Microsoft.Insights/scheduledQueryRules", noProvisioningState: true },
  {
    type: "Microsoft.Insights/actionGroups",
    created: 200,
    noProvisioningState: true,
    actions: { createNotifications: () => ok({}) },
  },
  { type: "Microsoft.Insights/webTests", created: 200 },
  {
    type: "Microsoft.Insights/workbooks",
    noProvisioningState: true,
    // Azure adds the title as a tag: application_insights_workbook_resource.go
    complete: (asked) =>
      withDefaults({ tags: { "hidden-title": textAt(asked, "properties.displayName") } }, asked),
  },
  { type: "Microsoft.OperationalInsights/queryPacks" },
  { type: "Microsoft.OperationalInsights/queryPacks/queries", created: 200, noProvisioningState: true },
];

function tenYearsAfter(date: string): string {
  return date.replace(/^\d{4}/, (year) => String(Number(year) + 10));
}
