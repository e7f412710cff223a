import type { ExternalName } from "../contract/external-options";

/** One query of the logs, as Log Analytics shows it. */
export interface SavedQuery {
  readonly title: string;
  /** What the answer tells. */
  readonly description: string;
  /** Where Log Analytics offers it. */
  readonly category: "applications" | "databases" | "resources" | "security";
  readonly resourceType: string;
  /** The option that names the existing resource it is about: the logs are its owner's then. */
  readonly external?: ExternalName;
  /** In Kusto; Log Analytics itself cuts it to the chosen time. */
  readonly body: string;
}

const INSIGHTS = "microsoft.insights/components";
const SITES = "microsoft.web/sites";
const COSMOS = "microsoft.documentdb/databaseaccounts";
const STORAGE = "microsoft.storage/storageaccounts";
const VAULTS = "microsoft.keyvault/vaults";

/** By name. Tables and columns: learn.microsoft.com/azure/azure-monitor/reference/tables-index */
export const savedQueries: Readonly<Record<string, SavedQuery>> = {
  "function-failures": {
    title: "Functions: failures by function and result",
    description: "Which functions fail, how often, and with what result.",
    category: "applications",
    resourceType: INSIGHTS,
    body: `AppRequests
| where Success == false
| summarize Failures = sum(ItemCount), Latest = max(TimeGenerated) by OperationName, ResultCode
| order by Failures desc`,
  },
  "function-durations": {
    title: "Functions: durations in milliseconds",
    description: "How long each function takes: half of its calls, and the slowest.",
    category: "applications",
    resourceType: INSIGHTS,
    body: `AppRequests
| summarize Calls = sum(ItemCount), (Half, Slow, Slowest) = percentiles(DurationMs, 50, 95, 99) by OperationName
| order by Slow desc`,
  },
  "function-exceptions": {
    title: "Functions: exceptions",
    description: "What was thrown, where, and how often.",
    category: "applications",
    resourceType: INSIGHTS,
    body: `AppExceptions
| summarize Thrown = sum(ItemCount), Latest = max(TimeGenerated) by ExceptionType, OuterMessage, OperationName
| order by Thrown desc`,
  },
  "function-dependencies": {
    title: "Functions: failed calls to other services",
    description: "Which services do not answer the functions.",
    category: "applications",
    resourceType: INSIGHTS,
    body: `AppDependencies
| where Success == false
| summarize Failures = sum(ItemCount) by DependencyType, Target, ResultCode, OperationName
| order by Failures desc`,
  },
  "function-host-errors": {
    title: "Functions: errors of the host",
    description: "What the Functions host and the code wrote as an error.",
    category: "applications",
    resourceType: SITES,
    body: `FunctionAppLogs
| where Level in ("Error", "Critical")
| project TimeGenerated, AppName, FunctionName, Message, ExceptionType, ExceptionMessage
| order by TimeGenerated desc`,
  },
  "cosmos-throttling": {
    title: "Cosmos DB: requests turned away",
    description: "Which containers and operations get 429, by region.",
    category: "databases",
    resourceType: COSMOS,
    external: "cosmos",
    body: `CDBDataPlaneRequests
| where StatusCode == 429
| summarize Requests = count() by DatabaseName, CollectionName, OperationName, RegionName, bin(TimeGenerated, 5m)
| order by TimeGenerated desc`,
  },
  "cosmos-request-units": {
    title: "Cosmos DB: request units by operation",
    description: "What the throughput is spent on.",
    category: "databases",
    resourceType: COSMOS,
    external: "cosmos",
    body: `CDBDataPlaneRequests
| summarize RequestUnits = sum(RequestCharge), Requests = count(), Dearest = max(RequestCharge) by CollectionName, OperationName
| order by RequestUnits desc`,
  },
  "storage-failures": {
    title: "Storage: failed requests for blobs",
    description: "What the blob service refuses or cannot do, and by which identity it is asked.",
    category: "resources",
    resourceType: STORAGE,
    external: "storage",
    body: `StorageBlobLogs
| where toint(StatusCode) >= 400
| summarize Requests = count() by AccountName, OperationName, StatusCode, StatusText, AuthenticationType, RequesterObjectId
| order by Requests desc`,
  },
  "storage-latency": {
    title: "Storage: how long blobs take, in milliseconds",
    description: "The whole time, and the part of it that is the storage service's own.",
    category: "resources",
    resourceType: STORAGE,
    external: "storage",
    body: `StorageBlobLogs
| summarize Whole = percentile(DurationMs, 95), Server = percentile(ServerLatencyMs, 95), Requests = count() by OperationName
| order by Whole desc`,
  },
  "key-vault-refusals": {
    title: "Key vault: refused requests",
    // oxlint-disable-next-line language/plain-english -- deployed: another text would be a change in every plan
    description: "Who was not let in, and what for.",
    category: "security",
    resourceType: VAULTS,
    external: "keyVault",
    body: `AzureDiagnostics
| where ResourceProvider == "MICROSOFT.KEYVAULT" and Category == "AuditEvent"
| where httpStatusCode_d >= 400
| summarize Requests = count(), Latest = max(TimeGenerated) by Resource, OperationName, ResultSignature, CallerIPAddress
| order by Requests desc`,
  },
};
