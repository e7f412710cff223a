import { createHash } from "node:crypto";
import type { PlanContext } from "../contract/service";
import type { AlertTarget } from "./alert-target";
import { alertDefinitions } from "./alerts";
import type { AlertAggregation } from "./conditions";
import { savedQueries } from "./saved-queries";
import { alertTargets } from "./targets";

/** One chart of a metric. */
export interface WorkbookChartPlan {
  readonly title: string;
  readonly target: AlertTarget;
  readonly metric: string;
  readonly aggregation: AlertAggregation;
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}

/** The dashboard that will be built. */
export interface WorkbookPlan {
  /** Azure names workbooks by GUIDs. */
  readonly guid: string;
  readonly title: string;
  readonly charts: readonly WorkbookChartPlan[];
  readonly queries: readonly { readonly query: string; readonly title: string; readonly body: string }[];
}

/** An alert, as far as a chart shows it. */
interface ShownAlert extends Omit<WorkbookChartPlan, "title"> {
  readonly id: string;
}

/** Charts of the library's alerts, whether they are on or off, and of the user's own; what exists already is its owner's. */
export function planWorkbook(context: PlanContext, alerts: readonly ShownAlert[]): WorkbookPlan {
  const { existing, project, environment } = context;
  const isOwn = ({ target }: { readonly target: AlertTarget }): boolean => {
    const { external } = alertTargets[target];
    return external === undefined || existing[external] === undefined;
  };
  const own = alerts.filter(({ id }) => id.startsWith("metric_alert_"));
  const charts = [
    ...Object.values(alertDefinitions).map(({ intent, ...chart }) => ({ ...chart, title: sentence(intent) })),
    ...own.map((chart) => ({ ...chart, title: sentence(alertTargets[chart.target].label) })),
  ];
  return {
    guid: uuidOf(`${project}/${environment}/workbook`),
    title: `${project} ${environment}`,
    charts: charts.filter(isOwn).map(({ title, target, metric, aggregation, dimensions }) => ({
      title: `${title}: ${metric}`,
      target,
      metric,
      aggregation,
      dimensions,
    })),
    queries: Object.entries(savedQueries)
      .filter(([, { external }]) => external === undefined || existing[external] === undefined)
      .map(([query, { title, body }]) => ({ query, title, body })),
  };
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}

/** Of URLs: rfc-editor.org/rfc/rfc9562#name-namespace-id-usage-and-alloc */
const NAMESPACE = "6ba7b8119dad11d180b400c04fd430c8";

/** Version 5 of rfc-editor.org/rfc/rfc9562: the same on every machine and day. */
export function uuidOf(name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(NAMESPACE, "hex"))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
