import type { BackendOptions } from "../../../lib";
import { metrics } from "../../../lib/services/monitoring/metrics";
import { messageOf } from "../../support/problems";
import { azureId } from "../../support/shared";
import { synthBackend } from "../../support/synth";
import { APIM } from "../../support/with-everything";

const ALERT = "azurerm_monitor_metric_alert";
const { apim } = APIM.optional;
const NAMESPACE = azureId("Microsoft.ServiceBus/namespaces", "sb-shared");
const dead = {
  on: "serviceBus",
  metric: "DeadletteredMessages",
  threshold: 0,
  dimensions: { EntityName: ["*"] },
};

describe("alerts on services that a backend has by option", () => {
  const metricAlerts: NonNullable<BackendOptions["monitoring"]>["metricAlerts"] = {
    "dead-letters": {
      on: "serviceBus",
      metric: "DeadletteredMessages",
      threshold: 0,
      dimensions: { EntityName: ["*"] },
    },
    "redis-memory": { on: "redis", metric: "usedmemorypercentage", threshold: 90, severity: "Error" },
    "gateway-errors": {
      on: "apim",
      metric: "Requests",
      threshold: 10,
      dimensions: { GatewayResponseCodeCategory: ["5xx"] },
    },
  };
  const { workloads, platform } = synthBackend({
    optional: { serviceBus: true, redis: true, apim },
    monitoring: { metricAlerts },
  });

  test("the alerts are in the workloads stack, on the resource that the platform stack shares", () => {
    expect(Object.keys(platform.all(ALERT))).toEqual([]);
    const all = workloads.all(ALERT);
    expect(all["metric_alert_dead-letters"]).toMatchObject({
      scopes: ["${data.terraform_remote_state.platform.outputs.service_bus_id}"],
      severity: 2,
      criteria: [
        {
          metric_namespace: "Microsoft.ServiceBus/namespaces",
          metric_name: "DeadletteredMessages",
          aggregation: "Average",
          operator: "GreaterThan",
          threshold: 0,
          dimension: [{ name: "EntityName", operator: "Include", values: ["*"] }],
        },
      ],
    });
    expect(all["metric_alert_redis-memory"]).toMatchObject({
      scopes: ["${data.terraform_remote_state.platform.outputs.redis_id}"],
      criteria: [{ metric_namespace: "Microsoft.Cache/redisEnterprise", aggregation: "Maximum" }],
    });
    expect(all["metric_alert_gateway-errors"]).toMatchObject({
      scopes: ["${data.terraform_remote_state.platform.outputs.apim_id}"],
      criteria: [{ metric_namespace: "Microsoft.ApiManagement/service", aggregation: "Total" }],
    });
  });

  test.each<[string, object, string]>([
    [
      "no Service Bus",
      { monitoring: { metricAlerts: { dead } } },
      "monitoring.metricAlerts.dead.on: the backend does not have the Service Bus namespace",
    ],
    [
      "an old cache",
      {
        optional: { redis: { engine: "cache" } },
        monitoring: {
          metricAlerts: { memory: { on: "redis", metric: "usedmemorypercentage", threshold: 90 } },
        },
      },
      "the backend has an Azure Cache for Redis, whose metrics are not available here",
    ],
    [
      "an existing namespace",
      { external: { serviceBus: { id: NAMESPACE } }, monitoring: { metricAlerts: { dead } } },
      "external.serviceBus is an existing resource, and its owner monitors the Service Bus namespace",
    ],
    [
      "an unknown metric",
      {
        optional: { serviceBus: true },
        monitoring: { metricAlerts: { dead: { ...dead, metric: "DeadLetteredMessages" } } },
      },
      'unknown metric "DeadLetteredMessages" of the Service Bus namespace. Did you mean "DeadletteredMessages"?',
    ],
  ])("with %s the alert is refused", (_what, options, message) => {
    expect(messageOf(options)).toContain(message);
  });

  test("each recorded metric has an aggregation, the usual one first", () => {
    expect(metrics.serviceBus["DeadletteredMessages"]?.aggregations[0]).toBe("Average");
    for (const target of ["serviceBus", "redis", "apim"] as const)
      for (const { aggregations } of Object.values(metrics[target])) expect(aggregations).not.toEqual([]);
  });
});

describe("severities of action groups", () => {
  const actionGroups = {
    night: { emails: ["night@example.com"], severities: ["Critical", "Error"] },
    day: { emails: ["day@example.com"] },
  } as const;

  test("a group is notified of its severities alone, and of every event", () => {
    const { platform, workloads } = synthBackend({ environment: "prod", monitoring: { actionGroups } });
    const groupsOf = (alert: Readonly<Record<string, unknown>> = {}): readonly string[] =>
      (alert["action"] as readonly { readonly action_group_id: string }[]).map(({ action_group_id: id }) =>
        id.includes("night") ? "night" : "day",
      );
    expect(groupsOf(platform.all(ALERT)["alert_cosmos_throttling"])).toEqual(["night", "day"]);
    expect(groupsOf(platform.all(ALERT)["alert_cosmos_ru"])).toEqual(["day"]);
    expect(groupsOf(workloads.all(ALERT)["alert_function_errors"])).toEqual(["night", "day"]);
    expect(groupsOf(workloads.all(ALERT)["alert_function_duration"])).toEqual(["day"]);
    const events = workloads.every("azurerm_monitor_activity_log_alert");
    for (const event of events) expect(groupsOf(event)).toEqual(["night", "day"]);
  });

  test.each<[string, object, string]>([
    [
      "severities that nobody takes",
      { night: actionGroups.night },
      'no group is notified of alerts of severity "Warning": functionDuration, cosmosRU, storageLatency',
    ],
    ["no severity", { day: { ...actionGroups.day, severities: [] } }, "an empty list notifies nobody"],
    [
      "a severity twice",
      { day: { ...actionGroups.day, severities: ["Error", "Error"] } },
      'lists the severity "Error" twice',
    ],
  ])("%s are refused", (_what, groups, message) => {
    expect(messageOf({ environment: "prod", monitoring: { actionGroups: groups } })).toContain(message);
  });
});
