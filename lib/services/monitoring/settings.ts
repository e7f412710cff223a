import type { AlertAggregation, AlertOperator, AlertSeverity, AlertWindow } from "./conditions";
import type { AvailabilityLocation } from "./locations";
import type { AlertTarget } from "./alert-target";

/** Settings of every alert. */
interface AlertSwitch {
  /**
   * Whether the alert exists. Setting a threshold, a window or a severity enables it.
   * @default - false in dev, true in prod
   */
  readonly enabled?: boolean;
  /**
   * The evaluation window in minutes.
   * @default 5
   */
  readonly window?: AlertWindow;
}

interface ErrorAlert extends AlertSwitch {
  /**
   * The severity; `Error` is severity 1 of Azure.
   * @default "Error"
   */
  readonly severity?: AlertSeverity;
}

interface WarningAlert extends AlertSwitch {
  /**
   * The severity; `Warning` is severity 2 of Azure.
   * @default "Warning"
   */
  readonly severity?: AlertSeverity;
}

interface FunctionErrorsAlert extends ErrorAlert {
  /**
   * The alert fires above this number of failed requests and invocations within the window.
   * @default 10
   * @minimum 0
   */
  readonly threshold?: number;
}

interface FunctionDurationAlert extends WarningAlert {
  /**
   * The alert fires above this average duration of requests and invocations in milliseconds.
   * @default 30000
   * @exclusiveMinimum 0
   */
  readonly threshold?: number;
}

interface CosmosRUAlert extends WarningAlert {
  /**
   * The alert fires above this number of request units per second, averaged over the window, for the whole account.
   * @default 3000
   * @exclusiveMinimum 0
   * @maximum 1000000000
   */
  readonly threshold?: number;
}

interface CosmosThrottlingAlert extends ErrorAlert {
  /**
   * The alert fires above this number of requests answered with 429 within the window.
   * @default 10
   * @minimum 0
   */
  readonly threshold?: number;
}

interface StorageLatencyAlert extends WarningAlert {
  /**
   * The alert fires above this average end-to-end latency in milliseconds.
   * @default 1000
   * @exclusiveMinimum 0
   */
  readonly threshold?: number;
}

interface KeyVaultAvailabilityAlert extends ErrorAlert {
  /**
   * The alert fires below this percentage of successful requests.
   * @default 99
   * @exclusiveMinimum 0
   * @maximum 100
   */
  readonly threshold?: number;
}

/** Settings of an alert on an event, which has no threshold. */
interface EventAlert {
  /**
   * Whether the alert exists.
   * @default - false in dev, true in prod
   */
  readonly enabled?: boolean;
}

/** The alerts of every backend: `true` enables an alert, `false` disables it. */
interface AlertsSettings {
  /** Alert: function invocations fail, for every trigger. @default - off in dev, on in prod */
  readonly functionErrors?: boolean | FunctionErrorsAlert;
  /** Alert: function invocations are slow. @default - off in dev, on in prod */
  readonly functionDuration?: boolean | FunctionDurationAlert;
  /** Alert: Cosmos DB uses many request units. @default - off in dev, on in prod */
  readonly cosmosRU?: boolean | CosmosRUAlert;
  /** Alert: Cosmos DB throttles requests. @default - off in dev, on in prod */
  readonly cosmosThrottling?: boolean | CosmosThrottlingAlert;
  /** Alert: storage responds slowly. @default - off in dev, on in prod */
  readonly storageLatency?: boolean | StorageLatencyAlert;
  /** Alert: the key vault is unavailable. @default - off in dev, on in prod */
  readonly keyVaultAvailability?: boolean | KeyVaultAvailabilityAlert;
  /** Alert: a lock was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly locksDeleted?: boolean | EventAlert;
  /** Alert: a role assignment was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly roleAssignmentsDeleted?: boolean | EventAlert;
  /** Alert: a diagnostic setting was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly diagnosticSettingsDeleted?: boolean | EventAlert;
  /** Alert: a key vault was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly keyVaultDeleted?: boolean | EventAlert;
  /**
   * Alert: a secret of the key vault expires within 30 days, or has expired. It exists if a secret has `expires`.
   * @default - off in dev, on in prod
   */
  readonly secretNearExpiry?: boolean | EventAlert;
}

/** Built-in roles on the subscription whose members can be notified by e-mail. */
export type ArmRole = "Owner" | "Contributor" | "Reader" | "Monitoring Contributor" | "Monitoring Reader";

