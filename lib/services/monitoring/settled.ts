import type { AlertSeverity } from "./conditions";
import { keptEntries } from "../../settings/kept-entries";
import { type AlertChoice, type AlertName, alertDefinitions, alertNames } from "./alerts";
import type { AllSettings } from "../words";
import { secretsExpire } from "../key-vault";
import { settledAvailabilityTest } from "./availability-test";
import { type EventAlertName, SECRET_NEAR_EXPIRY, activityAlertNames } from "./event-alerts";
import type { MonitoringSettings } from "./settings";

/** True where an alert on an event is on. */
export function hasEventAlert(alerts: MonitoringSettings["alerts"], name: EventAlertName): boolean {
  const given = typeof alerts === "boolean" ? alerts : alerts[name];
  return typeof given === "object" ? (given.enabled ?? true) : (given ?? false);
}

/** One of the six alerts with everything that was not said of it. */
export function settledAlert(alerts: MonitoringSettings["alerts"], name: AlertName): AlertChoice {
  const { defaults } = alertDefinitions[name];
  const given = typeof alerts === "boolean" ? alerts : alerts[name];
  if (given === undefined) return defaults;
  return typeof given === "boolean" ? { ...defaults, enabled: given } : { ...defaults, ...given };
}

/** There is an alert on secrets that are about to end. */
export function hasSecretAlert({
  monitoring,
  keyVault,
}: Pick<AllSettings, "monitoring" | "keyVault">): boolean {
  return secretsExpire(keyVault) && hasEventAlert(monitoring.alerts, SECRET_NEAR_EXPIRY);
}

/** Every alert that there will be and that has a severity, by name. */
export function alertsWithSeverity(
  settings: Pick<AllSettings, "monitoring" | "keyVault">,
): readonly (readonly [AlertSeverity, name: string])[] {
  const { alerts, metricAlerts, availabilityTest } = settings.monitoring;
  const test = settledAvailabilityTest(availabilityTest);
  return [
    ...alertNames.flatMap((name) => {
      const { enabled, severity } = settledAlert(alerts, name);
      return enabled ? [[severity, name] as const] : [];
    }),
    ...keptEntries(metricAlerts).map(([name, { severity = "Warning" }]) => [severity, name] as const),
    ...(test.enabled ? [[test.severity, "availabilityTest"] as const] : []),
    ...(hasSecretAlert(settings) ? [["Warning", SECRET_NEAR_EXPIRY] as const] : []),
  ];
}

/** There is something to be told of, so that there are action groups. */
export function isAlerting(settings: Pick<AllSettings, "monitoring" | "keyVault">): boolean {
  return (
    alertsWithSeverity(settings).length > 0 ||
    activityAlertNames.some((name) => hasEventAlert(settings.monitoring.alerts, name))
  );
}
