import { type BackendOptions, planBackend } from "../../../lib";
import { activityAlertNames, activityAlerts } from "../../../lib/services/monitoring/event-alerts";
import { problemsOf } from "../../support/problems";
import { feedbackApi, processUploadFunction } from "../../support/sample";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const ACTIVITY = "azurerm_monitor_activity_log_alert";
const SEARCH = "azurerm_monitor_scheduled_query_rules_alert_v2";
const EXPIRING = { keyVault: { secrets: { "jwt-secret": { expires: "2027-06-30" } } } } as const;
const VAULT =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers/Microsoft.KeyVault/vaults/kv-shared";
const prod = synthBackend({ environment: "prod" });

const activity = ({ workloads }: SynthesisedBackend): readonly string[] =>
  Object.keys(workloads.all(ACTIVITY)).sort();
const notesOf = (options: BackendOptions, path: string): readonly string[] =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", ...options },
  )
    .notes.filter((note) => note.path === path)
    .map(({ message }) => message);

describe("an alert on a deletion", () => {
  test("in prod a deletion raises an alert once it has succeeded, in the resource groups of all three stacks", () => {
    expect(activity(prod)).toEqual([
      "alert_diagnostic_settings_deleted",
      "alert_key_vault_deleted",
      "alert_locks_deleted",
      "alert_role_assignments_deleted",
    ]);
    const alerts = Object.values(prod.workloads.all(ACTIVITY));
    expect(alerts.map(({ criteria }) => criteria)).toEqual(
      [...activityAlertNames].sort().map((name) => ({
        category: "Administrative",
        operation_name: activityAlerts[name].operation,
        status: "Succeeded",
      })),
    );
    const { network, platform } = prod.backend.plan.resourceGroups;
    for (const alert of alerts)
      expect(alert).toMatchObject({
        location: "global",
        scopes: [
          `/subscriptions/\${data.azurerm_client_config.current.subscription_id}/resourceGroups/${network}`,
          `/subscriptions/\${data.azurerm_client_config.current.subscription_id}/resourceGroups/${platform}`,
          "${azurerm_resource_group.resource_group.id}",
        ],
        action: [
          {
            action_group_id:
              "${data.terraform_remote_state.platform.outputs.monitoring_ops_team_action_group_id}",
          },
        ],
      });
    expect(Object.keys(prod.backend.activityLogAlerts).sort()).toEqual(activity(prod));
  });

  test("no alert watches an operation that writes, which an apply makes", () => {
    for (const { operation } of Object.values(activityAlerts)) expect(operation).toMatch(/\/delete$/);
  });

  test.each<[string, BackendOptions, readonly string[]]>([
    ["are not there in dev", {}, []],
    ["one by one in dev", { monitoring: { alerts: { locksDeleted: true } } }, ["alert_locks_deleted"]],
    [
      "all but one in prod",
      { environment: "prod", monitoring: { alerts: { keyVaultDeleted: false } } },
      ["alert_diagnostic_settings_deleted", "alert_locks_deleted", "alert_role_assignments_deleted"],
    ],
    ["none where alerts are off", { environment: "prod", monitoring: { alerts: false } }, []],
  ])("the alerts on deletions follow their switches: %s", (_what, options, expected) => {
    const backend = synthBackend(options);
    expect(activity(backend)).toEqual(expected);
    const told = Object.keys(backend.platform.all("azurerm_monitor_action_group"));
    expect(told).toHaveLength(expected.length === 0 ? 0 : 1);
  });

  test("no alert watches an existing vault, which is left to its owner", () => {
    const options = {
      environment: "prod",
      subscriptionId: "00000000-0000-0000-0000-000000000000",
      external: { keyVault: { id: VAULT } },
    };
    expect(activity(synthBackend(options))).not.toContain("alert_key_vault_deleted");
    expect(notesOf(options, "monitoring.alerts.keyVaultDeleted")).toEqual([
      expect.stringContaining("which its owner monitors"),
    ]);
  });

  test("the alerts watch the chosen subscription", () => {
    const subscriptionId = "00000000-0000-0000-0000-000000000000";
    const { workloads } = synthBackend({ environment: "prod", subscriptionId });
    expect(workloads.all(ACTIVITY)["alert_locks_deleted"]?.["scopes"]).toContain(
      `/subscriptions/${subscriptionId}/resourceGroups/rg-feedback-prod-platform`,
    );
  });
});

