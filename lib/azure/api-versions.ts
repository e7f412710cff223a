/** A version of Azure Resource Manager's interface to one namespace. */
interface ApiVersion {
  /** What the library's templates say. */
  readonly version: string;
  /** Where its body was read. */
  readonly source: string;
}

/**
 * The versions that templates and their `list…` functions say, by namespace. A test holds them against what Azure has announced:
 * lib/azure/api-notices.ts
 */
const versions = {
  "Microsoft.ApiManagement": {
    version: "2022-08-01",
    source: "learn.microsoft.com/azure/templates/microsoft.apimanagement/2022-08-01/service/namedvalues",
  },
  "Microsoft.Cache": {
    version: "2025-07-01",
    source:
      "learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01/redisenterprise/databases/accesspolicyassignments",
  },
  "Microsoft.DocumentDB": {
    version: "2024-05-15",
    source: "learn.microsoft.com/azure/templates/microsoft.documentdb/2024-05-15/databaseaccounts",
  },
  "Microsoft.KeyVault": {
    version: "2026-02-01",
    source: "learn.microsoft.com/azure/templates/microsoft.keyvault/2026-02-01/vaults/secrets",
  },
  "Microsoft.ServiceBus": {
    version: "2024-01-01",
    source:
      "learn.microsoft.com/azure/templates/microsoft.servicebus/2024-01-01/namespaces/topics/subscriptions/rules",
  },
  "Microsoft.Storage": {
    version: "2023-05-01",
    source:
      "learn.microsoft.com/azure/templates/microsoft.storage/2023-05-01/storageaccounts/tableservices/tables",
  },
  "Microsoft.Web": {
    version: "2024-04-01",
    source: "learn.microsoft.com/rest/api/appservice/web-apps/list-host-keys",
  },
} as const satisfies Readonly<Record<string, ApiVersion>>;

export type TemplateNamespace = keyof typeof versions;

/** By namespace, to compare them. */
export const apiVersions: Readonly<Record<TemplateNamespace, ApiVersion>> = versions;

/** The version that a template says for a namespace. */
export function apiVersionOf(namespace: TemplateNamespace): string {
  return apiVersions[namespace].version;
}
