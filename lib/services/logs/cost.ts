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
  /** Gigabytes of everything that resources send. Without it, they follow from how often each service is asked. */
  readonly logGB?: Amount;
  /** Gigabytes that resources send beside their requests, where `logGB` is not said. */
  readonly otherLogGB?: Amount;
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

export const logsCost: ServiceCost<LogsPlan, LogsUsage, "logGB"> = {
  usage: {
    logGB: {
      says: "everything that resources send",
      follows: "the requests of each service and their `recordBytes`, and `logs.otherLogGB`",
    },
    otherLogGB: {
      says: "what resources send beside their requests, such as the output of functions and metrics",
      development: { low: 0.2, high: 1 },
      production: { low: 2, high: 10 },
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
    const requestGB = usage.logGB === undefined ? gigabytesByCategory(logged) : new Map<string, Range>();
    const logGB = usage.logGB ?? combined(sum, usage.otherLogGB, ...requestGB.values());
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
          ...requestsNote(requestGB),
        ].join("; "),
      },
      ...(existing
        ? []
        : retention(
            "logs",
            workspace.retentionInDays,
            combined((gigabytes = 0) => Math.min(most, gigabytes), logGB),
            FREE_DAYS.logs,
          )),
      ...retention("telemetry", plan.insightsRetentionInDays, sampled, FREE_DAYS.telemetry),
    ];
  },
};

function sum(...parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** What the requests of each category are in the workspace. */
function gigabytesByCategory(logged: readonly LoggedRequests[]): ReadonlyMap<string, Range> {
  const gigabytes = new Map<string, Range>();
  const inOrder = [...logged].sort(({ category: one }, { category: other }) => (one < other ? -1 : 1));
  for (const { category, records, bytes } of inOrder) {
    const more = combined((count = 0, size = 0) => (count * size) / BYTES_IN_GB, records, bytes);
    gigabytes.set(category, combined(sum, more, ...[gigabytes.get(category) ?? []].flat()));
  }
  return gigabytes;
}

/** What of the logs grows with every request, and what leaves it out. */
function requestsNote(requestGB: ReadonlyMap<string, Range>): readonly string[] {
  if (requestGB.size === 0) return [];
  const text = ({ low, high }: Range): string => `${low.toFixed(1)} to ${high.toFixed(1)} GB`;
  const each = [...requestGB].map(([category, range]) => `${category} ${text(range)}`).join(", ");
  return [
    `${text(combined(sum, ...requestGB.values()))} of it are records of single requests (${each}): ` +
      "logs.diagnostics.<category>: false leaves a category out",
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
