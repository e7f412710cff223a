import { escapeTerraform } from "../../kit/escape";
import type { AlertTarget } from "./alert-target";
import type { AlertAggregation } from "./conditions";
import { alertTargets } from "./targets";
import { type WorkbookChartPlan, type WorkbookPlan, uuidOf } from "./workbook";

/** What charts and queries look at: ids, as text or token. */
export interface WorkbookSources {
  readonly idOf: (target: AlertTarget) => string;
  readonly workspaceId: string;
}

/** Numbers of aggregations in workbooks, as published ones have them: github.com/microsoft/Application-Insights-Workbooks */
const AGGREGATIONS: Readonly<Record<AlertAggregation, number>> = {
  Total: 1,
  Minimum: 2,
  Maximum: 3,
  Average: 4,
  Count: 7,
};

/** The group that the portal shows a metric in; left empty, the name alone says which metric it is. */
const CATEGORIES: Readonly<Partial<Record<AlertTarget, Readonly<Record<string, string>>>>> = {
  appInsights: { "requests/failed": "Failures", "requests/duration": "Server", "requests/count": "Server" },
  cosmos: { TotalRequestUnits: "Requests", TotalRequests: "Requests" },
  storage: { SuccessE2ELatency: "Transaction", Transactions: "Transaction", Availability: "Transaction" },
};

const RANGE = "TimeRange";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WORKSPACES = "microsoft.operationalinsights/workspaces";

/** What the workbook shows, as Azure keeps it. */
export function workbookContent(plan: WorkbookPlan, sources: WorkbookSources): object {
  return {
    version: "Notebook/1.0",
    items: [
      { type: 1, content: { json: `# ${plan.title}` }, name: "title" },
      timeRange(plan),
      ...plan.charts.map((chart, index) => chartItem(plan, chart, index, sources)),
      ...plan.queries.map(({ query, title, body }) => ({
        type: 3,
        content: {
          version: "KqlItem/1.0",
          query: body,
          size: 0,
          title,
          timeContextFromParameter: RANGE,
          queryType: 0,
          resourceType: WORKSPACES,
          crossComponentResources: [sources.workspaceId],
        },
        name: query,
      })),
    ],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  };
}

/** The time that everything below it shows. */
function timeRange({ guid }: WorkbookPlan): object {
  return {
    type: 9,
    content: {
      version: "KqlParameterItem/1.0",
      parameters: [
        {
          id: uuidOf(`${guid}/${RANGE}`),
          version: "KqlParameterItem/1.0",
          name: RANGE,
          label: "Time range",
          type: 4,
          isRequired: true,
          value: { durationMs: DAY },
          typeSettings: {
            selectableValues: [HOUR, 4 * HOUR, DAY, 7 * DAY, 30 * DAY].map((durationMs) => ({ durationMs })),
          },
        },
      ],
      style: "pills",
      queryType: 0,
      resourceType: WORKSPACES,
    },
    name: "parameters",
  };
}

function chartItem(
  { guid }: WorkbookPlan,
  { title, target, metric, aggregation, dimensions }: WorkbookChartPlan,
  index: number,
  { idOf }: WorkbookSources,
): object {
  const namespace = alertTargets[target].namespace.toLowerCase();
  const name = `chart-${index + 1}`;
  const all = Object.entries(dimensions);
  const splitBy = all.flatMap(([dimension, values]) => (values.includes("*") ? [dimension] : []));
  const filters = all
    .filter(([, values]) => !values.includes("*"))
    .map(([key, values], position) => ({
      id: String(position + 1),
      key,
      operator: 0,
      values: values.map(escapeTerraform),
    }));
  return {
    type: 10,
    content: {
      chartId: `workbook${uuidOf(`${guid}/${name}`)}`,
      version: "MetricsItem/2.0",
      size: 0,
      chartType: 2,
      resourceType: namespace,
      metricScope: 0,
      resourceIds: [idOf(target)],
      timeContextFromParameter: RANGE,
      timeContext: { durationMs: DAY },
      metrics: [
        {
          namespace,
          metric: [namespace, CATEGORIES[target]?.[metric] ?? "", metric].join("-"),
          aggregation: AGGREGATIONS[aggregation],
          ...(splitBy.length === 0 ? {} : { splitBy }),
        },
      ],
      title,
      ...(filters.length === 0 ? {} : { filters }),
    },
    customWidth: "50",
    name,
  };
}
