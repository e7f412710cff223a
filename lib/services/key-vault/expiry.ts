import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import type { KeyVaultSettings } from "./settings";

const DATE = /^\d{4}-\d{2}-\d{2}/;
/** A day, or a moment as RFC 3339 writes it. */
const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;

/** The moment that an `expires` means, in seconds since 1970 as Azure counts them; undefined where it means none. */
export function secondsOf(expires: string): number | undefined {
  const [day = ""] = DATE.exec(expires) ?? [];
  const milliseconds = FORM.test(expires) ? Date.parse(expires) : NaN;
  // `Date` takes February 30 for March 2.
  const isDay = new Date(Date.parse(`${day}T00:00:00Z`) || 0).toISOString().startsWith(day);
  return Number.isNaN(milliseconds) || day === "" || !isDay ? undefined : Math.floor(milliseconds / 1000);
}

/** As names have it: `20270630T000000Z` */
export function compactMoment(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
}

/** True where an alert can say that a secret is about to end. */
export function secretsExpire({ secrets }: Pick<KeyVaultSettings, "secrets">): boolean {
  return Object.values(secrets).some((given) => given !== false && given.expires !== undefined);
}

export function decideExpiry(draft: Draft): void {
  for (const [name, given] of Object.entries(draft.settings.keyVault.secrets)) {
    if (given === false || given.expires === undefined) continue;
    const path = `keyVault.secrets.${name}.expires` as const;
    if (secondsOf(given.expires) === undefined)
      draft.problem(
        path,
        `must be a valid date or date and time, got ${redacted(given.expires)}`,
        'write it like "2027-06-30", or "2027-06-30T12:00:00Z"',
      );
    if (draft.existing.keyVault?.createChildren === false)
      draft.problem(
        path,
        "sets an end date, but the secrets of external.keyVault belong to its owner",
        `remove ${path}, or set external.keyVault.createChildren to true`,
        "external.keyVault",
      );
  }
}
