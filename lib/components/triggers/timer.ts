import { redacted } from "../../settings/redacted";
import { ncrontabFault } from "./ncrontab";
import { type RetryPolicy, checkRetryPolicy, registeredRetry } from "./retry-policy";
import type { TriggerKind } from "./trigger";

/** Runs the function at times. */
export interface TimerTrigger {
  readonly type: "timer";
  /**
   * NCRONTAB: second, minute, hour, day, month and day of the week, in UTC. `0 30 4 * * *` is each day at half past
   * four; without seconds, five fields, it is the minute's first.
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
    const fault =
      typeof schedule === "string"
        ? ncrontabFault(schedule)
        : "must be a string with second, minute, hour, day, month and day of the week";
    if (fault === undefined) return isRetry;
    report(`${path}.schedule`, `${fault}, got ${redacted(schedule)}`, 'write it like "0 */5 * * * *"');
    return false;
  },

  needs: () => ({}),
  // The host keeps its timers in its own account.
  settings: () => ({}),

  register: ({ schedule, retry }) => ({ method: "timer", options: { schedule, ...registeredRetry(retry) } }),
};
