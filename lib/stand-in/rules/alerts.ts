import { type Json, asText, at, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import { groupsTold } from "./event-alerts";

const ALERTS = "Microsoft.Insights/metricAlerts";
const ALL_ALERTS = [ALERTS, "Microsoft.Insights/activityLogAlerts", "Microsoft.Insights/scheduledQueryRules"];
const METRICS = "learn.microsoft.com/azure/azure-monitor/reference/metrics-index";

const STORAGE: readonly string[] = [
  "Availability",
  "Egress",
  "Ingress",
  "SuccessE2ELatency",
  "SuccessServerLatency",
  "Transactions",
];

/** Metrics of the resources that backends are made of, taken from the pages of the index and not from the library's file. */
export const KNOWN_METRICS: Readonly<Record<string, readonly string[]>> = {
  "microsoft.insights/components": [
    ...[
      "availabilityResults/availabilityPercentage",
      "availabilityResults/count",
      "availabilityResults/duration",
    ],
    ...["dependencies/count", "dependencies/duration", "dependencies/failed"],
    ...["exceptions/browser", "exceptions/count", "exceptions/server"],
    ...["pageViews/count", "pageViews/duration", "performanceCounters/exceptionsPerSecond"],
    ...["performanceCounters/memoryAvailableBytes", "performanceCounters/processCpuPercentage"],
    ...["performanceCounters/processIOBytesPerSecond", "performanceCounters/processorCpuPercentage"],
    ...["performanceCounters/processPrivateBytes", "performanceCounters/requestsPerSecond"],
    ...["requests/count", "requests/duration", "requests/failed", "requests/rate", "traces/count"],
  ],
  "microsoft.documentdb/databaseaccounts": [
    ...["AddRegion", "AutoscaledRU", "AutoscaleMaxThroughput", "CreateAccount", "DataUsage", "DeleteAccount"],
    ...["DocumentCountV2", "DocumentQuota", "IndexUsage", "MetadataRequests", "NormalizedRUConsumption"],
    ...["OfflineRegion", "OnlineRegion", "PhysicalPartitionCount", "PhysicalPartitionSizeInfo"],
    ...["PhysicalPartitionThroughputInfo", "ProvisionedThroughput", "RegionFailover", "RemoveRegion"],
    ...["ReplicationLatency", "ServerSideLatencyDirect", "ServerSideLatencyGateway", "ServiceAvailability"],
    ...["TotalRequests", "TotalRequestUnits", "UpdateAccountKeys", "UpdateAccountNetworkSettings"],
    ...["UpdateAccountReplicationSettings", "UpdateDiagnosticsSettings"],
  ],
  "microsoft.storage/storageaccounts": [...STORAGE, "UsedCapacity"],
  "microsoft.keyvault/vaults": [
    "Availability",
    "SaturationShoebox",
    "ServiceApiHit",
    "ServiceApiLatency",
    "ServiceApiResult",
  ],
  "microsoft.web/sites": [
    ...["AlwaysReadyFunctionExecutionCount", "AlwaysReadyFunctionExecutionUnits", "AlwaysReadyUnits"],
    ...[
      "AppConnections",
      "AverageMemoryWorkingSet",
      "BytesReceived",
      "BytesSent",
      "CpuPercentage",
      "CpuTime",
    ],
    ...[
      "FileSystemUsage",
      "FunctionExecutionCount",
      "FunctionExecutionUnits",
      "Handles",
      "HealthCheckStatus",
    ],
    ...["Http101", "Http2xx", "Http3xx", "Http401", "Http403", "Http404", "Http406", "Http4xx", "Http5xx"],
    ...["HttpResponseTime", "InstanceCount", "MemoryWorkingSet", "OnDemandFunctionExecutionCount"],
    ...[
      "OnDemandFunctionExecutionUnits",
      "PrivateBytes",
      "Requests",
      "RequestsInApplicationQueue",
      "Threads",
    ],
  ],
  "microsoft.storage/storageaccounts/blobservices": STORAGE,
  "microsoft.storage/storageaccounts/queueservices": STORAGE,
  "microsoft.storage/storageaccounts/tableservices": STORAGE,
  "microsoft.web/serverfarms": ["CpuPercentage", "MemoryPercentage", "HttpQueueLength"],
  "microsoft.apimanagement/service": [
    ...["BackendDuration", "Capacity", "Duration", "NetworkConnectivity", "Requests"],
  ],
  "microsoft.servicebus/namespaces": [
    ...["AbandonMessage", "ActiveConnections", "ActiveMessages", "CompleteMessage", "ConnectionsClosed"],
    ...["ConnectionsOpened", "DeadletteredMessages", "IncomingBytes", "IncomingMessages", "IncomingRequests"],
    ...["Messages", "NamespaceCpuUsage", "NamespaceMemoryUsage", "OutgoingBytes", "OutgoingMessages"],
    ...["PendingCheckpointOperationCount", "ScheduledMessages", "ServerErrors", "ServerSendLatency", "Size"],
    ...["SuccessfulRequests", "ThrottledRequests", "UserErrors"],
  ],
  "microsoft.cache/redisenterprise": [
    ...["cachehits", "cacheLatency", "cachemisses", "cacheRead", "cacheWrite", "connectedclients"],
    ...["evictedkeys", "expiredkeys", "getcommands", "operationsPerSecond", "percentProcessorTime"],
    ...["serverLoad", "setcommands", "totalcommandsprocessed", "totalkeys", "usedmemory"],
    "usedmemorypercentage",
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

/** Minutes between two values of metrics that have not one every minute. */
export const SPARSE_METRICS: Readonly<Record<string, number>> = {
  UsedCapacity: 60,
  ServiceAvailability: 60,
  AutoscaleMaxThroughput: 5,
  DataUsage: 5,
  DocumentCountV2: 5,
  FileSystemUsage: 360,
  HealthCheckStatus: 5,
  IndexUsage: 5,
  ProvisionedThroughput: 5,
  RegionFailover: 5,
  UpdateAccountKeys: 5,
  UpdateAccountNetworkSettings: 5,
  UpdateAccountReplicationSettings: 5,
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
        return !(KNOWN_METRICS[key(textAt(each, "metricNamespace"))] ?? []).includes(
          textAt(each, "metricName"),
        );
      });
      return (
        wrong &&
        `Couldn't find a metric named ${textAt(wrong, "metricName")} in namespace ${textAt(wrong, "metricNamespace")}`
      );
    },
  },
  {
    says: "an alert looks back further than it waits between two looks",
    source: "azurerm 4.55, website/docs/r/monitor_metric_alert.html.markdown",
    on: [ALERTS],
    refuse(asked) {
      const window = asText(at(asked, "properties.windowSize"));
      const frequency = asText(at(asked, "properties.evaluationFrequency"));
      const [longer, shorter] = [MINUTES[window], MINUTES[frequency]];
      if (longer === undefined || shorter === undefined || shorter > 60)
        return `${window} or ${frequency} is no window of alerts`;
      return longer > shorter ? undefined : `Window ${window} has to be longer than frequency ${frequency}`;
    },
  },
  {
    says: "the resource of an alert exists, and has the type of the metrics",
    source: METRICS,
    on: [ALERTS],
    refuse(asked, { store }) {
      const scopes = listAt(asked, "properties.scopes").map(String);
      if (scopes.length === 0) return "An alert needs a scope";
      for (const scope of scopes) {
        const type = parseResourcePath(scope)?.type ?? "";
        // A service of an account is there with it, and nobody has to have changed it.
        const owner = scope.replace(/\/(blob|queue|table|file)Services\/default$/i, "");
        if (store.get(owner) === undefined) return `Resource ${scope} was not found`;
        const foreign = namespacesOf(asked).find((namespace) => key(namespace) !== key(type));
        if (foreign !== undefined) return `Metric namespace ${foreign} is not one of ${type}`;
      }
      return undefined;
    },
  },
  {
    says: "an alert's severity is 0 to 4",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview",
    on: [ALERTS],
    refuse(asked) {
      const severity = at(asked, "properties.severity") ?? 3;
      return Number(severity) >= 0 && Number(severity) <= 4
        ? undefined
        : `Severity ${asText(severity)} is not between 0 and 4`;
    },
  },
  {
    says: "a metric that counts events is aggregated by count or total, not by average",
    source: "learn.microsoft.com/azure/cosmos-db/monitor-reference",
    on: [ALERTS],
    refuse(asked) {
      const wrong = listAt(asked, "properties.criteria.allOf").find(
        (each) =>
          textAt(each, "metricName") === "TotalRequests" &&
          !["", "Count"].includes(textAt(each, "timeAggregation")),
      );
      return wrong === undefined
        ? undefined
        : `TotalRequests has no aggregation ${textAt(wrong, "timeAggregation")}, only Count`;
    },
  },
  {
    says: "the action groups of an alert exist",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    on: ALL_ALERTS,
    refuse(asked, { store }) {
      const missing = groupsTold(asked).find((group) => store.get(group) === undefined);
      return missing && `Action group ${missing} was not found`;
    },
  },
  {
    says: "an alert has five action groups at most",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    on: ALL_ALERTS,
    refuse(asked) {
      const { length } = groupsTold(asked);
      return length <= 5 ? undefined : `An alert has at most 5 action groups, got ${length}`;
    },
  },
  {
    says: "an alert looks back as far as its metric's values are apart",
    source: METRICS,
    on: [ALERTS],
    refuse(asked) {
      const window = MINUTES[asText(at(asked, "properties.windowSize"))] ?? 0;
      const sparse = listAt(asked, "properties.criteria.allOf").find(
        (each) => window < (SPARSE_METRICS[textAt(each, "metricName")] ?? 1),
      );
      return sparse === undefined
        ? undefined
        : `Window is shorter than the time grain of metric ${textAt(sparse, "metricName")}`;
    },
  },
  {
    says: "an alert on an availability test is about the test and its component",
    source: "learn.microsoft.com/azure/azure-monitor/alerts/resource-manager-alerts-metric",
    on: [ALERTS],
    refuse(asked) {
      const test = textAt(asked, "properties.criteria.webTestId");
      if (test === "") return undefined;
      const scopes = listAt(asked, "properties.scopes").map(String).map(key);
      const needed = [test, textAt(asked, "properties.criteria.componentId")].map(key);
      return needed.every((id) => scopes.includes(id)) && scopes.length === needed.length
        ? undefined
        : "Scopes have to be the availability test and its component";
    },
  },
];

function namespacesOf(alert: Json): readonly string[] {
  return listAt(alert, "properties.criteria.allOf")
    .map((each) => textAt(each, "metricNamespace"))
    .filter((namespace) => namespace !== "");
}
