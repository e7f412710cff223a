/** RFC 3339 section 5.6, in any case of its letters; a leap second, which no clock of JavaScript has, is left out. */
const TIME =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,7})0*)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;
/** Digits of a second. */
const DIGITS = 7;

/** How long every time is that is kept. */
export const TIMESTAMP_LENGTH = "2026-01-31T09:30:00.0000000Z".length;

/**
 * A time as it is kept: UTC, with seven digits of a second, so that the order of texts is the order of times.
 * learn.microsoft.com/azure/cosmos-db/nosql/query/working-with-dates
 *
 * @returns undefined where it is no time of RFC 3339, or one that cannot be kept
 */
export function utcTime(text: string): string | undefined {
  const [, year, month, day, hour, minute, second, fraction = "", sign, ahead, aheadMinutes] =
    TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  const time = new Date(0);
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (time.getUTCMonth() !== Number(month) - 1 || time.getUTCDate() !== Number(day)) return undefined;
  const offset = (sign === "-" ? -1 : 1) * (Number(ahead ?? 0) * 60 + Number(aheadMinutes ?? 0));
  time.setUTCHours(Number(hour), Number(minute) - offset, Number(second));
  if (time.getUTCFullYear() < 0 || time.getUTCFullYear() > 9999) return undefined;
  return `${time.toISOString().slice(0, "2026-01-31T09:30:00".length)}.${fraction.padEnd(DIGITS, "0")}Z`;
}
