import type { Draft } from "../../plan/draft";
import { decideActionGroups } from "./action-groups";
import { type AlertName, alertDefinitions, alertNames } from "./alerts";
import { decideAvailabilityTest } from "./availability-test";
import { decideEventAlerts } from "./event-alert-decisions";
import { decideMetricAlerts } from "./metric-alerts";
import { isAlerting, settledAlert } from "./settled";
import { alertTargets } from "./targets";

/** Every rule that a combination of `monitoring` options can break. */
export function decideMonitoring(draft: Draft): void {
  for (const name of alertNames) decideAlert(draft, name);
  decideEventAlerts(draft);
  decideMetricAlerts(draft);
  decideAvailabilityTest(draft);
  decideActionGroups(draft, isAlerting(draft.settings));
}

/** What is brought is watched by its owner: whoever left that open is told so, numbers of one's own are refused. */
function decideAlert(draft: Draft, name: AlertName): void {
  const { external, label } = alertTargets[alertDefinitions[name].target];
  const brought = external === undefined ? undefined : draft.brought[external];
  if (brought === undefined || !settledAlert(draft.settings.monitoring.alerts, name).enabled) return;
  const path = `monitoring.alerts.${name}`;
  const said = ["threshold", "window", "severity"].filter((setting) => draft.chosen(`${path}.${setting}`));
  const why = `${brought.option} brings ${label}, which is watched by its owner`;
  if (said.length > 0) {
    draft.problem(path, why, `leave ${path} out, or ${brought.option}`, brought.option);
    return;
  }
  draft.deriveAt(`${path}.enabled`, false, why);
  draft.note(path, `off, because ${why}`);
}
