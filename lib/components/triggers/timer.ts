import { redacted } from "../../settings/redacted";
import { ncrontabFault } from "./ncrontab";
import { type RetryPolicy, checkRetryPolicy, registeredRetry } from "./retry-policy";
import type { TriggerKind } from "./trigger";

/** Runs the function at times. */
export interface TimerTrigger {
  readonly type: "timer";
  /**
   * NCRONTAB: second, minute, hour, day, month and day of the week, in UTC. `0 30 4 * * *` is each day at half past
   * four; without seconds, five fields, it is the minute's first. `%CLEANUP_SCHEDULE%` is the value of this app setting, so that one
   * package has a schedule for each environment: learn.microsoft.com/azure/azure-functions/functions-bindings-expressions-patterns
   */
  readonly schedule: string;
  /**
   * What happens when the function fails.
   * @default - nothing until the next time
   */
  readonly retry?: RetryPolicy;
}

export const timerTrigger: TriggerKind<TimerTrigger> = {
  fields: { type: true, schedule: true, retry: true },
  example: '{ type: "timer", schedule: "0 */5 * * * *" }',
  events: true,

  check(path, { schedule, retry }, _functionName, report) {
    const isRetry = checkRetryPolicy(`${path}.retry`, retry, report);
    const fault = scheduleFault(schedule);
    if (fault === undefined) return isRetry;
    report(
      `${path}.schedule`,
      `${fault}, got ${redacted(schedule)}`,
      'write it like "0 */5 * * * *", or like "%CLEANUP_SCHEDULE%" with the name of an app setting',
    );
    return false;
  },

  needs: () => ({}),
  // The host keeps its timers in its own account.
  settings: () => ({}),

  register: ({ schedule, retry }) => ({ method: "timer", options: { schedule, ...registeredRetry(retry) } }),
};

function scheduleFault(schedule: unknown): string | undefined {
  if (typeof schedule !== "string")
    return "must be a string with second, minute, hour, day, month and day of the week";
  return scheduleSetting(schedule) === undefined ? ncrontabFault(schedule) : undefined;
}

/** The app setting that has the schedule; undefined where the schedule says itself. */
export function scheduleSetting(schedule: string): string | undefined {
  return /^%([A-Za-z_][\w.:-]*)%$/.exec(schedule)?.[1];
}
