import type { AlertAggregation, AlertOperator, AlertSeverity, AlertWindow } from "./conditions";
import type { AvailabilityLocation } from "./locations";
import type { AlertTarget } from "./alert-target";

/** What every alert can say. */
interface AlertSwitch {
  /**
   * It is there. Whoever says a threshold, a window or a severity switches it on.
   * @default - false in dev, true in prod
   */
  readonly enabled?: boolean;
  /**
   * Minutes that it looks back over.
   * @default 5
   */
  readonly window?: AlertWindow;
}

interface ErrorAlert extends AlertSwitch {
  /**
   * How bad it is; `Error` is Azure's severity 1.
   * @default "Error"
   */
  readonly severity?: AlertSeverity;
}

interface WarningAlert extends AlertSwitch {
  /**
   * How bad it is; `Warning` is Azure's severity 2.
   * @default "Warning"
   */
  readonly severity?: AlertSeverity;
}

interface FunctionErrorsAlert extends ErrorAlert {
  /**
   * Failed requests and invocations within the window; more of them raise the alert.
   * @default 10
   * @minimum 0
   */
  readonly threshold?: number;
}

interface FunctionDurationAlert extends WarningAlert {
  /**
   * Milliseconds that requests and invocations take on average; more raise the alert.
   * @default 30000
   * @exclusiveMinimum 0
   */
  readonly threshold?: number;
}

interface CosmosRUAlert extends WarningAlert {
  /**
   * Request units a second, on average over the window and for the whole account; more raise the alert.
   * @default 3000
   * @exclusiveMinimum 0
   * @maximum 1000000000
   */
  readonly threshold?: number;
}

interface CosmosThrottlingAlert extends ErrorAlert {
  /**
   * Requests answered with 429 within the window; more of them raise the alert.
   * @default 10
   * @minimum 0
   */
  readonly threshold?: number;
}

interface StorageLatencyAlert extends WarningAlert {
  /**
   * Milliseconds until a request has its whole answer, on average; more raise the alert.
   * @default 1000
   * @exclusiveMinimum 0
   */
  readonly threshold?: number;
}

interface KeyVaultAvailabilityAlert extends ErrorAlert {
  /**
   * Per cent of requests that are answered; less raise the alert.
   * @default 99
   * @exclusiveMinimum 0
   * @maximum 100
   */
  readonly threshold?: number;
}

/** An event has no threshold. */
interface EventAlert {
  /**
   * It is there.
   * @default - false in dev, true in prod
   */
  readonly enabled?: boolean;
}

/** The alerts of every backend; `false` switches one off, `true` on. */
interface AlertsSettings {
  /** Functions fail, whatever starts them. @default - off in dev, on in prod */
  readonly functionErrors?: boolean | FunctionErrorsAlert;
  /** Functions take long. @default - off in dev, on in prod */
  readonly functionDuration?: boolean | FunctionDurationAlert;
  /** Cosmos DB is used heavily. @default - off in dev, on in prod */
  readonly cosmosRU?: boolean | CosmosRUAlert;
  /** Cosmos DB turns requests away. @default - off in dev, on in prod */
  readonly cosmosThrottling?: boolean | CosmosThrottlingAlert;
  /** Storage answers slowly. @default - off in dev, on in prod */
  readonly storageLatency?: boolean | StorageLatencyAlert;
  /** The key vault does not answer. @default - off in dev, on in prod */
  readonly keyVaultAvailability?: boolean | KeyVaultAvailabilityAlert;
  /** A lock was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly locksDeleted?: boolean | EventAlert;
  /** A role assignment was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly roleAssignmentsDeleted?: boolean | EventAlert;
  /** A diagnostic setting was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly diagnosticSettingsDeleted?: boolean | EventAlert;
  /** A key vault was deleted in one of the backend's resource groups. @default - off in dev, on in prod */
  readonly keyVaultDeleted?: boolean | EventAlert;
  /**
   * A secret of the key vault ends within 30 days, or has ended; there where a secret has `expires`.
   * @default - off in dev, on in prod
   */
  readonly secretNearExpiry?: boolean | EventAlert;
}

