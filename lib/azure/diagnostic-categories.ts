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
  | "EventHubVNetConnectionEvent"
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
