import type { BackendOptions } from "../../../lib";
import { problemsOf } from "../../support/problems";
import { literals } from "../../support/shared";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const ALERT = "azurerm_monitor_metric_alert";
const GROUP = "azurerm_monitor_action_group";
const prod = synthBackend({ environment: "prod" });

/** Every alert of a backend, by its name in Terraform. */
function alertsOf({ platform, workloads }: SynthesisedBackend): Readonly<Record<string, JsonObject>> {
  return { ...platform.all(ALERT), ...workloads.all(ALERT) };
}

function criteriaOf(alert: JsonObject | undefined): JsonObject {
  const [criteria] = (alert?.["criteria"] ?? []) as readonly JsonObject[];
  if (criteria === undefined) throw new Error("an alert looks at nothing");
  return criteria;
}

function notesOf(backend: SynthesisedBackend, path: string): readonly string[] {
  return backend.backend.plan.notes.filter((note) => note.path === path).map(({ message }) => message);
}

/** The specification's alert list: metric, namespace, aggregation, comparison, threshold, severity, where it fires. */
const LIST = {
  alert_function_errors: [
    "requests/failed",
    "Microsoft.Insights/components",
    "Count",
    "GreaterThan",
    10,
    1,
    "app_insights",
  ],
  alert_function_duration: [
    "requests/duration",
    "Microsoft.Insights/components",
    "Average",
    "GreaterThan",
    30000,
    2,
    "app_insights",
  ],
  alert_cosmos_ru: [
    "TotalRequestUnits",
    "Microsoft.DocumentDB/databaseAccounts",
    "Total",
    "GreaterThan",
    3000 * 5 * 60,
    2,
    "cosmos",
  ],
  alert_cosmos_throttling: [
    "TotalRequests",
    "Microsoft.DocumentDB/databaseAccounts",
    "Count",
    "GreaterThan",
    10,
    1,
    "cosmos",
  ],
  alert_storage_latency: [
    "SuccessE2ELatency",
    "Microsoft.Storage/storageAccounts",
    "Average",
    "GreaterThan",
    1000,
    2,
    "storage",
  ],
  alert_key_vault_availability: [
    "Availability",
    "Microsoft.KeyVault/vaults",
    "Average",
    "LessThan",
    99,
    1,
    "key_vault",
  ],
} as const;