/** Receivers of an action group. */
export interface ActionGroupSettings {
  /**
   * The short name that messages begin with, 1 to 12 characters.
   * @default - the first 12 characters of the group's name
   */
  readonly shortName?: string;
  /**
   * E-mail addresses. Azure sends each new address a confirmation, valid for 30 minutes.
   * @default - none
   */
  readonly emails?: readonly string[];
  /**
   * https URLs that receive a POST in the common alert schema. They are readable in plan and state.
   * @default - none
   */
  readonly webhooks?: readonly string[];
  /**
   * Members of these roles on the subscription are notified by e-mail.
   * @default - "Owner" if the group has no other receiver
   */
  readonly armRoles?: readonly ArmRole[];
  /**
   * Only alerts of these severities notify the group: `["Critical", "Error"]` for the group that is called at night. Alerts on events, such
   * as a deleted lock, have no severity and notify every group.
   * @default - all severities
   */
  readonly severities?: readonly AlertSeverity[];
}

/** An alert of your own. */
export interface MetricAlertSettings {
  /** The resource whose metric is watched. Existing resources in `external` are not available. */
  readonly on: AlertTarget;
  /** The metric, by its name in Azure. */
  readonly metric: string;
  /** The threshold, in the unit of the metric. */
  readonly threshold: number;
  /**
   * The aggregation; one that the metric supports.
   * @default - the first aggregation of the metric
   */
  readonly aggregation?: AlertAggregation;
  /**
   * How aggregated values are compared with the threshold.
   * @default "GreaterThan"
   */
  readonly operator?: AlertOperator;
  /**
   * The evaluation window in minutes.
   * @default 5
   */
  readonly window?: AlertWindow;
  /**
   * The severity.
   * @default "Warning"
   */
  readonly severity?: AlertSeverity;
  /**
   * Only values with these dimensions of the metric: `{ StatusCode: ["503"] }`.
   * @default {}
   */
  readonly dimensions?: Readonly<Record<string, readonly string[]>>;
}

/** Settings of the availability test: Application Insights calls the app from several locations, and an alert fires if it fails. */
interface AvailabilityTestSettings {
  /**
   * Whether the test exists. Any other setting enables it.
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * The path that is called, without a key: `/api/health`.
   * @default "/"
   */
  readonly path?: string;
  /**
   * The expected status code.
   * @default 200
   * @minimum 100
   * @maximum 599
   * @asType integer
   */
  readonly expectedStatusCode?: number;
  /**
   * Minutes between two calls from one location.
   * @default 5
   */
  readonly frequencyInMinutes?: 5 | 10 | 15;
  /**
   * Locations that call, by their names in Azure; Microsoft recommends at least five.
   * @default ["us-va-ash-azr","us-tx-sn1-azr","us-ca-sjc-azr","emea-nl-ams-azr","apac-sg-sin-azr"]
   */
  readonly locations?: readonly AvailabilityLocation[];
  /**
   * The alert fires if this number of locations fail.
   * @default - two fewer than there are locations, at least one
   * @minimum 1
   * @asType integer
   */
  readonly failedLocations?: number;
  /**
   * The severity.
   * @default "Error"
   */
  readonly severity?: AlertSeverity;
}

/** Option group `monitoring`: alerts, action groups, an availability test and saved queries. */
export interface MonitoringSettings {
  /**
   * The alerts of every backend: `true` or `false` for all of them, or settings by alert.
   * @default - false in dev, true in prod
   */
  readonly alerts: boolean | AlertsSettings;
  /**
   * Action groups that every alert notifies, at most five: a list of names, or settings by name. A group without receivers
   * notifies the Owners of the subscription by e-mail.
   * @default ["ops-team"]
   */
  readonly actionGroups: readonly string[] | Readonly<Record<string, ActionGroupSettings>>;
  /**
   * Metric alerts of your own, by name. `false` removes an alert that an environment adds.
   * @default {}
   */
  readonly metricAlerts: Readonly<Record<string, MetricAlertSettings | false>>;
  /**
   * Calls the app from the internet: `true`, `false`, or settings. Each call costs. A closed app cannot have one.
   * @default - false
   */
  readonly availabilityTest: boolean | AvailabilityTestSettings;
  /**
   * Creates a query pack with log queries for each service.
   * @default false
   */
  readonly savedQueries: boolean;
  /**
   * Creates a dashboard: a workbook of Azure Monitor with the metrics of the alerts, those of `metricAlerts` too, and the log queries. It is
   * free, but for what it reads of the logs.
   * @default false
   */
  readonly workbook: boolean;
}
