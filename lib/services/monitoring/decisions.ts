import type { Draft } from "../contract/draft";
import { decideActionGroups } from "./action-groups";
import { type AlertName, alertDefinitions, alertNames } from "./alerts";
import { decideAvailabilityTest } from "./availability-test";
import { decideEventAlerts } from "./event-alert-decisions";
import { decideMetricAlerts } from "./metric-alerts";
import { isAlerting, settledAlert } from "./settled";
import { decideSeverities } from "./severity-decisions";
import { alertTargets } from "./targets";

/** Every rule that a combination of `monitoring` options can break. */
export function decideMonitoring(draft: Draft): void {
  for (const name of alertNames) decideAlert(draft, name);
  decideEventAlerts(draft);
  decideMetricAlerts(draft);
  decideAvailabilityTest(draft);
  decideActionGroups(draft, isAlerting(draft.settings));
  decideSeverities(draft);
}

/** An existing resource is watched by its owner: an open option gets a note, numbers of the user's are refused. */
function decideAlert(draft: Draft, name: AlertName): void {
  const { external, label } = alertTargets[alertDefinitions[name].target];
  const existing = external === undefined ? undefined : draft.existing[external];
  if (existing === undefined || !settledAlert(draft.settings.monitoring.alerts, name).enabled) return;
  const path = `monitoring.alerts.${name}` as const;
  const given = ["threshold", "window", "severity"].filter((setting) => draft.chosen(`${path}.${setting}`));
  const why = `${existing.option} is an existing resource, and its owner monitors ${label}`;
  if (given.length > 0) {
    draft.problem(path, why, `remove ${path}, or ${existing.option}`, existing.option);
    return;
  }
  draft.derive(`${path}.enabled`, false, why);
  draft.note(path, `off, because ${why}`);
}
