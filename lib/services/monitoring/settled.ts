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

/** There is something to be told of, so that there are action groups. */
export function isAlerting(settings: Pick<AllSettings, "monitoring" | "keyVault">): boolean {
  const { alerts, metricAlerts, availabilityTest } = settings.monitoring;
  return (
    alertNames.some((name) => settledAlert(alerts, name).enabled) ||
    activityAlertNames.some((name) => hasEventAlert(alerts, name)) ||
    hasSecretAlert(settings) ||
    Object.values(metricAlerts).some((alert) => alert !== false) ||
    settledAvailabilityTest(availabilityTest).enabled
  );
}