/** Built-in roles whose holders on the subscription can be told by e-mail. */
export type ArmRole = "Owner" | "Contributor" | "Reader" | "Monitoring Contributor" | "Monitoring Reader";

/** Who is told. */
export interface ActionGroupSettings {
  /**
   * Begins messages, 1 to 12 characters.
   * @default - the first 12 characters of the group's name
   */
  readonly shortName?: string;
  /**
   * E-mail addresses. Azure asks each new one to confirm itself within 30 minutes.
   * @default - nobody
   */
  readonly emails?: readonly string[];
  /**
   * https addresses that get a POST with the common alert schema. They are plain text in plan and state.
   * @default - nobody
   */
  readonly webhooks?: readonly string[];
  /**
   * Holders of these roles on the subscription, by e-mail.
   * @default - "Owner", where nobody else is said
   */
  readonly armRoles?: readonly ArmRole[];
}

/** An alert of your own. */
export interface MetricAlertSettings {
  /** What it is about; an existing resource has the alerts of its owner. */
  readonly on: AlertTarget;
  /** One of its metrics, by Azure's name. */
  readonly metric: string;
  /** What the aggregated values are compared with, in the metric's own unit. */
  readonly threshold: number;
  /**
   * One that the metric has.
   * @default - the metric's first
   */
  readonly aggregation?: AlertAggregation;
  /**
   * How values compare with the threshold when it fires.
   * @default "GreaterThan"
   */
  readonly operator?: AlertOperator;
  /**
   * Minutes that it looks back over.
   * @default 5
   */
  readonly window?: AlertWindow;
  /**
   * How bad it is.
   * @default "Warning"
   */
  readonly severity?: AlertSeverity;
  /**
   * Only what has these values, by dimension of the metric: `{ StatusCode: ["503"] }`.
   * @default {}
   */
  readonly dimensions?: Readonly<Record<string, readonly string[]>>;
}

/** Application Insights calls the app from around the world, and an alert says when nobody answers. */
interface AvailabilityTestSettings {
  /**
   * It is there. Whoever says anything else of it switches it on.
   * @default false
   */
  readonly enabled?: boolean;
  /**
   * What is called, without a key: `/api/health`.
   * @default "/"
   */
  readonly path?: string;
  /**
   * The status of the answer.
   * @default 200
   * @minimum 100
   * @maximum 599
   * @asType integer
   */
  readonly expectedStatusCode?: number;
  /**
   * How often each location calls, in minutes.
   * @default 5
   */
  readonly frequencyInMinutes?: 5 | 10 | 15;
  /**
   * Where the calls come from, by Azure's names; five or more tell a failure from bad luck.
   * @default ["us-va-ash-azr","us-tx-sn1-azr","us-ca-sjc-azr","emea-nl-ams-azr","apac-sg-sin-azr"]
   */
  readonly locations?: readonly AvailabilityLocation[];
  /**
   * Locations that get no good answer when the alert fires.
   * @default - two fewer than there are locations, at least one
   * @minimum 1
   * @asType integer
   */
  readonly failedLocations?: number;
  /**
   * How bad it is.
   * @default "Error"
   */
  readonly severity?: AlertSeverity;
}

/** Option group `monitoring`: alerts, who is told, an availability test and saved queries. */
export interface MonitoringSettings {
  /**
   * The alerts of every backend: `true` or `false` for all of them, or what differs, by alert.
   * @default - false in dev, true in prod
   */
  readonly alerts: boolean | AlertsSettings;
  /**
   * Who is told by every alert, at most five groups: names, or groups by name. A group of which no receiver is said
   * tells the subscription's Owners.
   * @default ["ops-team"]
   */
  readonly actionGroups: readonly string[] | Readonly<Record<string, ActionGroupSettings>>;
  /**
   * Alerts of your own, by name; `false` leaves one of them out again.
   * @default {}
   */
  readonly metricAlerts: Readonly<Record<string, MetricAlertSettings | false>>;
  /**
   * Calls the app from outside: `true`, `false`, or what differs. Each call is paid for. A closed app has none.
   * @default - false
   */
  readonly availabilityTest: boolean | AvailabilityTestSettings;
  /**
   * Queries of the logs for each service, in a query pack that Log Analytics shows.
   * @default false
   */
  readonly savedQueries: boolean;
}
