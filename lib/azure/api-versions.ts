/** A version of Azure Resource Manager's interface to one namespace. */
interface ApiVersion {
  /** What the library's templates say. */
  readonly version: string;
  /** Where its body was read. */
  readonly source: string;
  /** Azure has announced that it stops serving what is older than this. */
  readonly oldestServed?: {
    readonly version: string;
    /** The day on which it stops, or has stopped. */
    readonly from: string;
    readonly source: string;
  };
}

/**
 * The versions that templates and their `list…` functions say, by namespace, held against what Azure has announced by
 * 2026-11-28. For Cosmos DB, Service Bus, Storage and App Service nothing is announced that reaches control-plane versions of 2023.
 */
const versions = {
  "Microsoft.ApiManagement": {
    version: "2022-08-01",
    source: "learn.microsoft.com/azure/templates/microsoft.apimanagement/2022-08-01/service/namedvalues",
    oldestServed: {
      version: "2021-08-01",
      from: "2024-06-01",
      source: "learn.microsoft.com/azure/api-management/breaking-changes/api-version-retirement-sep-2023",
    },
  },
  "Microsoft.Cache": {
    version: "2025-07-01",
    source:
      "learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01/redisenterprise/databases/accesspolicyassignments",
    // Nothing is announced for a day; since then 2021-03-01 and 2023-07-01 of redisEnterprise answer 400.
    oldestServed: {
      version: "2024-02-01",
      from: "2026-06-02",
      source: "github.com/Azure/azure-service-operator/issues/5430",
    },
  },
  "Microsoft.DocumentDB": {
    version: "2024-05-15",
    source: "learn.microsoft.com/azure/templates/microsoft.documentdb/2024-05-15/databaseaccounts",
  },
  "Microsoft.KeyVault": {
    version: "2026-02-01",
    source: "learn.microsoft.com/azure/templates/microsoft.keyvault/2026-02-01/vaults/secrets",
    oldestServed: {
      version: "2026-02-01",
      from: "2027-02-27",
      source: "learn.microsoft.com/azure/key-vault/general/access-control-default",
    },
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
