import type { Draft } from "../contract/draft";
import { hasSecretAlert, settledAlert } from "./settled";
import { actionGroupsOf } from "./action-groups";
import { alertNames } from "./alerts";
import { settledAvailabilityTest } from "./availability-test";
import type { AlertSeverity } from "./conditions";

/** Groups can be told of some severities only: an alert that notifies nobody is a mistake. */
export function decideSeverities(draft: Draft): void {
  const { monitoring } = draft.settings;
  const groups = Object.values(actionGroupsOf(monitoring));
  if (groups.length === 0 || groups.some(({ severities }) => severities === undefined)) return;
  const told = new Set(groups.flatMap(({ severities = [] }) => severities));
  for (const [severity, alerts] of alertsBySeverity(draft))
    if (!told.has(severity))
      draft.problem(
        "monitoring.actionGroups",
        `no group is notified of alerts of severity "${severity}": ${alerts.join(", ")}`,
        `add "${severity}" to the severities of a group, or give the alerts another severity`,
      );
}

/** The alerts that there will be, by their severity. */
function alertsBySeverity({ settings }: Draft): ReadonlyMap<AlertSeverity, readonly string[]> {
  const { alerts, metricAlerts, availabilityTest } = settings.monitoring;
  const test = settledAvailabilityTest(availabilityTest);
  const all: readonly (readonly [AlertSeverity, string])[] = [
    ...alertNames.flatMap((name) => {
      const { enabled, severity } = settledAlert(alerts, name);
      return enabled ? [[severity, name] as const] : [];
    }),
    ...Object.entries(metricAlerts).flatMap(([name, alert]) =>
      alert === false ? [] : [[alert.severity ?? "Warning", name] as const],
    ),
    ...(test.enabled ? [[test.severity, "availabilityTest"] as const] : []),
    ...(hasSecretAlert(settings) ? [["Warning", "secretNearExpiry"] as const] : []),
  ];
  const found = new Map<AlertSeverity, readonly string[]>();
  for (const [severity, name] of all) found.set(severity, [...(found.get(severity) ?? []), name]);
  return found;
}
