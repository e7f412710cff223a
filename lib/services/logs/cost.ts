import {
  type Amount,
  type LoggedRequests,
  type Range,
  type ServiceCost,
  combined,
} from "../contract/service-cost";
import type { LogsPlan } from "./logs-plan";

/** What is assumed of logs and telemetry, each month. */
export interface LogsUsage {
  /** Gigabytes that resources send beside their requests, which follow from how often each service is asked. */
  readonly logGB?: Amount;
  /** Bytes of one request in the workspace: `_BilledSize` in a table there has the true number. */
  readonly requestBytes?: Amount;
  /** Gigabytes that the functions would send to Application Insights without sampling. */
  readonly telemetryGB?: Amount;
}

/**
 * What is kept without charge: learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure, of telemetry its section
 * #log-tables-with-90-day-default-retention.
 */
const FREE_DAYS = { logs: 31, telemetry: 90 };
const DAYS = 30;
/** learn.microsoft.com/azure/azure-monitor/logs/cost-logs#data-size-calculation */
const BYTES_IN_GB = 1e9;

export const logsCost: ServiceCost<LogsPlan, LogsUsage> = {
  usage: {
    logGB: {
      says: "what resources send beside their requests",
      development: { low: 0.2, high: 1 },
      production: { low: 2, high: 10 },
    },
    requestBytes: {
      says: "bytes of one logged request; Microsoft documents no number, the column `_BilledSize` of a table has the real one",
      development: { low: 500, high: 1500 },
      production: { low: 500, high: 1500 },
    },
    telemetryGB: {
      says: "what functions send before sampling",
      development: { low: 1, high: 6 },
      production: { low: 20, high: 80 },
    },
  },

  items(plan, { usage, logged }) {
    const sampled = combined(
      (gigabytes = 0) => (gigabytes * plan.samplingPercentage) / 100,
      usage.telemetryGB,
    );
    const requestGB = combined(
      (bytes = 0, ...records) => (bytes * records.reduce((sum, each) => sum + each, 0)) / BYTES_IN_GB,
      usage.requestBytes,
      ...logged.map(({ records }) => records),
    );
    const logGB = combined((requests = 0, others = 0) => requests + others, requestGB, usage.logGB);
    const { workspace } = plan;
    const existing = "existing" in workspace;
    const quota = existing ? undefined : workspace.dailyQuotaGb;
    const most = quota === undefined ? Infinity : quota * DAYS;
    return [
      {
        item: "logs and telemetry, once for Log Analytics and Application Insights",
        meter: "logs.ingestion",
        part: "usage",
        quantity: combined((logs = 0, telemetry = 0) => Math.min(most, logs + telemetry), logGB, sampled),
        note: [
          ...(existing
            ? ["on the bill of the existing workspace"]
            : ["free amounts apply once per billing account"]),
          ...requestsNote(logged, requestGB),
        ].join("; "),
      },
      ...(existing ? [] : retention("logs", workspace.retentionInDays, logGB, FREE_DAYS.logs)),
      ...retention("telemetry", plan.insightsRetentionInDays, sampled, FREE_DAYS.telemetry),
    ];
  },
};

/** What of the logs grows with every request, and what leaves it out. */
function requestsNote(logged: readonly LoggedRequests[], { low, high }: Range): readonly string[] {
  const categories = [...new Set(logged.map(({ category }) => category))].sort().join(", ");
  const gigabytes = (amount: number): string => amount.toFixed(1);
  return categories === ""
    ? []
    : [
        `${gigabytes(low)} to ${gigabytes(high)} GB of it are single requests (${categories}), which ` +
          "logs.diagnostics.<category>: false leaves out",
      ];
}

/** What is kept once the first day has been kept as long as the last one will be. */
function retention(what: string, days: number, monthly: Range, freeDays: number) {
  const paid = Math.max(0, days - freeDays) / DAYS;
  return paid === 0
    ? []
    : [
        {
          item: `${what} after ${freeDays} days`,
          meter: "logs.retention",
          part: "usage",
          quantity: combined((gigabytes = 0) => gigabytes * paid, monthly),
        } as const,
      ];
}
