import { ApplicationInsightsStandardWebTest } from "@cdktf/provider-azurerm/lib/application-insights-standard-web-test";
import { LogAnalyticsQueryPack } from "@cdktf/provider-azurerm/lib/log-analytics-query-pack";
import { LogAnalyticsQueryPackQuery } from "@cdktf/provider-azurerm/lib/log-analytics-query-pack-query";
import { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import { MonitorMetricAlert } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { ActionGroupPlan, AvailabilityTestPlan, MetricAlertPlan, QueryPackPlan } from "./plan";
import { alertTargets } from "./targets";

export function buildActionGroup(
  scope: Construct,
  place: Place,
  { group, name, shortName, emails, webhooks, armRoles }: ActionGroupPlan,
  transformed: Transformed,
): MonitorActionGroup {
  const id = `action_group_${group}`;
  return new MonitorActionGroup(
    scope,
    id,
    transformed("actionGroups", id, {
      name,
      resourceGroupName: place.resourceGroupName,
      // Survives the failure of a region, and receives service health events.
      location: "global",
      shortName: escapeTerraform(shortName),
      ...(emails.length === 0 ? {} : { emailReceiver: emails.map(emailReceiver) }),
      ...(webhooks.length === 0 ? {} : { webhookReceiver: webhooks.map(webhookReceiver) }),
      ...(armRoles.length === 0 ? {} : { armRoleReceiver: armRoles.map(armRoleReceiver) }),
    }),
  );
}

/** One form of message, whatever raises it. */
const COMMON = { useCommonAlertSchema: true } as const;

function emailReceiver(email: string, index: number) {
  return { name: `email-${index + 1}`, emailAddress: escapeTerraform(email), ...COMMON };
}

function webhookReceiver(webhook: string, index: number) {
  return { name: `webhook-${index + 1}`, serviceUri: escapeTerraform(webhook), ...COMMON };
}

function armRoleReceiver({ role, roleId }: ActionGroupPlan["armRoles"][number]) {
  return { name: role.toLowerCase().replaceAll(" ", "-"), roleId, ...COMMON };
}

export function buildMetricAlert(
  scope: Construct,
  place: Place,
  plan: MetricAlertPlan,
  { targetId, actionGroupIds }: { readonly targetId: string; readonly actionGroupIds: readonly string[] },
  transformed: Transformed,
): MonitorMetricAlert {
  const { id, metric, aggregation, operator, threshold } = plan;
  const filters = Object.entries(plan.dimensions).map(([name, values]) => ({
    name,
    operator: "Include",
    values: values.map(escapeTerraform),
  }));
  return new MonitorMetricAlert(
    scope,
    id,
    transformed("metricAlerts", id, {
      ...raised(place, plan, actionGroupIds),
      scopes: [targetId],
      criteria: [
        {
          metricNamespace: alertTargets[plan.target].namespace,
          metricName: metric,
          aggregation,
          operator,
          threshold,
          ...(filters.length === 0 ? {} : { dimension: filters }),
        },
      ],
    }),
  );
}

/** Everything of an alert that does not depend on what it looks at. */
function raised(
  { resourceGroupName }: Place,
  {
    name,
    description,
    severity,
    window,
  }: Pick<MetricAlertPlan, "name" | "description" | "severity" | "window">,
  actionGroupIds: readonly string[],
) {
  return {
    name,
    resourceGroupName,
    description: escapeTerraform(description),
    severity,
    frequency: window.frequency,
    windowSize: window.size,
    action: actionGroupIds.map((actionGroupId) => ({ actionGroupId })),
  };
}

export interface AvailabilityResources {
  readonly availabilityTest: ApplicationInsightsStandardWebTest;
  readonly availabilityAlert: MonitorMetricAlert;
}

export function buildAvailabilityTest(
  scope: Construct,
  place: Place,
  plan: AvailabilityTestPlan,
  connections: {
    readonly insightsId: string;
    readonly hostname: string;
    readonly actionGroupIds: readonly string[];
  },
  transformed: Transformed,
): AvailabilityResources {
  const { insightsId, hostname, actionGroupIds } = connections;
  const id = "availability_test";
  const test = new ApplicationInsightsStandardWebTest(
    scope,
    id,
    transformed("availabilityTest", id, {
      ...place,
      name: plan.name,
      applicationInsightsId: insightsId,
      enabled: true,
      frequency: plan.frequencyInMinutes * 60,
      geoLocations: [...plan.locations],
      // A second try tells a hiccup from a failure.
      retryEnabled: true,
      request: {
        url: `https://${hostname}${escapeTerraform(plan.path)}`,
        parseDependentRequestsEnabled: false,
      },
      validationRules: { expectedStatusCode: plan.expectedStatusCode, sslCheckEnabled: true },
    }),
  );
  const alert = new MonitorMetricAlert(
    scope,
    plan.alert.id,
    transformed("metricAlerts", plan.alert.id, {
      ...raised(place, plan.alert, actionGroupIds),
      scopes: [test.id, insightsId],
      applicationInsightsWebTestLocationAvailabilityCriteria: {
        webTestId: test.id,
        componentId: insightsId,
        failedLocationCount: plan.failedLocations,
      },
    }),
  );
  return { availabilityTest: test, availabilityAlert: alert };
}

export interface QueryResources {
  readonly queryPack: LogAnalyticsQueryPack;
  /** By name. */
  readonly savedQueries: Readonly<Record<string, LogAnalyticsQueryPackQuery>>;
}

export function buildQueryPack(
  scope: Construct,
  place: Place,
  { name, queries }: QueryPackPlan,
  transformed: Transformed,
): QueryResources {
  const id = "query_pack";
  const pack = new LogAnalyticsQueryPack(scope, id, transformed("queryPack", id, { ...place, name }));
  const saved = queries.map(({ query, guid, title, description, category, resourceType, body }) => {
    const queryId = `saved_query_${query}`;
    const built = new LogAnalyticsQueryPackQuery(
      scope,
      queryId,
      transformed("savedQueries", queryId, {
        name: guid,
        queryPackId: pack.id,
        displayName: title,
        description,
        categories: [category],
        resourceTypes: [resourceType],
        body,
      }),
    );
    return [query, built] as const;
  });
  return { queryPack: pack, savedQueries: Object.fromEntries(saved) };
}
