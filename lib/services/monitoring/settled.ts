import { type AlertChoice, type AlertName, alertDefinitions } from "./alerts";
import type { MonitoringSettings } from "./settings";

/** One of the six alerts with everything that was not said of it. */
export function settledAlert(alerts: MonitoringSettings["alerts"], name: AlertName): AlertChoice {
  const { defaults } = alertDefinitions[name];
  const said = typeof alerts === "boolean" ? alerts : alerts[name];
  if (said === undefined) return defaults;
  return typeof said === "boolean" ? { ...defaults, enabled: said } : { ...defaults, ...said };
}
