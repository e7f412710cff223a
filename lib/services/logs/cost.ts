import { type Amount, type Range, type ServiceCost, combined } from "../../cost/service-cost";
import type { LogsPlan } from "./index";

/** What is assumed of logs and telemetry, each month. */
export interface LogsUsage {
  /** Gigabytes that resources send. */
  readonly logGB?: Amount;
  /** Gigabytes that the functions would send to Application Insights without sampling. */
  readonly telemetryGB?: Amount;
}

/** What is kept without charge: learn.microsoft.com/azure/azure-monitor/logs/cost-logs#log-data-retention */
const FREE_DAYS = { logs: 31, telemetry: 90 };
const DAYS = 30;

export const logsCost: ServiceCost<LogsPlan, LogsUsage> = {
  usage: {
    logGB: {
      says: "what resources send",
      development: { low: 1, high: 4 },
      production: { low: 15, high: 40 },
    },
    telemetryGB: {
      says: "what functions send before sampling",
      development: { low: 1, high: 6 },
      production: { low: 20, high: 80 },
    },
  },

  items(plan, { usage }) {
    const sampled = combined(
      (gigabytes = 0) => (gigabytes * plan.samplingPercentage) / 100,
      usage.telemetryGB,
    );
    const { workspace } = plan;
    const brought = "brought" in workspace;
    const quota = brought ? undefined : workspace.dailyQuotaGb;
    const most = quota === undefined ? Infinity : quota * DAYS;
    return [
      {
        item: "logs and telemetry, once for Log Analytics and Application Insights",
        meter: "logs.ingestion",
        part: "usage",
        quantity: combined(
          (logs = 0, telemetry = 0) => Math.min(most, logs + telemetry),
          usage.logGB,
          sampled,
        ),
        note: brought
          ? "on the bill of the workspace that is brought"
          : "what is free is free once in a billing account",
      },
      ...(brought ? [] : retention("logs", workspace.retentionInDays, usage.logGB, FREE_DAYS.logs)),
      ...retention("telemetry", plan.insightsRetentionInDays, sampled, FREE_DAYS.telemetry),
    ];
  },
};

/** What is there once the first day has been kept as long as the last one will be. */
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
