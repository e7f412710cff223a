import { asText, at, isObject, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const ALERTS = "Microsoft.Insights/metricAlerts";
const METRICS = "learn.microsoft.com/azure/azure-monitor/reference/metrics-index";

/** Metrics of the resources that backends are made of; each page of the index has all of them. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  "microsoft.insights/components": [
    "requests/failed",
    "requests/duration",
    "requests/count",
    "requests/rate",
    "exceptions/count",
    "dependencies/failed",
    "availabilityResults/availabilityPercentage",
  ],
  "microsoft.documentdb/databaseaccounts": [
    "TotalRequests",
    "TotalRequestUnits",
    "NormalizedRUConsumption",
    "ServiceAvailability",
    "AutoscaleMaxThroughput",
  ],
  "microsoft.storage/storageaccounts": [
    "Availability",
    "Egress",
    "Ingress",
    "SuccessE2ELatency",
    "SuccessServerLatency",
    "Transactions",
    "UsedCapacity",
  ],
  "microsoft.keyvault/vaults": [
    "Availability",
    "SaturationShoebox",
    "ServiceApiHit",
    "ServiceApiLatency",
    "ServiceApiResult",
  ],
  "microsoft.web/sites": [
    "FunctionExecutionCount",
    "FunctionExecutionUnits",
    "Http4xx",
    "Http5xx",
    "HttpResponseTime",
    "MemoryWorkingSet",
    "Requests",
  ],
  "microsoft.servicebus/namespaces": [
    "ActiveMessages",
    "DeadletteredMessages",
    "ThrottledRequests",
    "UserErrors",
  ],
};

const MINUTES: Readonly<Record<string, number>> = {
  PT1M: 1,
  PT5M: 5,
  PT15M: 15,
  PT30M: 30,
  PT1H: 60,
  PT6H: 360,
  PT12H: 720,
  P1D: 1440,
};

export const alerts: readonly Rule[] = [
  {
    says: "an alert looks at a metric that its resource has",
    source: METRICS,
    on: [ALERTS],
    refuse(asked) {
      const criteria = listAt(asked, "properties.criteria.allOf").filter(isObject);
      const wrong = criteria.find((each) => {
        if (at(each, "skipMetricValidation") === true) return false;
        return !(KNOWN[key(textAt(each, "metricNamespace"))] ?? []).includes(textAt(each, "metricName"));
      });
      return (
        wrong &&
        `Couldn't find a metric named ${textAt(wrong, "metricName")} in namespace ${textAt(wrong, "metricNamespace")}`
      );
    },
  },
  {
    says: "an alert looks back further than it waits between two looks",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/alerts-metric-overview",
    on: [ALERTS],
    refuse(asked) {
      const window = asText(at(asked, "properties.windowSize"));
      const frequency = asText(at(asked, "properties.evaluationFrequency"));
      const [longer, shorter] = [MINUTES[window], MINUTES[frequency]];
      if (longer === undefined || shorter === undefined)
        return `${window} or ${frequency} is no window of alerts`;
      return longer > shorter ? undefined : `Window ${window} has to be longer than frequency ${frequency}`;
    },
  },
  {
    says: "an alert tells groups that are there",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    on: [ALERTS],
    refuse(asked, { store }) {
      const groups = listAt(asked, "properties.actions").map((action) => textAt(action, "actionGroupId"));
      const missing = groups.find((group) => store.get(group) === undefined);
      return missing && `Action group ${missing} was not found`;
    },
  },
  {
    says: "an action group's short name has 1 to 12 characters",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    on: ["Microsoft.Insights/actionGroups"],
    refuse(asked) {
      const { length } = textAt(asked, "properties.groupShortName");
      return length >= 1 && length <= 12 ? undefined : `A short name has 1 to 12 characters, got ${length}`;
    },
  },
];
