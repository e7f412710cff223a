import type { AlertAggregation } from "./conditions";
import type { AlertTarget } from "./alert-target";
import file from "./metrics.json";

/** What Azure has of one metric. */
export interface Metric {
  /** The usual one first. */
  readonly aggregations: readonly AlertAggregation[];
  readonly dimensions: readonly string[];
  /** Minutes between two values, where that is not one. */
  readonly everyMinutes?: number;
}

/** `metrics.json`: what Microsoft's pages have of each metric, as `npm run facts` reads it. */
export interface RecordedMetrics {
  readonly targets: Readonly<Record<AlertTarget, RecordedTarget>>;
}

interface RecordedTarget {
  /** The page, in the repository that `source` names. */
  readonly page: string;
  /** Of the page, where it was read at a commit; else its own date alone. */
  readonly commit?: string;
  readonly date: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

// The compiler reads lists of strings in the file, and a test each aggregation.
const { targets } = file as RecordedMetrics;

/** What alerts can look at, by what they are about; what only other kinds of account or app have is left out. */
export const metrics: Readonly<Record<AlertTarget, Readonly<Record<string, Metric>>>> = {
  appInsights: usable(targets.appInsights),
  functionApp: usable(targets.functionApp),
  cosmos: usable(targets.cosmos),
  storage: usable(targets.storage),
  keyVault: usable(targets.keyVault),
  serviceBus: usable(targets.serviceBus),
  redis: usable(targets.redis),
  apim: usable(targets.apim),
};

/** Undefined where Azure has none of that name. */
export function metricOf(target: AlertTarget, name: string): Metric | undefined {
  return Object.hasOwn(metrics[target], name) ? metrics[target][name] : undefined;
}

function usable({ metrics: recorded }: RecordedTarget): Readonly<Record<string, Metric>> {
  return Object.fromEntries(
    Object.entries(recorded).map(([name, metric]) => [
      name,
      { ...metric, aggregations: usualFirst(metric.aggregations) },
    ]),
  );
}

/** Pages begin with the usual one, but never is it the minimum. */
function usualFirst(aggregations: readonly AlertAggregation[]): readonly AlertAggregation[] {
  return aggregations[0] === "Minimum" && aggregations.includes("Average")
    ? ["Average", ...aggregations.filter((each) => each !== "Average")]
    : aggregations;
}
