/** Alerts that tell of an event, and have no threshold. */
export type EventAlertName = ActivityAlertName | typeof SECRET_NEAR_EXPIRY;

/** Alerts on something that is taken away. */
export type ActivityAlertName =
  "locksDeleted" | "roleAssignmentsDeleted" | "diagnosticSettingsDeleted" | "keyVaultDeleted";

/** A secret of the vault is about to end, or has ended. */
export const SECRET_NEAR_EXPIRY = "secretNearExpiry";

/** What Azure writes into its activity log when it happens. */
export interface ActivityAlertDefinition {
  /** What has happened when it fires. */
  readonly intent: string;
  readonly operation: string;
}

/** Operations: learn.microsoft.com/azure/role-based-access-control/resource-provider-operations */
export const activityAlerts: Readonly<Record<ActivityAlertName, ActivityAlertDefinition>> = {
  locksDeleted: { intent: "a lock was deleted", operation: "Microsoft.Authorization/locks/delete" },
  roleAssignmentsDeleted: {
    intent: "a role assignment was deleted",
    operation: "Microsoft.Authorization/roleAssignments/delete",
  },
  diagnosticSettingsDeleted: {
    intent: "a diagnostic setting was deleted",
    operation: "Microsoft.Insights/diagnosticSettings/delete",
  },
  keyVaultDeleted: { intent: "a key vault was deleted", operation: "Microsoft.KeyVault/vaults/delete" },
};

export const activityAlertNames = Object.keys(activityAlerts) as readonly ActivityAlertName[];
export const eventAlertNames: readonly EventAlertName[] = [...activityAlertNames, SECRET_NEAR_EXPIRY];

/**
 * What a key vault writes into its log 30 days before a secret ends, and when it ends, whether anything subscribes to
 * its events or not: learn.microsoft.com/azure/key-vault/general/logging
 */
const EXPIRY_OPERATIONS = ["SecretNearExpiryEventGridNotification", "SecretExpiredEventGridNotification"];

/** In Kusto. The log is in the one table or in the other, as its diagnostic setting says. */
export const EXPIRY_QUERY = `union isfuzzy=true AzureDiagnostics, AZKVAuditLogs
| where OperationName in (${EXPIRY_OPERATIONS.map((operation) => `"${operation}"`).join(", ")})`;
