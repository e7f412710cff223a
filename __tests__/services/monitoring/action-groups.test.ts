import type { BackendOptions } from "../../../lib";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const ALERT = "azurerm_monitor_metric_alert";
const GROUP = "azurerm_monitor_action_group";
const prod = synthBackend({ environment: "prod" });

function alertsOf({ platform, workloads }: SynthesisedBackend): readonly JsonObject[] {
  return [...Object.values(platform.all(ALERT)), ...Object.values(workloads.all(ALERT))];
}

function notesOf(backend: SynthesisedBackend): readonly string[] {
  const path = "monitoring.actionGroups";
  return backend.backend.plan.notes.filter((note) => note.path === path).map(({ message }) => message);
}

describe("action groups", () => {
  const withGroups = (actionGroups: NonNullable<BackendOptions["monitoring"]>["actionGroups"]) =>
    synthBackend({ environment: "prod", monitoring: { actionGroups } });

  test("action groups notify the subscription's Owners where no receiver is chosen, with a note", () => {
    expect(prod.platform.only(GROUP)).toMatchObject({
      name: "ag-feedback-prod-ops-team",
      short_name: "ops-team",
      location: "global",
      arm_role_receiver: [
        { name: "owner", role_id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", use_common_alert_schema: true },
      ],
      tags: { environment: "prod", project: "feedback", stack: "platform" },
    });
    expect(notesOf(prod)).toEqual([
      "ops-team sends e-mail to the Owners of the subscription, because no receiver is set. Azure sends it only to users and groups " +
        "with the role Owner on the subscription itself, not through a management group and not as eligible. Set receivers: " +
        'actionGroups: { "ops-team": { emails: ["ops@example.com"] } }',
    ]);
  });

  test("action groups notify the chosen receivers, and no others", () => {
    const backend = withGroups({
      "on-call-engineers": {
        emails: ["ops@example.com", "on-call@example.com"],
        webhooks: ["https://example.com/alerts/${x}"],
        armRoles: ["Monitoring Reader"],
      },
    });
    expect(backend.platform.only(GROUP)).toMatchObject({
      short_name: "on-call-engi",
      email_receiver: [
        { name: "email-1", email_address: "ops@example.com", use_common_alert_schema: true },
        { name: "email-2", email_address: "on-call@example.com", use_common_alert_schema: true },
      ],
      webhook_receiver: [
        { name: "webhook-1", service_uri: "https://example.com/alerts/$${x}", use_common_alert_schema: true },
      ],
      arm_role_receiver: [
        {
          name: "monitoring-reader",
          role_id: "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
          use_common_alert_schema: true,
        },
      ],
    });
    expect(notesOf(backend)).toEqual([]);
  });

  test("every alert notifies all action groups", () => {
    const backend = withGroups(["first", "second"]);
    for (const alert of alertsOf(backend)) expect(alert["action"]).toHaveLength(2);
    expect(backend.platform.all(GROUP)).toHaveProperty("action_group_second");
  });

  test("action groups have a short name of their own", () => {
    const backend = withGroups({ operations: { shortName: "Ops", emails: ["ops@example.com"] } });
    expect(backend.platform.only(GROUP)).toMatchObject({ short_name: "Ops" });
    expect(withGroups(["on-call-ops-2"]).platform.only(GROUP)).toMatchObject({ short_name: "on-call-ops" });
  });

  test("action groups that no alert would notify are not made, with a note", () => {
    const backend = synthBackend({ monitoring: { actionGroups: ["ops-team"] } });
    expect(backend.platform.all(GROUP)).toEqual({});
    expect(notesOf(backend)).toEqual(["not created: there is no alert that would notify them"]);
  });
});

describe("alerts of the user", () => {
  test("an alert of the user can watch any metric of the backend, next to its resource", () => {
    const backend = synthBackend({
      monitoring: {
        metricAlerts: {
          "server-errors": { on: "functionApp", metric: "Http5xx", threshold: 5 },
          busy: {
            on: "cosmos",
            metric: "NormalizedRUConsumption",
            aggregation: "Average",
            operator: "GreaterThanOrEqual",
            threshold: 90,
            window: 15,
            severity: "Informational",
            dimensions: { CollectionName: ["feedback"], Region: ["East US 2", "Central US"] },
          },
          quiet: false,
        },
      },
    });
    expect(Object.keys(backend.backend.platformAlerts)).toEqual(["metric_alert_busy"]);
    expect(Object.keys(backend.backend.workloadsAlerts)).toEqual(["metric_alert_server-errors"]);
    expect(backend.platform.only(ALERT)).toMatchObject({
      name: "alert-feedback-dev-busy",
      description: "NormalizedRUConsumption of the Cosmos DB account: Average at least 90 within 15 minutes",
      severity: 3,
      window_size: "PT15M",
      criteria: [
        {
          metric_namespace: "Microsoft.DocumentDB/databaseAccounts",
          metric_name: "NormalizedRUConsumption",
          aggregation: "Average",
          operator: "GreaterThanOrEqual",
          threshold: 90,
          dimension: [
            { name: "CollectionName", operator: "Include", values: ["feedback"] },
            { name: "Region", operator: "Include", values: ["East US 2", "Central US"] },
          ],
        },
      ],
    });
    expect(backend.workloads.only(ALERT)).toMatchObject({
      severity: 2,
      scopes: ["${azurerm_windows_function_app.function_app.id}"],
      criteria: [{ metric_name: "Http5xx", aggregation: "Total", operator: "GreaterThan", threshold: 5 }],
    });
    expect(Object.keys(backend.platform.all(GROUP))).toEqual(["action_group_ops-team"]);
  });
});

describe("the availability test", () => {
  const TEST = "azurerm_application_insights_standard_web_test";

  test("the availability test calls the app from five places, and alerts when three get no good answer", () => {
    const { workloads, backend } = synthBackend({ monitoring: { availabilityTest: true } });
    expect(workloads.only(TEST)).toMatchObject({
      name: "webtest-feedback-dev",
      application_insights_id: "${azurerm_application_insights.app_insights.id}",
      enabled: true,
      frequency: 300,
      geo_locations: [
        "us-va-ash-azr",
        "us-tx-sn1-azr",
        "us-ca-sjc-azr",
        "emea-nl-ams-azr",
        "apac-sg-sin-azr",
      ],
      request: { url: "https://${azurerm_windows_function_app.function_app.default_hostname}/" },
      validation_rules: { expected_status_code: 200, ssl_check_enabled: true },
    });
    expect(workloads.only(ALERT)).toMatchObject({
      name: "alert-feedback-dev-availability-test",
      severity: 1,
      scopes: [
        "${azurerm_application_insights_standard_web_test.availability_test.id}",
        "${azurerm_application_insights.app_insights.id}",
      ],
      application_insights_web_test_location_availability_criteria: { failed_location_count: 3 },
    });
    expect(backend.availabilityTest).toBeDefined();
  });

  test("the availability test follows its options", () => {
    const { workloads, backend } = synthBackend({
      names: { availabilityTest: "outside" },
      monitoring: {
        availabilityTest: {
          path: "/api/health?deep=1",
          expectedStatusCode: 204,
          frequencyInMinutes: 15,
          locations: ["emea-nl-ams-azr", "emea-gb-db3-azr"],
          severity: "Critical",
        },
      },
    });
    expect(workloads.only(TEST)).toMatchObject({
      name: "outside",
      frequency: 900,
      request: { url: expect.stringMatching(/default_hostname\}\/api\/health\?deep=1$/) as string },
      validation_rules: { expected_status_code: 204 },
    });
    expect(workloads.only(ALERT)).toMatchObject({
      severity: 0,
      application_insights_web_test_location_availability_criteria: { failed_location_count: 1 },
    });
    expect(backend.plan.notes).toContainEqual({
      level: "warning",
      path: "monitoring.availabilityTest.locations",
      message: "with fewer than 5 locations, a failure of one location looks like a failure of the app",
    });
  });
});
