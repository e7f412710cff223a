import { asText, at, objectAt, textAt } from "../json";
import type { Rule } from "../rule";

const WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const COMPONENTS = "Microsoft.Insights/components";
const NO_CAP = -1;
const LEAST_QUOTA = 0.023;
const DAYS = [30, 60, 90, 120, 180, 270, 365, 550, 730];

export const logs: readonly Rule[] = [
  {
    says: "a workspace keeps logs for 30 to 730 days",
    source: "learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
    on: [WORKSPACES],
    code: "InvalidParameter",
    refuse(asked) {
      // 0 is what the provider sends by default.
      const days = at(asked, "properties.retentionInDays") ?? 0;
      if (days === 0) return undefined;
      return Number(days) >= 30 && Number(days) <= 730
        ? undefined
        : `'RetentionInDays' property doesn't match the SKU limits: ${asText(days)}`;
    },
  },
  {
    says: "a workspace without a retention keeps logs for 30 days",
    source: "learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure",
    on: [WORKSPACES],
    keeps: (asked) =>
      (at(asked, "properties.retentionInDays") ?? 0) === 0
        ? { ...asked, properties: { ...objectAt(asked, "properties"), retentionInDays: 30 } }
        : asked,
  },
  {
    says: "a workspace takes 0.023 GB a day at least, or has no cap",
    source:
      "learn.microsoft.com/cli/azure/monitor/log-analytics/workspace#az-monitor-log-analytics-workspace-create",
    on: [WORKSPACES],
    code: "InvalidParameter",
    refuse(asked) {
      const quota = Number(at(asked, "properties.workspaceCapping.dailyQuotaGb") ?? NO_CAP);
      return quota === NO_CAP || quota >= LEAST_QUOTA
        ? undefined
        : `'DailyQuotaGb' is ${quota}, and the least is ${LEAST_QUOTA}`;
    },
  },
  {
    says: "a new workspace is billed by ingested volume",
    source: "azurerm 4.55, log_analytics_workspace_resource.go",
    on: [WORKSPACES],
    code: "UnsupportedPricingTier",
    refuse(asked, { earlier }) {
      const sku = textAt(asked, "properties.sku.name").toLowerCase();
      return earlier === undefined && ["standard", "premium", "pernode"].includes(sku)
        ? `Pricing tier ${sku} is not available to new workspaces`
        : undefined;
    },
  },
  {
    says: "Application Insights keeps telemetry for one of nine numbers of days",
    source: "azurerm 4.55, application_insights_resource.go",
    on: [COMPONENTS],
    refuse(asked) {
      const days = at(asked, "properties.RetentionInDays");
      if (days === undefined || days === null || DAYS.includes(Number(days))) return undefined;
      return `RetentionInDays ${asText(days)} is not one of ${DAYS.join(", ")}`;
    },
  },
  {
    says: "Application Insights samples 0 to 100 percent",
    source: "azurerm 4.55, application_insights_resource.go",
    on: [COMPONENTS],
    refuse(asked) {
      const share = at(asked, "properties.SamplingPercentage");
      if (share === undefined || share === null) return undefined;
      return Number(share) >= 0 && Number(share) <= 100
        ? undefined
        : `SamplingPercentage ${asText(share)} is not between 0 and 100`;
    },
  },
  {
    says: "the workspace of Application Insights exists",
    source: "learn.microsoft.com/azure/azure-monitor/app/convert-classic-resource",
    on: [COMPONENTS],
    refuse(asked, { store }) {
      const workspace = textAt(asked, "properties.WorkspaceResourceId");
      if (workspace === "") return "Classic Application Insights was retired: name a workspace";
      return store.get(workspace) === undefined ? `Workspace ${workspace} was not found` : undefined;
    },
  },
  {
    says: "a query in a pack is named by a GUID, and has a body",
    source: "azurerm 4.55, log_analytics_query_pack_query_resource.go",
    on: ["Microsoft.OperationalInsights/queryPacks/queries"],
    refuse(asked, { name }) {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name)) return `Query id '${name}' is no GUID`;
      return textAt(asked, "properties.body") === "" ? "A query needs a body" : undefined;
    },
  },
];
