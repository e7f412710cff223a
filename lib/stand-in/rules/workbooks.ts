import { type Json, asText, at, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import { KNOWN_METRICS } from "./alerts";

const WORKBOOKS = "Microsoft.Insights/workbooks";
const API = "learn.microsoft.com/rest/api/application-insights/workbooks/create-or-update";
const METRICS = "learn.microsoft.com/azure/azure-monitor/visualize/workbooks-chart-visualizations";
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const AGGREGATIONS = [1, 2, 3, 4, 7];

function contentOf(asked: Json): Json | undefined {
  try {
    return JSON.parse(textAt(asked, "properties.serializedData")) as Json;
  } catch {
    return undefined;
  }
}

/** Items that are charts of metrics. */
function chartsOf(asked: Json): readonly Json[] {
  return listAt(contentOf(asked), "items")
    .filter((item) => isObject(item) && at(item, "type") === 10)
    .map((item) => at(item, "content") ?? {});
}

export const workbooks: readonly Rule[] = [
  {
    says: "the name of a workbook is a GUID",
    source: API,
    on: [WORKBOOKS],
    refuse: (_asked, { name }) => (GUID.test(name) ? undefined : `The workbook name ${name} is not a GUID`),
  },
  {
    says: "a workbook is a notebook in JSON",
    source: API,
    on: [WORKBOOKS],
    refuse: (asked) =>
      textAt(contentOf(asked), "version") === "Notebook/1.0"
        ? undefined
        : "The serialized data of the workbook is not valid",
  },
  {
    says: "a chart of a workbook is of metrics of its type of resource, and of resources of that type that exist",
    source: METRICS,
    on: [WORKBOOKS],
    refuse(asked, { store }) {
      for (const chart of chartsOf(asked)) {
        const type = textAt(chart, "resourceType");
        for (const id of listAt(chart, "resourceIds").map(asText)) {
          if (store.get(id) === undefined) return `Resource ${id} of a chart was not found`;
          if (key(parseResourcePath(id)?.type ?? "") !== type) return `Resource ${id} is not of type ${type}`;
        }
        for (const metric of listAt(chart, "metrics")) {
          const name = textAt(metric, "metric");
          const [, short = ""] = /^[^-]+-[^-]*-(.*)$/.exec(name) ?? [];
          if (!name.startsWith(`${type}-`) || !(KNOWN_METRICS[type] ?? []).includes(short))
            return `Metric ${name} is not known for ${type}`;
          if (!AGGREGATIONS.includes(Number(at(metric, "aggregation"))))
            return `Metric ${name} has an unknown aggregation`;
        }
      }
      return undefined;
    },
  },
];
