import { diagnosticSources } from "../../lib/diagnostics/categories";
import { at, isObject, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const SETTINGS = "Microsoft.Insights/diagnosticSettings";
const LOGS = "learn.microsoft.com/azure/azure-monitor/reference/logs-index";

/**
 * What each type can send, by ARM's name of it. Written out apart from the library's own table, so that a category
 * that is wrong there is refused here.
 */
const CATEGORIES: Readonly<
  Record<string, { readonly logs: readonly string[]; readonly metrics: readonly string[] }>
> = {
  "microsoft.network/virtualnetworks": { logs: ["VMProtectionAlerts"], metrics: ["AllMetrics"] },
  "microsoft.network/networksecuritygroups": {
    logs: ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"],
    metrics: [],
  },
  "microsoft.operationalinsights/workspaces": {
    logs: ["Audit", "SummaryLogs", "Jobs"],
    metrics: ["AllMetrics"],
  },
  "microsoft.keyvault/vaults": {
    logs: ["AuditEvent", "AzurePolicyEvaluationDetails"],
    metrics: ["AllMetrics"],
  },
  "microsoft.documentdb/databaseaccounts": {
    logs: [
      "DataPlaneRequests",
      "QueryRuntimeStatistics",
      "PartitionKeyStatistics",
      "PartitionKeyRUConsumption",
      "ControlPlaneRequests",
    ],
    metrics: ["Requests", "SLI"],
  },
  "microsoft.storage/storageaccounts": { logs: [], metrics: ["Transaction", "Capacity", "AllMetrics"] },
  ...Object.fromEntries(
    ["blob", "queue", "table", "file"].map((service) => [
      `microsoft.storage/storageaccounts/${service}services`,
      {
        logs: ["StorageRead", "StorageWrite", "StorageDelete"],
        metrics: ["Transaction", "Capacity", "AllMetrics"],
      },
    ]),
  ),
  "microsoft.web/serverfarms": { logs: [], metrics: ["AllMetrics"] },
  ...Object.fromEntries(
    ["microsoft.web/sites", "microsoft.web/sites/slots"].map((type) => [
      type,
      { logs: ["FunctionAppLogs", "AppServiceAuthenticationLogs"], metrics: ["AllMetrics"] },
    ]),
  ),
  "microsoft.servicebus/namespaces": {
    logs: ["OperationalLogs", "VNetAndIPFilteringLogs", "RuntimeAuditLogs", "ApplicationMetricsLogs"],
    metrics: ["AllMetrics"],
  },
  "microsoft.containerregistry/registries": {
    logs: ["ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"],
    metrics: ["AllMetrics"],
  },
};

/** Types whose settings take categories that the stand-in knows. */
export const diagnosedTypes: readonly string[] = Object.keys(CATEGORIES);
/** How many types of Terraform's the library has categories for; a test holds it against the list above. */
export const libraryTypes: readonly string[] = Object.keys(diagnosticSources);

export const diagnostics: readonly Rule[] = [
  {
    says: "a diagnostic setting sends categories that its target has",
    source: LOGS,
    on: [SETTINGS],
    refuse(asked, { id }) {
      const target = targetType(id);
      const known = CATEGORIES[target];
      if (known === undefined) return `Resource type '${target}' has no diagnostic settings`;
      const foreign =
        categoriesOf(asked, "logs").find((each) => !known.logs.includes(each)) ??
        categoriesOf(asked, "metrics").find((each) => !known.metrics.includes(each));
      return foreign && `Category '${foreign}' is not supported`;
    },
  },
  {
    says: "a diagnostic setting sends something, and to a workspace that is there",
    source: "learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    on: [SETTINGS],
    refuse(asked, { store }) {
      if (categoriesOf(asked, "logs").length + categoriesOf(asked, "metrics").length === 0)
        return "At least one data category has to be enabled";
      const workspace = textAt(asked, "properties.workspaceId");
      return workspace !== "" && store.get(workspace) === undefined
        ? `Workspace ${workspace} was not found`
        : undefined;
    },
  },
  {
    says: "AllMetrics of a storage account's service is kept as Transaction and Capacity",
    source: "github.com/Azure/terraform-azurerm-avm-res-storage-storageaccount, locals.diagnostics.tf",
    on: [SETTINGS],
    keeps(asked, { id }) {
      if (!targetType(id).startsWith("microsoft.storage/")) return asked;
      const metrics = listAt(asked, "properties.metrics").flatMap((metric) =>
        textAt(metric, "category") === "AllMetrics" && isObject(metric)
          ? ["Transaction", "Capacity"].map((category) => ({ ...metric, category }))
          : [metric],
      );
      const properties = at(asked, "properties");
      return { ...asked, properties: { ...(isObject(properties) ? properties : {}), metrics } };
    },
  },
  {
    says: "tables of their own are known of few services; of others the choice is not kept",
    source: "learn.microsoft.com/azure/azure-monitor/platform/resource-logs#destination",
    on: [SETTINGS],
    keeps(asked, { id }) {
      const dedicated = ["microsoft.documentdb/databaseaccounts", "microsoft.servicebus/namespaces"];
      const properties = at(asked, "properties");
      if (dedicated.includes(targetType(id)) || !isObject(properties)) return asked;
      const { logAnalyticsDestinationType: _choice, ...kept } = properties;
      return { ...asked, properties: kept };
    },
  },
];

function categoriesOf(asked: Parameters<typeof listAt>[0], kind: "logs" | "metrics"): readonly string[] {
  return listAt(asked, `properties.${kind}`)
    .filter((each) => at(each, "enabled") === true)
    .map((each) => textAt(each, "category"));
}

/** `microsoft.storage/storageaccounts/blobservices` of `…/storageAccounts/a/blobServices/default/providers/…`. */
function targetType(id: string): string {
  const path = key(id).split("/providers/microsoft.insights/")[0] ?? "";
  const [namespace = "", ...chain] = (path.split("/providers/").at(-1) ?? "").split("/");
  return [namespace, ...chain.filter((_word, index) => index % 2 === 0)].join("/");
}
