/**
 * What azurerm reads with POST, by its sources: app settings, keys and connection strings, by the type that it reads them of. Reader
 * does not allow it.
 */
export const readByPost = {
  // Secrets and tables are template deployments, which are read as templates.
  "Microsoft.Resources/deployments": ["Microsoft.Resources/deployments/exportTemplate/action"],
  "Microsoft.Web/sites": ["Microsoft.Web/sites/config/list/action"],
  "Microsoft.Web/sites/slots": ["Microsoft.Web/sites/slots/config/list/action"],
  // Of the tiers that have a developer portal.
  "Microsoft.ApiManagement/service": [
    "Microsoft.ApiManagement/service/portalsettings/listSecrets/action",
    "Microsoft.ApiManagement/service/tenant/listSecrets/action",
  ],
  "Microsoft.DocumentDB/databaseAccounts": [
    "Microsoft.DocumentDB/databaseAccounts/listConnectionStrings/action",
    "Microsoft.DocumentDB/databaseAccounts/listKeys/action",
    "Microsoft.DocumentDB/databaseAccounts/readonlykeys/action",
  ],
  "Microsoft.OperationalInsights/workspaces": ["Microsoft.OperationalInsights/workspaces/sharedKeys/action"],
  "Microsoft.EventGrid/topics": ["Microsoft.EventGrid/topics/listKeys/action"],
  "Microsoft.EventGrid/eventSubscriptions": ["Microsoft.EventGrid/eventSubscriptions/getFullUrl/action"],
  "Microsoft.EventGrid/systemTopics/eventSubscriptions": [
    "Microsoft.EventGrid/systemTopics/eventSubscriptions/getFullUrl/action",
  ],
  "Microsoft.EventHub/namespaces": ["Microsoft.EventHub/namespaces/authorizationRules/listKeys/action"],
  "Microsoft.ServiceBus/namespaces": ["Microsoft.ServiceBus/namespaces/authorizationRules/listKeys/action"],
  "Microsoft.Cache/redis": ["Microsoft.Cache/redis/listKeys/action"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const byType: Readonly<Record<string, readonly string[]>> = readByPost;

/** The same for any type; most are read with GET alone. */
export function readByPostOf(type: string): readonly string[] {
  return byType[type] ?? [];
}
