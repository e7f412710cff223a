import type { AlertAggregation } from "./conditions";
import type { AlertTarget } from "./alert-target";

/** What Azure has of one metric. */
export interface Metric {
  /** The usual one first. */
  readonly aggregations: readonly AlertAggregation[];
  readonly dimensions: readonly string[];
  /** Minutes between two values, where that is not one. */
  readonly everyMinutes?: number;
}

const ROLE = ["cloud/roleInstance", "cloud/roleName"];
const REQUEST = ["request/performanceBucket", "request/resultCode", "operation/synthetic", ...ROLE];
const DEPENDENCY = [
  "dependency/type",
  "dependency/performanceBucket",
  "dependency/success",
  "dependency/target",
  "dependency/resultCode",
  "operation/synthetic",
  ...ROLE,
];
const TEST = ["availabilityResult/name", "availabilityResult/location"];
const INSTANCE = ["Instance"];
const COLLECTION = ["DatabaseName", "CollectionName", "Region"];
const LATENCY = [...COLLECTION, "ConnectionMode", "OperationType", "PublicAPIType"];
const API = ["GeoType", "ApiName", "Authentication"];
const ACTIVITY = ["ActivityType", "ActivityName"];
const STATUS = [...ACTIVITY, "StatusCode", "StatusCodeClass"];

/** learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-insights-components-metrics */
const appInsights = {
  ...each(["availabilityResults/availabilityPercentage"], ["Average"], TEST),
  ...each(["availabilityResults/count"], ["Count"], [...TEST, "availabilityResult/success"]),
  ...each(["availabilityResults/duration"], average(), [...TEST, "availabilityResult/success"]),
  ...each(["dependencies/count", "dependencies/failed"], ["Count"], DEPENDENCY),
  ...each(["dependencies/duration"], average(), DEPENDENCY),
  ...each(["exceptions/count"], ["Count"], [...ROLE, "client/type"]),
  ...each(["exceptions/server"], ["Count"], [...ROLE, "client/isServer"]),
  ...each(["performanceCounters/memoryAvailableBytes"], average(), ["cloud/roleInstance"]),
  ...each(["performanceCounters/processCpuPercentage"], average(), ["cloud/roleInstance"]),
  ...each(["performanceCounters/processPrivateBytes"], average(), ["cloud/roleInstance"]),
  ...each(["requests/count", "requests/failed"], ["Count"], [...REQUEST, "request/success"]),
  ...each(["requests/duration"], average(), [...REQUEST, "request/success"]),
  ...each(["requests/rate"], ["Average"], [...REQUEST, "request/success"]),
  ...each(["traces/count"], ["Count"], ["trace/severityLevel", "operation/synthetic", ...ROLE]),
};

/** learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-web-sites-metrics */
const functionApp = {
  ...each(["AlwaysReadyFunctionExecutionCount", "AlwaysReadyFunctionExecutionUnits"], ["Total"], INSTANCE),
  ...each(["OnDemandFunctionExecutionCount", "OnDemandFunctionExecutionUnits"], ["Total"], INSTANCE),
  ...each(["FunctionExecutionCount", "FunctionExecutionUnits", "AlwaysReadyUnits"], ["Total"], INSTANCE),
  ...each(["BytesReceived", "BytesSent", "Requests"], ["Total"], INSTANCE),
  ...each(["Http101", "Http2xx", "Http3xx", "Http401", "Http403"], ["Total"], INSTANCE),
  ...each(["Http404", "Http406", "Http4xx", "Http5xx"], ["Total"], INSTANCE),
  ...each(["AppConnections"], ["Average", "Count", "Maximum", "Minimum"], INSTANCE),
  ...each(["AverageMemoryWorkingSet", "MemoryWorkingSet", "PrivateBytes"], ["Average"], INSTANCE),
  ...each(["CpuPercentage", "Handles", "Threads", "HttpResponseTime"], ["Average"], INSTANCE),
  ...each(["RequestsInApplicationQueue"], ["Average"], INSTANCE),
  ...each(["InstanceCount"], ["Average"], []),
  ...each(["HealthCheckStatus"], ["Average"], INSTANCE, 5),
  ...each(["FileSystemUsage"], ["Average"], [], 360),
};

/** learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-documentdb-databaseaccounts-metrics */
const cosmos = {
  ...each(
    ["TotalRequests"],
    ["Count"],
    [...COLLECTION, "StatusCode", "OperationType", "Status", "CapacityType"],
  ),
  ...each(
    ["TotalRequestUnits"],
    ["Total", "Average", "Maximum"],
    [...COLLECTION, "StatusCode", "OperationType", "Status", "CapacityType"],
  ),
  ...each(
    ["NormalizedRUConsumption"],
    ["Maximum", "Average"],
    [...COLLECTION, "PartitionKeyRangeId", "CollectionRid", "PhysicalPartitionId"],
  ),
  ...each(["MetadataRequests"], ["Count"], [...COLLECTION, "StatusCode", "Role"]),
  ...each(["ServerSideLatencyDirect", "ServerSideLatencyGateway"], [...average(), "Total"], LATENCY),
  ...each(["AutoscaledRU"], ["Maximum"], [...COLLECTION, "PhysicalPartitionId"]),
  ...each(["AutoscaleMaxThroughput"], ["Maximum"], ["DatabaseName", "CollectionName"], 5),
  ...each(["ProvisionedThroughput"], ["Maximum"], COLLECTION, 5),
  ...each(["PhysicalPartitionSizeInfo"], ["Maximum", "Average"], [...COLLECTION, "PhysicalPartitionId"]),
  ...each(["DataUsage", "IndexUsage"], ["Total", ...average()], COLLECTION, 5),
  ...each(["DocumentCountV2"], ["Total", "Average"], COLLECTION, 5),
  ...each(["ReplicationLatency"], average(), ["SourceRegion", "TargetRegion"]),
  ...each(["ServiceAvailability"], average(), ["IsExternal"], 60),
  ...each(["RegionFailover"], ["Count"], [], 5),
  ...each(["OfflineRegion", "OnlineRegion"], ["Count"], ["Region", "StatusCode"]),
  ...each(["UpdateAccountKeys"], ["Count"], ["KeyType"], 5),
  ...each(["UpdateAccountNetworkSettings", "UpdateAccountReplicationSettings"], ["Count"], [], 5),
};

/** learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-storage-storageaccounts-metrics */
const storage = {
  ...each(["Availability", "SuccessE2ELatency", "SuccessServerLatency"], average(), API),
  ...each(["Egress", "Ingress"], ["Total", ...average()], API),
  ...each(["Transactions"], ["Total"], [...API, "ResponseType"]),
  ...each(["UsedCapacity"], ["Average"], [], 60),
};

/** learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-keyvault-vaults-metrics */
const keyVault = {
  ...each(["Availability", "ServiceApiLatency"], ["Average"], STATUS),
  ...each(["SaturationShoebox"], ["Average"], [...ACTIVITY, "TransactionType"]),
  ...each(["ServiceApiHit"], ["Count"], ACTIVITY),
  ...each(["ServiceApiResult"], ["Count"], STATUS),
};

/** What alerts can look at, by what they are about; what only other kinds of account or app have is left out. */
export const metrics: Readonly<Record<AlertTarget, Readonly<Record<string, Metric>>>> = {
  appInsights,
  functionApp,
  cosmos,
  storage,
  keyVault,
};

/** Undefined where Azure has none of that name. */
export function metricOf(target: AlertTarget, name: string): Metric | undefined {
  return Object.hasOwn(metrics[target], name) ? metrics[target][name] : undefined;
}

function average(): readonly AlertAggregation[] {
  return ["Average", "Maximum", "Minimum"];
}

function each(
  names: readonly string[],
  aggregations: readonly AlertAggregation[],
  dimensions: readonly string[],
  everyMinutes?: number,
): Readonly<Record<string, Metric>> {
  const metric = { aggregations, dimensions, ...(everyMinutes === undefined ? {} : { everyMinutes }) };
  return Object.fromEntries(names.map((name) => [name, metric]));
}