describe("the six alerts", () => {
  test("the six alerts are in prod, as the specification lists them, on metrics that Azure has", () => {
    const found = Object.entries(alertsOf(prod)).map(([name, alert]) => {
      const { metric_name, metric_namespace, aggregation, operator, threshold } = criteriaOf(alert);
      const scope = /^\$\{azurerm_\w+\.(\w+)\.id\}$/.exec(
        String((alert["scopes"] as readonly string[])[0]),
      )?.[1];
      return [
        name,
        [metric_name, metric_namespace, aggregation, operator, threshold, alert["severity"], scope],
      ];
    });
    expect(Object.fromEntries(found)).toEqual(LIST);
  });

  test("the throttling alert counts only the requests that were throttled", () => {
    const { dimension } = criteriaOf(alertsOf(prod)["alert_cosmos_throttling"]);
    expect(dimension).toEqual([{ name: "StatusCode", operator: "Include", values: ["429"] }]);
  });

  test("the throughput alert watches each region by itself, since each has the whole throughput", () => {
    const { dimension } = criteriaOf(alertsOf(prod)["alert_cosmos_ru"]);
    expect(dimension).toEqual([{ name: "Region", operator: "Include", values: ["*"] }]);
    expect(Object.values(alertsOf(prod)).filter((each) => "dimension" in criteriaOf(each))).toHaveLength(2);
  });

  test("the alerts look back over five minutes, every minute, and notify the action group", () => {
    for (const alert of Object.values(alertsOf(prod)))
      expect(alert).toMatchObject({ window_size: "PT5M", frequency: "PT1M", action: [expect.anything()] });
    expect(prod.platform.all(ALERT)["alert_cosmos_ru"]?.["action"]).toEqual([
      { action_group_id: "${azurerm_monitor_action_group.action_group_ops-team.id}" },
    ]);
    expect(prod.workloads.all(ALERT)["alert_function_errors"]?.["action"]).toEqual([
      {
        action_group_id:
          "${data.terraform_remote_state.platform.outputs.monitoring_ops_team_action_group_id}",
      },
    ]);
  });

  test("each alert is in the stack of its resource, and is a property of the backend", () => {
    const { platformAlerts, workloadsAlerts, actionGroups } = prod.backend;
    expect(Object.keys(platformAlerts)).toEqual(
      Object.keys(LIST).filter((name) => !name.includes("function")),
    );
    expect(Object.keys(workloadsAlerts)).toEqual(["alert_function_errors", "alert_function_duration"]);
    expect(Object.keys(actionGroups)).toEqual(["ops-team"]);
    expect(prod.backend.published.monitoring).toHaveProperty("ops_teamActionGroupId");
  });

  test("each alert has a description of what has happened", () => {
    expect(alertsOf(prod)["alert_cosmos_ru"]?.["description"]).toBe(
      "Cosmos DB is used heavily: more than 3000 RU/s on average in a region within 5 minutes",
    );
  });

  test("the alerts can be planned before the platform is applied", () => {
    const states = (prod.workloads.json["data"] as JsonObject)["terraform_remote_state"] as JsonObject;
    expect((states["platform"] as JsonObject)["defaults"]).toMatchObject({
      monitoring_ops_team_action_group_id: expect.stringMatching(
        /\/resourceGroups\/rg-feedback-prod-platform\/providers\/Microsoft\.Insights\/actionGroups\/ag-feedback-prod-ops-team$/,
      ) as string,
    });
  });

  test("dev has no alerts, and no action group for them", () => {
    const dev = synthBackend();
    const all = [...dev.platform.addresses, ...dev.workloads.addresses];
    expect(all.filter((address) => /alert|action_group|query|web_test/.test(address))).toEqual([]);
    expect(dev.workloads.text).not.toContain("action_group_id");
    expect(notesOf(dev, "monitoring.actionGroups")).toEqual([]);
  });

  test.each(["dev", "prod"])(
    "the alerts leave what Azure adds to the workloads' group deletable with it, in %s",
    (environment) => {
      const backend = synthBackend({ environment });
      const guard = "prevent_deletion_if_contains_resources";
      expect(backend.workloads.text).toContain(`"${guard}": false`);
      expect(backend.platform.text + backend.network.text).not.toContain(guard);
    },
  );
});

/** The specification's custom configuration. */
const CUSTOM: BackendOptions = {
  monitoring: {
    alerts: {
      functionErrors: { threshold: 10, window: 5 },
      cosmosRU: { threshold: 3000 },
      storageLatency: { threshold: 1000 },
    },
  },
};

const numbers = (backend: SynthesisedBackend) =>
  Object.fromEntries(
    Object.entries(alertsOf(backend)).map(([name, alert]) => [name, criteriaOf(alert)["threshold"]]),
  );

