import { createHash } from "node:crypto";
import type { PlanContext } from "../contract/service";
import { actionGroupsOf, armRoles, isToldByDefault, shortNameOf } from "./action-groups";
import { type AlertName, alertDefinitions, alertNames, hyphenated } from "./alerts";
import {
  AVAILABILITY_ALERT,
  type AvailabilityTestChoice,
  settledAvailabilityTest,
} from "./availability-test";
import { type AlertAggregation, type AlertOperator, comparisons, severities, windows } from "./conditions";
import {
  type ActivityAlertName,
  EXPIRY_QUERY,
  type EventAlertName,
  SECRET_NEAR_EXPIRY,
  activityAlertNames,
  activityAlerts,
} from "./event-alerts";
import { metricOf } from "./metrics";
import { type SavedQuery, savedQueries } from "./saved-queries";
import { hasEventAlert, hasSecretAlert, isAlerting, settledAlert } from "./settled";
import type { ActionGroupSettings, MetricAlertSettings } from "./settings";
import type { AlertTarget } from "./alert-target";
import { alertTargets } from "./targets";
import { type WorkbookPlan, planWorkbook } from "./workbook";

/** One action group that will be built. */
export interface ActionGroupPlan {
  /** In options. */
  readonly group: string;
  /** In Azure. */
  readonly name: string;
  readonly shortName: string;
  readonly emails: readonly string[];
  readonly webhooks: readonly string[];
  /** Role names with Azure's ids of them. */
  readonly armRoles: readonly { readonly role: string; readonly roleId: string }[];
  /** Azure's numbers of the severities that notify it; all where this is left out. */
  readonly severities?: readonly number[];
}

/** Whether an alert of a severity notifies a group. */
export function isTold({ severities: told }: ActionGroupPlan, severity: number): boolean {
  return told === undefined || told.includes(severity);
}

/** What every alert has, whatever it looks at. */
interface RaisedAlert {
  /** Its address in Terraform. */
  readonly id: string;
  /** In Azure. */
  readonly name: string;
  readonly description: string;
  /** Azure's number. */
  readonly severity: number;
  /** ISO 8601. */
  readonly window: { readonly size: string; readonly frequency: string };
}

/** One alert that will be built. */
export interface MetricAlertPlan extends RaisedAlert {
  readonly target: AlertTarget;
  readonly metric: string;
  readonly aggregation: AlertAggregation;
  readonly operator: AlertOperator;
  /** As Azure compares it. */
  readonly threshold: number;
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}

/** The availability test that will be built, and its alert. */
export interface AvailabilityTestPlan extends Omit<AvailabilityTestChoice, "enabled" | "severity"> {
  readonly name: string;
  readonly alert: RaisedAlert;
}

/** Saved queries that will be built. */
export interface QueryPackPlan {
  readonly name: string;
  readonly queries: readonly (Omit<SavedQuery, "external"> & {
    readonly query: string;
    /** Azure names queries by GUIDs. */
    readonly guid: string;
  })[];
}

/** One alert on the activity log that will be built. */
export interface ActivityAlertPlan extends Pick<RaisedAlert, "id" | "name" | "description"> {
  /** Azure's name of what has happened. */
  readonly operation: string;
}

/** The alert on secrets that are about to end. */
export interface ExpiryAlertPlan extends RaisedAlert {
  /** In Kusto. */
  readonly query: string;
}

/** What will be built of `monitoring`. */
export interface MonitoringPlan {
  /** None where there is no alert. */
  readonly actionGroups: readonly ActionGroupPlan[];
  readonly alerts: readonly MetricAlertPlan[];
  readonly activityAlerts: readonly ActivityAlertPlan[];
  readonly expiryAlert?: ExpiryAlertPlan;
  readonly availabilityTest?: AvailabilityTestPlan;
  readonly queryPack?: QueryPackPlan;
  readonly workbook?: WorkbookPlan;
}

export function planMonitoring(context: PlanContext): MonitoringPlan {
  const { settings, name } = context;
  const { alerts: given, metricAlerts, availabilityTest } = settings.monitoring;
  const alerts = [
    ...alertNames
      .filter((alert) => settledAlert(given, alert).enabled)
      .map((alert) => planAlert(context, alert)),
    ...Object.entries(metricAlerts).flatMap(([alert, own]) =>
      own === false ? [] : planMetricAlert(context, alert, own),
    ),
  ];
  const test = settledAvailabilityTest(availabilityTest);
  return {
    actionGroups: isAlerting(settings)
      ? Object.entries(actionGroupsOf(settings.monitoring)).map(([group, given]) =>
          planActionGroup(context, group, given),
        )
      : [],
    alerts,
    activityAlerts: activityAlertNames
      .filter((alert) => hasEventAlert(given, alert))
      .map((alert) => planActivityAlert(context, alert)),
    ...(hasSecretAlert(settings) ? { expiryAlert: planExpiryAlert(context) } : {}),
    ...(test.enabled ? { availabilityTest: planAvailabilityTest(context, test) } : {}),
    ...(settings.monitoring.savedQueries ? { queryPack: planQueryPack(context, name("queryPack")) } : {}),
    ...(settings.monitoring.workbook ? { workbook: planWorkbook(context, alerts) } : {}),
  };
}

