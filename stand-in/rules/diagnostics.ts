import { diagnosticSources } from "../../lib/diagnostics/sources";
import { at, isObject, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const SETTINGS = "Microsoft.Insights/diagnosticSettings";
const LOGS = "learn.microsoft.com/azure/azure-monitor/reference/logs-index";

/** learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-web-sites-logs */
const WEB_LOGS: readonly string[] = [
  "FunctionAppLogs",
  ...["Antivirus Scan Audit", "App", "Audit", "Authentication", "Console", "File Audit", "HTTP"].map(
    (name) => `AppService${name.replaceAll(" ", "")}Logs`,
  ),
  "AppServiceIPSecAuditLogs",
  "AppServicePlatformLogs",
];

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
  // github.com/Azure/terraform-azurerm-avm-res-storage-storageaccount/pull/325
  "microsoft.storage/storageaccounts": { logs: [], metrics: ["Transaction", "Capacity"] },
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
      { logs: WEB_LOGS, metrics: ["AllMetrics"] },
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
  "microsoft.apimanagement/service": {
    logs: ["GatewayLogs", "WebSocketConnectionLogs", "DeveloperPortalAuditLogs"],
    metrics: ["AllMetrics"],
  },
  // learn.microsoft.com/azure/virtual-network/monitor-public-ip-reference
  "microsoft.network/publicipaddresses": {
    logs: ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
    metrics: ["AllMetrics"],
  },
  "microsoft.cdn/profiles": {
    logs: ["FrontDoorAccessLog", "FrontDoorHealthProbeLog", "FrontDoorWebApplicationFirewallLog"],
    metrics: ["AllMetrics"],
  },
  "microsoft.eventgrid/topics": {
    logs: ["DataPlaneRequests", "DeliveryFailures", "PublishFailures"],
    metrics: ["AllMetrics"],
  },
  "microsoft.eventgrid/systemtopics": { logs: ["DeliveryFailures"], metrics: ["AllMetrics"] },
  "microsoft.cache/redis": {
    logs: ["ConnectedClientList", "MSEntraAuthenticationAuditLog"],
    metrics: ["AllMetrics"],
  },
  "microsoft.cache/redisenterprise": { logs: [], metrics: ["AllMetrics"] },
  "microsoft.cache/redisenterprise/databases": { logs: ["ConnectionEvents"], metrics: ["AllMetrics"] },
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
      if (foreign !== undefined) return `Category '${foreign}' is not supported`;
      const group = groupsOf(asked).find(
        (each) => known.logs.length === 0 || !["allLogs", "audit"].includes(each),
      );
      return group && `Category group '${group}' is not supported`;
    },
  },
  {
    says: "a diagnostic setting sends something, and to a workspace that is there",
    source: "learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    on: [SETTINGS],
    refuse(asked, { store }) {
      const sent = [...categoriesOf(asked, "logs"), ...groupsOf(asked), ...categoriesOf(asked, "metrics")];
      if (sent.length === 0) return "At least one data category has to be enabled";
      const workspace = textAt(asked, "properties.workspaceId");
      return workspace !== "" && store.get(workspace) === undefined
        ? `Workspace ${workspace} was not found`
        : undefined;
    },
  },
  {
    says: "a resource sends a category to a workspace once",
    source: "learn.microsoft.com/azure/azure-monitor/platform/diagnostic-settings",
    on: [SETTINGS],
    status: 409,
    code: "Conflict",
    refuse(asked, { id, store }) {
      const scope = key(id).split("/providers/microsoft.insights/")[0] ?? "";
      const workspace = key(textAt(asked, "properties.workspaceId"));
      const logs = [...categoriesOf(asked, "logs"), ...groupsOf(asked)];
      const twin = store
        .ofType(SETTINGS)
        .filter(
          (each) =>
            key(each.id) !== key(id) && key(each.id).split("/providers/microsoft.insights/")[0] === scope,
        )
        .filter(({ body }) => workspace !== "" && key(textAt(body, "properties.workspaceId")) === workspace)
        .find(({ body }) =>
          [...categoriesOf(body, "logs"), ...groupsOf(body)].some((each) => logs.includes(each)),
        );
      return (
        twin &&
        `Data sink '${workspace}' is already used in diagnostic setting '${twin.name}' for the category`
      );
    },
  },
  {
    says: "AllMetrics of a storage account's service is kept as Transaction and Capacity",
    source: "github.com/Azure/terraform-azurerm-avm-res-storage-storageaccount, locals.diagnostics.tf",
    on: [SETTINGS],
    keeps(asked, { id }) {
      if (!targetType(id).startsWith("microsoft.storage/storageaccounts/")) return asked;
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
      const dedicated = [
        "microsoft.documentdb/databaseaccounts",
        "microsoft.servicebus/namespaces",
        "microsoft.apimanagement/service",
        "microsoft.cache/redis",
        "microsoft.cdn/profiles",
      ];
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
    .map((each) => textAt(each, "category"))
    .filter((category) => category !== "");
}

function groupsOf(asked: Parameters<typeof listAt>[0]): readonly string[] {
  return listAt(asked, "properties.logs")
    .filter((each) => at(each, "enabled") === true)
    .map((each) => textAt(each, "categoryGroup"))
    .filter((group) => group !== "");
}

/** `microsoft.storage/storageaccounts/blobservices` of `…/storageAccounts/a/blobServices/default/providers/…`. */
function targetType(id: string): string {
  const path = key(id).split("/providers/microsoft.insights/")[0] ?? "";
  const [namespace = "", ...chain] = (path.split("/providers/").at(-1) ?? "").split("/");
  return [namespace, ...chain.filter((_word, index) => index % 2 === 0)].join("/");
}