describe("thresholds", () => {
  test("the thresholds of the specification's custom configuration are kept exactly, and switch their alerts on", () => {
    expect(numbers(synthBackend(CUSTOM))).toEqual({
      alert_function_errors: 10,
      alert_cosmos_ru: 900_000,
      alert_storage_latency: 1000,
    });
    expect(numbers(synthBackend({ ...CUSTOM, environment: "prod" }))).toEqual(numbers(prod));
  });

  test("the threshold of request units is per second, whatever the window", () => {
    const alerts = { cosmosRU: { threshold: 50, window: 60 } } as const;
    const { platform } = synthBackend({ monitoring: { alerts } });
    expect(platform.only(ALERT)).toMatchObject({ window_size: "PT1H", frequency: "PT15M" });
    expect(criteriaOf(platform.only(ALERT))["threshold"]).toBe(50 * 3600);
  });

  test.each([
    [5, "PT5M", "PT1M"],
    [15, "PT15M", "PT5M"],
    [30, "PT30M", "PT5M"],
    [60, "PT1H", "PT15M"],
    [360, "PT6H", "PT30M"],
    [720, "PT12H", "PT1H"],
    [1440, "P1D", "PT1H"],
  ] as const)("thresholds apply to a window of %i minutes", (window, size, frequency) => {
    const alerts = { storageLatency: { window, severity: "Critical" } } as const;
    expect(synthBackend({ monitoring: { alerts } }).platform.only(ALERT)).toMatchObject({
      window_size: size,
      frequency,
      severity: 0,
    });
  });

  test("thresholds are kept when a later layer only switches the alert", () => {
    const environments = {
      qa: { extends: "dev", monitoring: { alerts: { storageLatency: { threshold: 250 } } } },
    } as const;
    const backend = synthBackend({ environment: "qa", environments, monitoring: { alerts: true } });
    expect(numbers(backend)).toEqual({ ...numbers(prod), alert_storage_latency: 250 });
  });
});

describe("switches", () => {
  test.each([
    [false, []],
    [true, Object.keys(LIST)],
    [
      { functionErrors: false, cosmosRU: { enabled: false } },
      Object.keys(LIST).filter((name) => !/errors|ru$/.test(name)),
    ],
  ])("the switches of prod take %j", (alerts, names) => {
    const backend = synthBackend({ environment: "prod", monitoring: { alerts } });
    expect(Object.keys(alertsOf(backend)).sort()).toEqual([...names].sort());
    expect(Object.keys(backend.platform.all(GROUP))).toHaveLength(names.length === 0 ? 0 : 1);
  });

  test.each([
    [true, Object.keys(LIST)],
    [{ cosmosThrottling: true, storageLatency: {} }, ["alert_cosmos_throttling", "alert_storage_latency"]],
    [{ cosmosThrottling: { enabled: false, threshold: 5 } }, []],
  ])("the switches of dev take %j", (alerts, names) => {
    expect(Object.keys(alertsOf(synthBackend({ monitoring: { alerts } }))).sort()).toEqual([...names].sort());
  });

  test("the notes name a switch by the option that was written", () => {
    const { backend } = synthBackend({ monitoring: { alerts: { cosmosRU: false } } });
    expect(backend.explain("monitoring.alerts.cosmosRU.enabled")).toBe(
      "monitoring.alerts.cosmosRU.enabled = false  (your options as monitoring.alerts.cosmosRU)",
    );
    expect(prod.backend.explain("monitoring.alerts.cosmosRU.enabled")).toBe(
      'monitoring.alerts.cosmosRU.enabled = true  (environment "prod" as monitoring.alerts)',
    );
  });
});

describe("an existing resource", () => {
  const { cosmos, storage, keyVault } = literals();
  test("an existing resource is watched by its owner, with a note", () => {
    const backend = synthBackend({ environment: "prod", external: { cosmos, storage, keyVault } });
    expect(Object.keys(alertsOf(backend)).sort()).toEqual([
      "alert_function_duration",
      "alert_function_errors",
    ]);
    expect(notesOf(backend, "monitoring.alerts.cosmosRU")).toEqual([
      "off, because external.cosmos is an existing resource, and its owner monitors the Cosmos DB account",
    ]);
    expect(Object.keys(backend.backend.savedQueries).filter((name) => !name.startsWith("function"))).toEqual(
      [],
    );
  });

  test("an existing resource takes no thresholds", () => {
    const why = "external.cosmos is an existing resource, and its owner monitors the Cosmos DB account";
    expect(problemsOf({ ...CUSTOM, external: { cosmos } })).toMatchObject([
      {
        path: "monitoring.alerts.cosmosRU",
        message: why,
        fix: "remove monitoring.alerts.cosmosRU, or external.cosmos",
      },
    ]);
  });
});
