import type { Draft } from "../contract/draft";
import { actionGroupsOf } from "./action-groups";
import { alertsWithSeverity } from "./settled";

/** Groups can be told of some severities only: an alert that notifies nobody is a mistake. */
export function decideSeverities(draft: Draft): void {
  const groups = Object.values(actionGroupsOf(draft.settings.monitoring));
  if (groups.length === 0 || groups.some(({ severities }) => severities === undefined)) return;
  const told = new Set(groups.flatMap(({ severities = [] }) => severities));
  const untold = alertsWithSeverity(draft.settings).filter(([severity]) => !told.has(severity));
  for (const severity of new Set(untold.map(([each]) => each))) {
    const alerts = untold.flatMap(([each, name]) => (each === severity ? [name] : []));
    draft.problem(
      "monitoring.actionGroups",
      `no group is notified of alerts of severity "${severity}": ${alerts.join(", ")}`,
      `add "${severity}" to the severities of a group, or give the alerts another severity`,
    );
  }
}
