import { type AlertChoice, type AlertName, alertDefinitions, alertNames } from "./alerts";
import { settledAvailabilityTest } from "./availability-test";
import type { MonitoringSettings } from "./settings";

/** One of the six alerts with everything that was not said of it. */
export function settledAlert(alerts: MonitoringSettings["alerts"], name: AlertName): AlertChoice {
  const { defaults } = alertDefinitions[name];
  const said = typeof alerts === "boolean" ? alerts : alerts[name];
  if (said === undefined) return defaults;
  return typeof said === "boolean" ? { ...defaults, enabled: said } : { ...defaults, ...said };
}

/** There is something to be told of, so that there are action groups. */
export function isAlerting({ alerts, metricAlerts, availabilityTest }: MonitoringSettings): boolean {
  return (
    alertNames.some((name) => settledAlert(alerts, name).enabled) ||
    Object.values(metricAlerts).some((alert) => alert !== false) ||
    settledAvailabilityTest(availabilityTest).enabled
  );
}
