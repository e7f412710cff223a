/** What Azure calls the logs and metrics that this library sends to the workspace. */
export type DiagnosticCategory =
  | "AllMetrics"
  | "ApplicationMetricsLogs"
  | "Audit"
  | "AuditEvent"
  | "AzurePolicyEvaluationDetails"
  | "Capacity"
  | "ConnectedClientList"
  | "ConnectionEvents"
  | "ContainerRegistryLoginEvents"
  | "ContainerRegistryRepositoryEvents"
  | "ControlPlaneRequests"
  | "DataPlaneRequests"
  | "DDoSMitigationFlowLogs"
  | "DDoSMitigationReports"
  | "DDoSProtectionNotifications"
  | "DeliveryFailures"
  | "DeveloperPortalAuditLogs"
  | "DiagnosticErrorLogs"
  | "FrontDoorAccessLog"
  | "FrontDoorHealthProbeLog"
  | "FrontDoorWebApplicationFirewallLog"
  | "FunctionAppLogs"
  | "GatewayLlmLogs"
  | "GatewayLogs"
  | "GatewayMCPLogs"
  | "MSEntraAuthenticationAuditLog"
  | "NetworkSecurityGroupEvent"
  | "NetworkSecurityGroupRuleCounter"
  | "OperationalLogs"
  | "PartitionKeyRUConsumption"
  | "PartitionKeyStatistics"
  | "PublishFailures"
  | "QueryRuntimeStatistics"
  | "RuntimeAuditLogs"
  | "StorageDelete"
  | "StorageRead"
  | "StorageWrite"
  | "Transaction"
  | "VMProtectionAlerts"
  | "VNetAndIPFilteringLogs"
  | "WebSocketConnectionLogs";

/** Parts of a resource without which one of its services has nothing to send. */
export type ResourcePart = "file shares";

/** The parts that resources have, by the resource's name in Terraform. */
export type PartsByResource = Readonly<Record<string, readonly ResourcePart[]>>;

/** What one Azure resource sends. */
export interface DiagnosticSource {
  /** Ends the setting's address, where a resource has several of them. */
  readonly id?: string;
  /** Appended to the resource's id, `/blobServices/default`. */
  readonly path?: string;
  readonly logs: readonly DiagnosticCategory[];
  readonly metrics: readonly DiagnosticCategory[];
  /** Sent only where the resource has parts of this kind, which its service says in `parts`. */
  readonly onlyWith?: ResourcePart;
  /** Logs that are sent only where `logs.diagnostics` says `true`: not every tier has them. */
  readonly onRequest?: readonly DiagnosticCategory[];
  /**
   * Tables of their own instead of the one for everything, where Azure keeps that choice. Of other types it does not, and
   * each plan would set it again: github.com/Azure/azure-rest-api-specs/issues/22400
   */
  readonly dedicatedTables?: true;
}

const FUNCTION_APP: readonly DiagnosticSource[] = [{ logs: ["FunctionAppLogs"], metrics: ["AllMetrics"] }];

// At the service's own scope Azure expands AllMetrics, and each plan would show it: they are named instead.
const STORAGE_METRICS = ["Transaction", "Capacity"] as const;
const storageService = (id: string): DiagnosticSource => ({
  id,
  path: `/${id}Services/default`,
  logs: ["StorageRead", "StorageWrite", "StorageDelete"],
  metrics: STORAGE_METRICS,
});

/**
 * What resources of each Terraform type send, but for services that bring theirs:
 * learn.microsoft.com/azure/azure-monitor/reference/logs-index, and /metrics-index
 */
export const commonSources: Readonly<Record<string, readonly DiagnosticSource[]>> = {
  azurerm_virtual_network: [{ logs: ["VMProtectionAlerts"], metrics: ["AllMetrics"] }],
  azurerm_network_security_group: [
    { logs: ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"], metrics: [] },
  ],
  azurerm_log_analytics_workspace: [{ logs: ["Audit"], metrics: ["AllMetrics"] }],
  azurerm_key_vault: [{ logs: ["AuditEvent", "AzurePolicyEvaluationDetails"], metrics: ["AllMetrics"] }],
  azurerm_cosmosdb_account: [
    {
      logs: [
        "DataPlaneRequests",
        "QueryRuntimeStatistics",
        "PartitionKeyStatistics",
        "PartitionKeyRUConsumption",
        "ControlPlaneRequests",
      ],
      // Azure Monitor has them anyway, and none of them can be exported.
      metrics: [],
      dedicatedTables: true,
    },
  ],
  azurerm_storage_account: [
    { logs: [], metrics: STORAGE_METRICS },
    storageService("blob"),
    storageService("queue"),
    storageService("table"),
    { ...storageService("file"), onlyWith: "file shares" },
  ],
  azurerm_eventgrid_topic: [
    { logs: ["DataPlaneRequests", "DeliveryFailures", "PublishFailures"], metrics: ["AllMetrics"] },
  ],
  azurerm_eventgrid_system_topic: [{ logs: ["DeliveryFailures"], metrics: ["AllMetrics"] }],
  azurerm_public_ip: [
    {
      logs: ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
      metrics: ["AllMetrics"],
    },
  ],
  azurerm_service_plan: [{ logs: [], metrics: ["AllMetrics"] }],
  azurerm_windows_function_app: FUNCTION_APP,
  azurerm_windows_function_app_slot: FUNCTION_APP,
  azurerm_linux_function_app: FUNCTION_APP,
  azurerm_linux_function_app_slot: FUNCTION_APP,
  azurerm_function_app_flex_consumption: FUNCTION_APP,
};
