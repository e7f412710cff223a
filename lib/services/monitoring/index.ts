import type { ApplicationInsightsStandardWebTest } from "@cdktf/provider-azurerm/lib/application-insights-standard-web-test";
import type { ApplicationInsightsWorkbook } from "@cdktf/provider-azurerm/lib/application-insights-workbook";
import type { LogAnalyticsQueryPack } from "@cdktf/provider-azurerm/lib/log-analytics-query-pack";
import type { LogAnalyticsQueryPackQuery } from "@cdktf/provider-azurerm/lib/log-analytics-query-pack-query";
import type { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import type { MonitorMetricAlert } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import type { MonitorActivityLogAlert } from "@cdktf/provider-azurerm/lib/monitor-activity-log-alert";
import type { MonitorScheduledQueryRulesAlertV2 } from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2";
import { apim } from "../api-management";
import { cosmos } from "../cosmos";
import { functionApp } from "../function-app";
import { keyVault } from "../key-vault";
import { logs } from "../logs";
import { type PlannedOutput, outputOfEach } from "../contract/outputs";
import type { PlatformContext, Service, WorkloadsContext } from "../contract/service";
import { redis } from "../redis";
import { serviceBus } from "../service-bus";
import { storage } from "../storage";
import { alertDefinitions, alertNames } from "./alerts";
import { availabilityTestDefaults } from "./availability-test";
import type * as Build from "./build";
import type * as BuildEventAlerts from "./build-event-alerts";
import type * as BuildWorkbook from "./build-workbook";
import { monitoringCost } from "./cost";
import { decideMonitoring } from "./decisions";
import { eventAlertNames } from "./event-alerts";
import {
  type ActivityAlertPlan,
  type MetricAlertPlan,
  type MonitoringPlan,
  isTold,
  planMonitoring,
} from "./plan";
import { monitoringResources } from "./resources";
import type { AlertTarget } from "./alert-target";
import { alertTargets } from "./targets";
import type { MonitoringWords } from "./words";

export { checkEmails } from "./action-groups";
export { isAlerting } from "./settled";

// A backend without alerts needs none of their classes: loaded when one is built.
const build = () => require("./build") as typeof Build;
const workbooks = () => require("./build-workbook") as typeof BuildWorkbook;
const eventAlerts = () => require("./build-event-alerts") as typeof BuildEventAlerts;

/** The types of this service: its plan, its resources, its outputs. */
export interface MonitoringShape extends MonitoringWords {
  plan: MonitoringPlan;
  usage: object;
  network: object;
  platform: {
    /** By name in options; none where there is no alert. */
    readonly actionGroups: Readonly<Record<string, MonitorActionGroup>>;
    /** About what keeps data, by name in Terraform. */
    readonly platformAlerts: Readonly<Record<string, MonitorMetricAlert>>;
    /** On secrets that are about to end; undefined where none does. */
    readonly secretExpiryAlert: MonitorScheduledQueryRulesAlertV2 | undefined;
    /** The query pack; undefined without saved queries. */
    readonly queryPack: LogAnalyticsQueryPack | undefined;
    /** By name. */
    readonly savedQueries: Readonly<Record<string, LogAnalyticsQueryPackQuery>>;
  };
  workloads: {
    /** About what runs the code, by name in Terraform. */
    readonly workloadsAlerts: Readonly<Record<string, MonitorMetricAlert>>;
    /** On what is deleted in the groups of all three stacks, by name in Terraform. */
    readonly activityLogAlerts: Readonly<Record<string, MonitorActivityLogAlert>>;
    /** The availability test; undefined unless it is enabled. */
    readonly availabilityTest: ApplicationInsightsStandardWebTest | undefined;
    /** The dashboard; undefined unless it is enabled. */
    readonly workbook: ApplicationInsightsWorkbook | undefined;
  };
  /** The id of each action group, `ops_teamActionGroupId`, hyphens as underscores. */
  shared: Readonly<Record<`${string}ActionGroupId`, string>>;
}

/** `ops-team` → `ops_teamActionGroupId` */
const groupOutput = (group: string): `${string}ActionGroupId` => `${group.replaceAll("-", "_")}ActionGroupId`;

function outputs({
  actionGroups,
}: MonitoringPlan): Readonly<Record<string, PlannedOutput<MonitoringShape["platform"]>>> {
  return Object.fromEntries(
    actionGroups.map(({ group, name }) => [
      groupOutput(group),
      outputOfEach(
        (built: MonitoringShape["platform"]) => built.actionGroups[group],
        ({ id }) => id,
        ({ resourceGroupId }) => `${resourceGroupId}/providers/Microsoft.Insights/actionGroups/${name}`,
      ),
    ]),
  );
}

/** The names of all alerts that `monitoring.alerts: true` turns on. */
export const everyAlert = [...alertNames, ...eventAlertNames];

export const monitoring: Service<MonitoringShape> = {
  defaults: {
    alerts: {
      ...Object.fromEntries(alertNames.map((name) => [name, alertDefinitions[name].defaults])),
      ...Object.fromEntries(eventAlertNames.map((name) => [name, { enabled: false }])),
    },
    actionGroups: ["ops-team"],
    metricAlerts: {},
    availabilityTest: availabilityTestDefaults,
    savedQueries: false,
    workbook: false,
  },

  decide: decideMonitoring,
  decidesAfter: ["functionApp"],
  options: {
    alerts: { switches: everyAlert },
    availabilityTest: { isSwitch: true },
    actionGroups: { mayBeSecret: true },
  },
  plan: planMonitoring,
  cost: monitoringCost,

  resourceProviders: ({ actionGroups, alerts, activityAlerts, queryPack }) => ({
    ...(actionGroups.length === 0 && queryPack === undefined
      ? {}
      : { platform: ["microsoft.insights", "Microsoft.OperationalInsights"] }),
    ...(alerts.length + activityAlerts.length === 0 ? {} : { workloads: ["microsoft.insights"] }),
  }),

  resources: monitoringResources,

  stacks: {
    platform: { build: buildPlatform, outputs },
    workloads: { build: buildWorkloads },
  },
};

function buildPlatform({
  scope,
  place,
  plan,
  built,
  transformed,
}: PlatformContext<MonitoringShape>): MonitoringShape["platform"] {
  const groups = plan.actionGroups.map(
    (group) => [group.group, build().buildActionGroup(scope, place, group, transformed)] as const,
  );
  const actionGroupIds = ({ severity }: { readonly severity: number }): readonly string[] =>
    groups.flatMap(([name, { id }]) => (groupsTold(plan, severity).includes(name) ? [id] : []));
  const alerts = alertsOf(plan, "platform").map((alert) => {
    const connections = { targetId: idOf(alert.target), actionGroupIds: actionGroupIds(alert) };
    return [alert.id, build().buildMetricAlert(scope, place, alert, connections, transformed)] as const;
  });
  return {
    actionGroups: Object.fromEntries(groups),
    platformAlerts: Object.fromEntries(alerts),
    secretExpiryAlert:
      plan.expiryAlert &&
      eventAlerts().buildExpiryAlert(
        scope,
        place,
        plan.expiryAlert,
        { keyVaultId: idOf("keyVault"), actionGroupIds: actionGroupIds(plan.expiryAlert) },
        transformed,
      ),
    ...(plan.queryPack === undefined
      ? { queryPack: undefined, savedQueries: {} }
      : build().buildQueryPack(scope, place, plan.queryPack, transformed)),
  };

  function idOf(target: AlertTarget): string {
    const accounts: Readonly<Partial<Record<AlertTarget, { readonly id: string } | undefined>>> = {
      cosmos: built(cosmos).cosmos,
      storage: built(storage).storage,
      keyVault: built(keyVault).keyVault,
    };
    return known(target, accounts[target]?.id);
  }
}

function buildWorkloads({
  scope,
  place,
  plan,
  built,
  shared,
  transformed,
  groupIds,
}: WorkloadsContext<MonitoringShape>): MonitoringShape["workloads"] {
  const insightsId = built(logs).appInsights.id;
  const app = built(functionApp).functionApp;
  const alerts = alertsOf(plan, "workloads").map((alert) => {
    const connections = { targetId: idOf(alert.target), actionGroupIds: actionGroupIds(alert) };
    return [alert.id, build().buildMetricAlert(scope, place, alert, connections, transformed)] as const;
  });
  const test =
    plan.availabilityTest &&
    build().buildAvailabilityTest(
      scope,
      place,
      plan.availabilityTest,
      {
        insightsId,
        hostname: app.defaultHostname,
        actionGroupIds: actionGroupIds(plan.availabilityTest.alert),
      },
      transformed,
    );
  return {
    workloadsAlerts: Object.fromEntries([
      ...alerts,
      ...(test === undefined ? [] : [["alert_availability_test", test.availabilityAlert] as const]),
    ]),
    activityLogAlerts: Object.fromEntries(
      plan.activityAlerts.map((alert) => [alert.id, activityAlert(alert)]),
    ),
    availabilityTest: test?.availabilityTest,
    workbook:
      plan.workbook &&
      workbooks().buildWorkbook(
        scope,
        place,
        plan.workbook,
        { idOf, workspaceId: shared(logs).workspaceId },
        transformed,
      ),
  };

  /** The last stack to be applied: all three groups are there. */
  function activityAlert(alert: ActivityAlertPlan): MonitorActivityLogAlert {
    const connections = { groupIds: Object.values(groupIds()), actionGroupIds: actionGroupIds() };
    return eventAlerts().buildActivityAlert(scope, place, alert, connections, transformed);
  }

  function idOf(target: AlertTarget): string {
    switch (target) {
      case "appInsights":
        return insightsId;
      case "functionApp":
        return app.id;
      case "serviceBus":
        return shared(serviceBus).id;
      case "redis":
        return shared(redis).id;
      case "apim":
        return shared(apim).id;
      case "cosmos":
        return shared(cosmos).id;
      case "storage":
        return shared(storage).id;
      case "keyVault":
        return shared(keyVault).id;
    }
  }

  /** Alerts on events have no severity. */
  function actionGroupIds({ severity }: { readonly severity?: number } = {}): readonly string[] {
    const ids = shared(monitoring);
    return groupsTold(plan, severity).flatMap((group) => ids[groupOutput(group)] ?? []);
  }
}

/** The names of the groups that an alert notifies. */
function groupsTold({ actionGroups }: MonitoringPlan, severity: number | undefined): readonly string[] {
  return actionGroups
    .filter((group) => severity === undefined || isTold(group, severity))
    .map(({ group }) => group);
}

function alertsOf({ alerts }: MonitoringPlan, stack: "platform" | "workloads"): readonly MetricAlertPlan[] {
  return alerts.filter(({ target }) => alertTargets[target].stack === stack);
}

function known(target: AlertTarget, id: string | undefined): string {
  if (id === undefined) throw new Error(`${alertTargets[target].label} is not of this stack`);
  return id;
}
