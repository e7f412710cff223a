import type { ExternalName } from "../contract/external-options";
import type { OptionalName } from "../words";
import type { AlertTarget } from "./alert-target";

/** One resource that has metrics. */
export interface AlertTargetKind {
  /** What messages call it. */
  readonly label: string;
  /** Its type in Azure, which its metrics are listed under. */
  readonly namespace: string;
  /** The stack of its alerts: that of the resource, or a later one. */
  readonly stack: "platform" | "workloads";
  /** The option that it is there with. */
  readonly optional?: OptionalName;
  /** The option that names the existing resource: its owner watches it. */
  readonly external?: ExternalName;
}

export const alertTargets: Readonly<Record<AlertTarget, AlertTargetKind>> = {
  appInsights: {
    label: "Application Insights",
    namespace: "Microsoft.Insights/components",
    stack: "workloads",
  },
  functionApp: { label: "the function app", namespace: "Microsoft.Web/sites", stack: "workloads" },
  cosmos: {
    label: "the Cosmos DB account",
    namespace: "Microsoft.DocumentDB/databaseAccounts",
    stack: "platform",
    external: "cosmos",
  },
  storage: {
    label: "the storage account",
    namespace: "Microsoft.Storage/storageAccounts",
    stack: "platform",
    external: "storage",
  },
  keyVault: {
    label: "the key vault",
    namespace: "Microsoft.KeyVault/vaults",
    stack: "platform",
    external: "keyVault",
  },
  serviceBus: {
    label: "the Service Bus namespace",
    namespace: "Microsoft.ServiceBus/namespaces",
    stack: "workloads",
    optional: "serviceBus",
    external: "serviceBus",
  },
  redis: {
    label: "the Azure Managed Redis",
    namespace: "Microsoft.Cache/redisEnterprise",
    stack: "workloads",
    optional: "redis",
    external: "redis",
  },
  apim: {
    label: "API Management",
    namespace: "Microsoft.ApiManagement/service",
    stack: "workloads",
    optional: "apim",
    external: "apim",
  },
};
