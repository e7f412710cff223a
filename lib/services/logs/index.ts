import type { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import type { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { outputsOf } from "../contract/outputs";
import { firstWith } from "../../provider/since";
import type { PlanContext, Service } from "../contract/service";
import type * as Build from "./build";
import { type LogsUsage, logsCost } from "./cost";
import { existingLogAnalytics } from "./external";
import type { LogsPlan } from "./logs-plan";
import { logsReachable } from "./reachable";
import { WORKSPACE_CONSTRUCT_ID, logsResources } from "./resources";
import type { LogsWords } from "./words";

// The engine takes longer to load than all else: a command that reads plans needs no builder.
const build = () => require("./build") as typeof Build;

/** The types of this service: its plan, its resources, its outputs. */
export interface LogsShape extends LogsWords {
  plan: LogsPlan;
  usage: LogsUsage;
  network: object;
  platform: {
    /** Undefined where an existing one is used. */
    readonly logAnalytics: LogAnalyticsWorkspace | undefined;
  };
  workloads: {
    /** The Application Insights component. */
    readonly appInsights: ApplicationInsights;
  };
  shared: { readonly workspaceId: string };
  scopes: "insights" | "workspace";
}

/** Periods that Application Insights accepts: azurerm 4.81, application_insights `retention_in_days`. */
const INSIGHTS_RETENTIONS = [30, 60, 90, 120, 180, 270, 365, 550, 730];

const outputs = outputsOf(
  {
    made: ({ workspace }: LogsPlan) => ("existing" in workspace ? undefined : workspace),
    built: ({ logAnalytics }: LogsShape["platform"]) => logAnalytics,
    existing: ({ workspace }) => ("existing" in workspace ? workspace : undefined),
  },
  {
    workspaceId: {
      of: (workspace) => workspace.id,
      expected: ({ name }, { resourceGroupId }) =>
        `${resourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/${name}`,
      existing: ({ id }) => id,
    },
  },
);

export const logs: Service<LogsShape> = {
  defaults: { retentionInDays: 30, samplingPercentage: 100, diagnostics: {} },

  required: {
    why: "Application Insights and the alerts need a workspace",
    instead:
      "use an existing workspace with external.logAnalytics, or turn off single categories with logs.diagnostics",
  },

  decide(draft) {
    const { retentionInDays } = draft.settings.logs;
    const why = whyKeys(draft);
    if (why !== undefined)
      draft.noteAccess(
        "optional.apim.logging",
        `Application Insights accepts keys as well as identities, because ${why}`,
      );
    // An existing workspace keeps what it keeps.
    if (draft.existing.logAnalytics !== undefined) return;
    const kept = insightsRetention(retentionInDays);
    if (kept !== retentionInDays)
      draft.note(
        "logs.retentionInDays",
        `Application Insights keeps data for ${kept} days, the next allowed value after ${retentionInDays}`,
      );
  },

  networkNeeds: () => ({
    publicServices: [
      { tag: "AzureMonitor", priority: 122, why: "Telemetry goes to Application Insights", isCalled: true },
    ],
  }),

  cost: logsCost,

  reachable: logsReachable,

  plan(context) {
    const { settings, existing, name } = context;
    const { retentionInDays, samplingPercentage, dailyQuotaGb } = settings.logs;
    return {
      workspace:
        existing.logAnalytics === undefined
          ? {
              name: name("logAnalyticsWorkspace"),
              retentionInDays,
              ...(dailyQuotaGb === undefined ? {} : { dailyQuotaGb }),
            }
          : { existing: existing.logAnalytics },
      insightsName: name("applicationInsights"),
      insightsRetentionInDays: insightsRetention(retentionInDays),
      samplingPercentage,
      takesKeys: whyKeys(context) !== undefined,
    };
  },

  appSettings: () => ({ APPLICATIONINSIGHTS_AUTHENTICATION_STRING: "Authorization=AAD" }),

  grants: () => [
    {
      id: "monitoring_metrics_publisher",
      role: "Monitoring Metrics Publisher",
      on: "insights",
      reason: "send telemetry by identity: Application Insights takes no keys",
    },
  ],

  resourceProviders: () => ({
    // Of diagnostic settings too. In this case alone: azurerm skips a name that Azure does not list so, resourceproviders/required.go.
    platform: ["microsoft.insights", "Microsoft.OperationalInsights"],
    workloads: ["microsoft.insights", "Microsoft.OperationalInsights", "Microsoft.AlertsManagement"],
  }),

  external: { logAnalytics: existingLogAnalytics },

  resources: logsResources,

  keeps: ({ workspace }) =>
    "existing" in workspace
      ? []
      : [{ resource: "logAnalytics", constructId: WORKSPACE_CONSTRUCT_ID, name: workspace.name }],

  stacks: {
    platform: {
      build: ({ scope, place, plan, transformed }) => ({
        logAnalytics:
          "existing" in plan.workspace
            ? undefined
            : build().buildWorkspace(scope, place, plan.workspace, transformed),
      }),
      outputs,
    },
    workloads: {
      build: ({ scope, place, plan, shared, transformed }) => ({
        appInsights: build().buildApplicationInsights(
          scope,
          place,
          plan,
          shared(logs).workspaceId,
          transformed,
        ),
      }),
    },
  },

  logWorkspace: (shared, built) => built?.logAnalytics?.id ?? shared().workspaceId,

  scopes: ({ built, shared }) => ({
    insights: built(logs).appInsights.id,
    workspace: shared(logs).workspaceId,
  }),
};

/** Why Application Insights takes keys, as words after "because"; undefined where it does not. */
function whyKeys(context: Pick<PlanContext, "settings" | "existing" | "providerCan">): string | undefined {
  const { apim } = context.settings.optional;
  if (!apim.enabled || !apim.logging.applicationInsights) return undefined;
  if (context.existing.apim !== undefined)
    return "the existing API Management signs in with the connection string: nothing is known of its identity";
  return context.providerCan("apimLoggerIdentity")
    ? undefined
    : `the logger of API Management has no identity before azurerm ${firstWith("apimLoggerIdentity")}`;
}

function insightsRetention(days: number): number {
  return INSIGHTS_RETENTIONS.find((period) => period >= days) ?? 730;
}
