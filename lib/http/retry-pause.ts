/** How long to wait between attempts, in milliseconds, and how many there are. */
export interface RetryPace {
  readonly attempts: number;
  /** Before the second attempt, where Azure does not say; each pause after it is twice as long. */
  readonly first: number;
  /** Whatever Azure says. */
  readonly shortest: number;
  readonly longest: number;
}

export const AZURE_PACE: RetryPace = { attempts: 4, first: 2_000, shortest: 1_000, longest: 120_000 };

/** Statuses after which the same request may succeed: learn.microsoft.com/azure/architecture/best-practices/retry-service-specific */
export const PASSING: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Before another attempt, the first of which is 1. */
export function pauseBefore(
  attempt: number,
  retryAfter: string | undefined,
  pace: RetryPace,
  now = Date.now(),
): number {
  return bounded(pauseAsked(retryAfter, now) ?? pace.first * 2 ** (attempt - 1), pace);
}

/** How long an answer asks to wait, in seconds or until a date (RFC 9110, 10.2.3); undefined where it does not say. */
export function pauseAsked(retryAfter: string | undefined, now = Date.now()): number | undefined {
  const text = retryAfter?.trim() ?? "";
  if (/^\d+$/.test(text)) return 1_000 * Number(text);
  const date = /[A-Za-z]{3}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** No answer makes a tight loop, and none a wait without end. */
export function bounded(
  milliseconds: number,
  { shortest, longest }: Pick<RetryPace, "shortest" | "longest">,
): number {
  return Math.min(Math.max(milliseconds, shortest), longest);
}
