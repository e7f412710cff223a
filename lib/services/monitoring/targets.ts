import type { ExternalName } from "../contract/external-options";
import type { AlertTarget } from "./alert-target";

/** One resource that has metrics. */
export interface AlertTargetKind {
  /** What messages call it. */
  readonly label: string;
  /** Its type in Azure, which its metrics are listed under. */
  readonly namespace: string;
  /** The stack that it is in: its alerts are there too. */
  readonly stack: "platform" | "workloads";
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
};
