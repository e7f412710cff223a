import { isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import type { Fields, Report } from "../needs";
import { checkUnknownFields } from "../unknown-fields";

/** The function is called again after the same time, each time. */
export interface FixedDelayRetry {
  readonly strategy: "fixedDelay";
  /** How often it is called again; -1 is without end. */
  readonly maxRetryCount: number;
  /** Hours, minutes and seconds, `"00:00:10"`. */
  readonly delayInterval: string;
}

/** The function is called again after a time that grows. */
export interface ExponentialBackoffRetry {
  readonly strategy: "exponentialBackoff";
  /** How often it is called again; -1 is without end. */
  readonly maxRetryCount: number;
  /** Before the first call, in hours, minutes and seconds, `"00:00:05"`. */
  readonly minimumInterval: string;
  /** The longest, `"00:15:00"`. */
  readonly maximumInterval: string;
}

/**
 * What the Functions host does where a function fails: it calls it again with the same input. Timer and Cosmos DB triggers take
 * one; messages of queues and Service Bus come again by themselves.
 * learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retries
 */
export type RetryPolicy = FixedDelayRetry | ExponentialBackoffRetry;

type Strategy = RetryPolicy["strategy"];
const FIELDS: { readonly [S in Strategy]: Fields<Extract<RetryPolicy, { readonly strategy: S }>> } = {
  fixedDelay: { strategy: true, maxRetryCount: true, delayInterval: true },
  exponentialBackoff: { strategy: true, maxRetryCount: true, minimumInterval: true, maximumInterval: true },
};
const EXAMPLE = '{ strategy: "fixedDelay", maxRetryCount: 5, delayInterval: "00:00:10" }';
const TIME = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/;

/** Reports what the host would not take: github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Utility.cs, ValidateRetryOptions */
export function checkRetryPolicy(path: string, retry: unknown, report: Report): boolean {
  if (retry === undefined) return true;
  const strategies = Object.keys(FIELDS) as readonly Strategy[];
  const given = isDataObject(retry) ? retry["strategy"] : undefined;
  const strategy = strategies.find((each) => each === given);
  if (!isDataObject(retry) || strategy === undefined) {
    const meant = typeof given === "string" ? didYouMean(given, strategies) : "";
    const rule = `must have a strategy of ${strategies.map((each) => redacted(each)).join(" or ")}`;
    report(path, `${rule}, got ${redacted(retry)}${meant}`, `write it like ${EXAMPLE}`);
    return false;
  }
  checkUnknownFields(path, retry, FIELDS[strategy], report);
  const { maxRetryCount: count } = retry;
  const isCount = Number.isInteger(count) && Number(count) >= -1;
  if (!isCount)
    report(
      `${path}.maxRetryCount`,
      `must be a whole number of 0 or more, or -1 to retry forever; got ${redacted(count)}`,
      "correct it",
    );
  const times = strategy === "fixedDelay" ? ["delayInterval"] : ["minimumInterval", "maximumInterval"];
  const wrong = times.filter((name) => milliseconds(retry[name]) === undefined);
  for (const name of wrong)
    report(
      `${path}.${name}`,
      `must be a time in hours, minutes and seconds, got ${redacted(retry[name])}`,
      'write it like "00:00:10"',
    );
  if (!isCount || wrong.length > 0) return false;
  return strategy === "fixedDelay" || inOrder(path, retry as unknown as ExponentialBackoffRetry, report);
}

function inOrder(
  path: string,
  { minimumInterval, maximumInterval }: ExponentialBackoffRetry,
  report: Report,
): boolean {
  if ((milliseconds(minimumInterval) ?? 0) <= (milliseconds(maximumInterval) ?? 0)) return true;
  report(
    `${path}.maximumInterval`,
    `must not be shorter than minimumInterval, ${redacted(minimumInterval)}; got ${redacted(maximumInterval)}`,
    "set it to minimumInterval or longer",
  );
  return false;
}

/** In milliseconds; undefined where it is no time. */
function milliseconds(time: unknown): number | undefined {
  const [, hours, minutes, seconds] = (typeof time === "string" ? TIME.exec(time) : null) ?? [];
  if (hours === undefined) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** As `@azure/functions` takes it: times in milliseconds. */
export function registeredRetry(retry: RetryPolicy | undefined): {
  readonly retry?: Readonly<Record<string, string | number>>;
} {
  if (retry === undefined) return {};
  const { strategy, maxRetryCount } = retry;
  const times: Readonly<Record<string, string>> =
    strategy === "fixedDelay"
      ? { delayInterval: retry.delayInterval }
      : { minimumInterval: retry.minimumInterval, maximumInterval: retry.maximumInterval };
  const inMilliseconds = Object.entries(times).map(([name, time]) => [name, milliseconds(time) ?? 0]);
  return {
    retry: {
      strategy,
      maxRetryCount,
      ...(Object.fromEntries(inMilliseconds) as Readonly<Record<string, number>>),
    },
  };
}
