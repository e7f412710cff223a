import { isDay } from "../../azure/calendar-day";
import type { BackendPlan } from "../../decide/backend-plan";
import { UsageError } from "../command";

/** Days from today are few: what is needed for longer is no environment of a pull request. */
const MOST_DAYS = 90;
const DAY = 86_400_000;

/**
 * The day that `--expires` means.
 *
 * @param given - a day, `2026-12-07`, or days from today, `7d`
 * @throws {@link UsageError} for anything else
 */
export function lastDay(given: string, today: string): string {
  const [, days] = /^(\d{1,3})d$/.exec(given) ?? [];
  if (days !== undefined && Number(days) <= MOST_DAYS)
    return new Date(Date.parse(`${today}T00:00:00Z`) + Number(days) * DAY).toISOString().slice(0, 10);
  if (isDay(given)) return given;
  throw new UsageError(
    `--expires must be a day such as 2026-12-07, or up to ${MOST_DAYS} days from today such as 7d; got "${given}".`,
  );
}

/** Gives the app its last day, by the context of cdktf.json. */
export function lastDayVariables(day: string | undefined): Readonly<Record<string, string>> {
  return day === undefined ? {} : { CDKTF_CONTEXT_JSON: JSON.stringify({ expires: day }) };
}

/**
 * That an environment may be deployed today.
 *
 * @param given - the day of `--expires`
 * @throws {@link UsageError} where the environment of a pull request has no last day, and where a day is over or not used
 */
export function checkLastDay(
  { environment, pullRequest, expires }: BackendPlan,
  given: string | undefined,
  today: string,
): void {
  if (pullRequest !== undefined && expires === undefined)
    throw new UsageError(
      `${environment} is the environment of a pull request and has no last day: set it with --expires, for example --expires 7d.`,
    );
  if (given !== undefined && pullRequest === undefined)
    throw new UsageError(
      `--expires is for environments of pull requests, and ${environment} is none: set the option expires.`,
    );
  if (given !== undefined && expires !== given)
    throw new UsageError(
      `The options set expires to ${expires ?? "nothing"}, which --expires cannot change: remove one of them.`,
    );
  if (expires !== undefined && expires < today)
    throw new UsageError(`The last day of ${environment} is over: ${expires}. Set a later one.`);
}