describe("an alert on a secret that expires soon", () => {
  test("an alert for a secret that expires soon reads the log of the vault, an hour after it is written", () => {
    const backend = synthBackend({ environment: "prod", ...EXPIRING });
    expect(backend.platform.only(SEARCH)).toMatchObject({
      scopes: ["${azurerm_key_vault.key_vault.id}"],
      severity: 2,
      evaluation_frequency: "PT1H",
      window_duration: "P1D",
      auto_mitigation_enabled: true,
      skip_query_validation: true,
      action: { action_groups: ["${azurerm_monitor_action_group.action_group_ops-team.id}"] },
    });
    const [criteria] = backend.platform.only(SEARCH)["criteria"] as readonly { readonly query: string }[];
    expect(criteria?.query).toContain('"SecretNearExpiryEventGridNotification"');
    expect(criteria?.query).toContain('"SecretExpiredEventGridNotification"');
    expect(backend.backend.secretExpiryAlert).toBeDefined();
  });

  test.each<[string, BackendOptions]>([
    ["no secret ends", { environment: "prod" }],
    ["alerts are off, as in dev", EXPIRING],
    [
      "the alert is off",
      { environment: "prod", ...EXPIRING, monitoring: { alerts: { secretNearExpiry: false } } },
    ],
    [
      "the vault's log is left out",
      { environment: "prod", ...EXPIRING, logs: { diagnostics: { AuditEvent: false } } },
    ],
  ])("there is no alert for a secret that expires soon where %s", (_what, options) => {
    const { platform } = synthBackend(options);
    expect(platform.all(SEARCH)).toEqual({});
  });

  test("the plan notes where the alert was asked for and something that it needs is missing", () => {
    expect(
      notesOf({ monitoring: { alerts: { secretNearExpiry: true } } }, "monitoring.alerts.secretNearExpiry"),
    ).toEqual([expect.stringContaining("no secret has an end date")]);
    const logs = { diagnostics: { AuditEvent: false } };
    expect(notesOf({ environment: "prod", ...EXPIRING, logs }, "monitoring.alerts.secretNearExpiry")).toEqual(
      [expect.stringContaining("logs.diagnostics.AuditEvent is false")],
    );
    expect(notesOf(EXPIRING, "keyVault.secrets.jwt-secret.expires")).toEqual([
      expect.stringContaining("monitoring: { alerts: { secretNearExpiry: true } }"),
    ]);
  });

  test("the alert for a secret works in dev too, with an action group, where an option asks for it", () => {
    const { platform } = synthBackend({ ...EXPIRING, monitoring: { alerts: { secretNearExpiry: true } } });
    expect(Object.keys(platform.all(SEARCH))).toEqual(["alert_secret_near_expiry"]);
    expect(Object.keys(platform.all("azurerm_monitor_action_group"))).toHaveLength(1);
  });
});

test.each([
  [{ locksDeleted: { threshold: 1 } }, "monitoring.alerts.locksDeleted.threshold"],
  [{ secretNearExpiry: "30 days" }, "monitoring.alerts.secretNearExpiry"],
])("an alert on events has no threshold: %j", (alerts, path) => {
  expect(problemsOf({ monitoring: { alerts } }).map((each) => each.path)).toEqual([path]);
});

test("an alert of the user cannot have the name of an alert on events", () => {
  const metricAlerts = { "locks-deleted": { on: "storage", metric: "Availability", threshold: 1 } } as const;
  expect(problemsOf({ monitoring: { metricAlerts } }).map((each) => each.message)).toEqual([
    expect.stringContaining("is the name of an alert of the library"),
  ]);
});
