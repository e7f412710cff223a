import { choosesDestination, publishedType } from "../diagnostic-categories/published";
import { at, isObject, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const SETTINGS = "Microsoft.Insights/diagnosticSettings";
const LOGS = "learn.microsoft.com/azure/azure-monitor/reference/logs-index";

/**
 * What each type sends of metrics, by ARM's name of it: learn.microsoft.com/azure/azure-monitor/reference/metrics-index.
 * Microsoft's pages of metrics do not name the categories.
 */
const METRICS: Readonly<Record<string, readonly string[]>> = {
  "microsoft.network/virtualnetworks": ["AllMetrics"],
  "microsoft.network/networksecuritygroups": [],
  "microsoft.operationalinsights/workspaces": ["AllMetrics"],
  "microsoft.keyvault/vaults": ["AllMetrics"],
  "microsoft.documentdb/databaseaccounts": ["Requests", "SLI"],
  // github.com/Azure/terraform-azurerm-avm-res-storage-storageaccount/pull/325
  "microsoft.storage/storageaccounts": ["Transaction", "Capacity"],
  ...Object.fromEntries(
    ["blob", "queue", "table", "file"].map((service) => [
      `microsoft.storage/storageaccounts/${service}services`,
      ["Transaction", "Capacity", "AllMetrics"],
    ]),
  ),
  "microsoft.web/serverfarms": ["AllMetrics"],
  "microsoft.web/sites": ["AllMetrics"],
  "microsoft.web/sites/slots": ["AllMetrics"],
  "microsoft.servicebus/namespaces": ["AllMetrics"],
  "microsoft.eventhub/namespaces": ["AllMetrics"],
  "microsoft.containerregistry/registries": ["AllMetrics"],
  "microsoft.apimanagement/service": ["AllMetrics"],
  "microsoft.network/publicipaddresses": ["AllMetrics"],
  "microsoft.cdn/profiles": ["AllMetrics"],
  "microsoft.eventgrid/topics": ["AllMetrics"],
  "microsoft.eventgrid/systemtopics": ["AllMetrics"],
  "microsoft.cache/redis": ["AllMetrics"],
  "microsoft.cache/redisenterprise": ["AllMetrics"],
  "microsoft.cache/redisenterprise/databases": ["AllMetrics"],
};

/** What a type sends; the logs as Microsoft lists them, so that the library's own list is not its own judge. */
function sentBy(
  type: string,
): { readonly logs: readonly string[]; readonly metrics: readonly string[] } | undefined {
  const listed = publishedType(type);
  const metrics = METRICS[type];
  if (listed === undefined && metrics === undefined) return undefined;
  return { logs: (listed?.logs ?? []).map(({ category }) => category), metrics: metrics ?? [] };
}

export const diagnostics: readonly Rule[] = [
  {
    says: "a diagnostic setting sends categories that its target has",
    source: LOGS,
    on: [SETTINGS],
    refuse(asked, { id }) {
      const target = targetType(id);
      const known = sentBy(target);
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
    says: "a diagnostic setting has a category, and its workspace exists",
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
    says: "dedicated tables are available for some services; for others Azure ignores the choice",
    source: "github.com/Azure/azure-rest-api-specs/issues/22400",
    on: [SETTINGS],
    keeps(asked, { id }) {
      const properties = at(asked, "properties");
      if (choosesDestination(targetType(id)) || !isObject(properties)) return asked;
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
