import type { Draft } from "../contract/draft";
import { secretsExpire } from "../key-vault";
import { type EventAlertName, SECRET_NEAR_EXPIRY } from "./event-alerts";
import { hasEventAlert } from "./settled";

/** The category of a key vault's log that says when a secret ends. */
const AUDIT = "AuditEvent";

/** Alerts on events that nothing would raise are off, with a note. */
export function decideEventAlerts(draft: Draft): void {
  const { keyVault, logs, monitoring } = draft.settings;
  const { keyVault: existing } = draft.existing;
  if (existing !== undefined) {
    const why = `${existing.option} is an existing key vault, which its owner monitors`;
    switchOff(draft, "keyVaultDeleted", why);
    if (secretsExpire(keyVault)) switchOff(draft, SECRET_NEAR_EXPIRY, why);
  }
  if (logs.diagnostics[AUDIT] === false && secretsExpire(keyVault))
    switchOff(draft, SECRET_NEAR_EXPIRY, `logs.diagnostics.${AUDIT} is false, and the alert reads that log`);
  noteUnwatched(draft);
  if (secretsExpire(keyVault) || !draft.chosen(`monitoring.alerts.${SECRET_NEAR_EXPIRY}`)) return;
  if (hasEventAlert(monitoring.alerts, SECRET_NEAR_EXPIRY))
    draft.note(
      `monitoring.alerts.${SECRET_NEAR_EXPIRY}`,
      "not created: no secret has an end date; set keyVault.secrets.<name>.expires",
    );
}

/** A secret that ends, and no alert before that. */
function noteUnwatched(draft: Draft): void {
  const { keyVault, monitoring } = draft.settings;
  if (draft.existing.keyVault !== undefined || hasEventAlert(monitoring.alerts, SECRET_NEAR_EXPIRY)) return;
  for (const [name, given] of Object.entries(keyVault.secrets))
    if (given !== false && given.expires !== undefined)
      draft.noteAccess(
        `keyVault.secrets.${name}.expires`,
        `no alert warns before the secret ends: set monitoring: { alerts: { ${SECRET_NEAR_EXPIRY}: true } }`,
      );
}

function switchOff(draft: Draft, name: EventAlertName, why: string): void {
  if (!hasEventAlert(draft.settings.monitoring.alerts, name)) return;
  draft.derive(`monitoring.alerts.${name}.enabled`, false, why);
  draft.note(`monitoring.alerts.${name}`, `off, because ${why}`);
}