function planActionGroup({ name }: PlanContext, group: string, given: ActionGroupSettings): ActionGroupPlan {
  const roles = isToldByDefault(given) ? (["Owner"] as const) : (given.armRoles ?? []);
  return {
    group,
    name: name("actionGroup", group),
    shortName: shortNameOf(group, given),
    emails: given.emails ?? [],
    webhooks: given.webhooks ?? [],
    armRoles: roles.map((role) => ({ role, roleId: armRoles[role] })),
    ...(given.severities === undefined
      ? {}
      : { severities: given.severities.map((severity) => severities[severity]) }),
  };
}

function planActivityAlert({ name }: PlanContext, alert: ActivityAlertName): ActivityAlertPlan {
  const { intent, operation } = activityAlerts[alert];
  return {
    id: addressOf(alert),
    name: name("activityLogAlert", hyphenated(alert)),
    description: `${capitalized(intent)} in a resource group of the backend: ${operation}`,
    operation,
  };
}

/** A day is the longest that an alert that resolves itself may look back over. */
const EXPIRY_WINDOW = { size: "P1D", frequency: "PT1H" } as const;

function planExpiryAlert({ name }: PlanContext): ExpiryAlertPlan {
  return {
    id: addressOf(SECRET_NEAR_EXPIRY),
    name: name("logSearchAlert", hyphenated(SECRET_NEAR_EXPIRY)),
    description:
      "A secret of the key vault ends within 30 days, or has ended: rotate it, and give it a later end",
    severity: severities.Warning,
    window: EXPIRY_WINDOW,
    query: EXPIRY_QUERY,
  };
}

function addressOf(alert: AlertName | EventAlertName): string {
  return `alert_${hyphenated(alert).replaceAll("-", "_")}`;
}

function capitalized(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}

function planAlert({ settings, name }: PlanContext, alert: AlertName): MetricAlertPlan {
  const { intent, unit, perSecond, defaults: _, ...looksAt } = alertDefinitions[alert];
  const { threshold, window, severity } = settledAlert(settings.monitoring.alerts, alert);
  return {
    ...looksAt,
    id: addressOf(alert),
    name: name("metricAlert", hyphenated(alert)),
    description:
      `${capitalized(intent)}: ` +
      `${comparisons[looksAt.operator]} ${threshold} ${unit} within ${window} minutes`,
    threshold: perSecond === true ? threshold * window * 60 : threshold,
    severity: severities[severity],
    window: windows[window],
  };
}

/** Nothing of what is reported already. */
function planMetricAlert(
  { name }: PlanContext,
  alert: string,
  own: Partial<MetricAlertSettings>,
): readonly MetricAlertPlan[] {
  const { on: target, metric, threshold, operator = "GreaterThan", window = 5, severity = "Warning" } = own;
  if (target === undefined || metric === undefined || threshold === undefined) return [];
  const aggregation = own.aggregation ?? metricOf(target, metric)?.aggregations[0];
  if (aggregation === undefined) return [];
  return [
    {
      id: `metric_alert_${alert}`,
      name: name("metricAlert", alert),
      description:
        `${metric} of ${alertTargets[target].label}: ` +
        `${aggregation} ${comparisons[operator]} ${threshold} within ${window} minutes`,
      target,
      metric,
      aggregation,
      operator,
      threshold,
      dimensions: own.dimensions ?? {},
      severity: severities[severity],
      window: windows[window],
    },
  ];
}

function planAvailabilityTest(
  { name }: PlanContext,
  { enabled: _, severity, ...test }: AvailabilityTestChoice,
): AvailabilityTestPlan {
  return {
    ...test,
    name: name("availabilityTest"),
    alert: {
      id: "alert_availability_test",
      name: name("metricAlert", AVAILABILITY_ALERT),
      description: `The app does not answer: ${test.failedLocations} of ${test.locations.length} locations get no good answer from ${test.path}`,
      severity: severities[severity],
      window: windows[5],
    },
  };
}

function planQueryPack({ existing }: PlanContext, name: string): QueryPackPlan {
  const queries = Object.entries(savedQueries)
    .filter(([, { external }]) => external === undefined || existing[external] === undefined)
    .map(([query, { external: _, ...rest }]) => ({ query, guid: guidOf(`${name}/${query}`), ...rest }));
  return { name, queries };
}

/** The same on every machine and day, in the form that Azure's names of queries have. */
function guidOf(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join("-");
}
