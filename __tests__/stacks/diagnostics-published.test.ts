import { diagnosticSources } from "../../lib/stacks/diagnostic-sources";
import {
  SHARED_TABLE,
  choosesDestination,
  published,
  publishedType,
} from "../../lib/stand-in/diagnostic-categories/published";
import { synthBackend } from "../support/synth";

/** Azure's type of what each type of Terraform's makes. */
const ARM_TYPES: Readonly<Record<string, string>> = {
  azurerm_api_management: "Microsoft.ApiManagement/service",
  azurerm_cdn_frontdoor_profile: "Microsoft.Cdn/profiles",
  azurerm_container_registry: "Microsoft.ContainerRegistry/registries",
  azurerm_cosmosdb_account: "Microsoft.DocumentDB/databaseAccounts",
  azurerm_eventgrid_system_topic: "Microsoft.EventGrid/systemTopics",
  azurerm_eventhub_namespace: "Microsoft.EventHub/namespaces",
  azurerm_eventgrid_topic: "Microsoft.EventGrid/topics",
  azurerm_function_app_flex_consumption: "Microsoft.Web/sites",
  azurerm_key_vault: "Microsoft.KeyVault/vaults",
  azurerm_linux_function_app: "Microsoft.Web/sites",
  azurerm_linux_function_app_slot: "Microsoft.Web/sites/slots",
  azurerm_log_analytics_workspace: "Microsoft.OperationalInsights/workspaces",
  azurerm_managed_redis: "Microsoft.Cache/redisEnterprise",
  azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups",
  azurerm_public_ip: "Microsoft.Network/publicIPAddresses",
  azurerm_redis_cache: "Microsoft.Cache/redis",
  azurerm_service_plan: "Microsoft.Web/serverfarms",
  azurerm_servicebus_namespace: "Microsoft.ServiceBus/namespaces",
  azurerm_storage_account: "Microsoft.Storage/storageAccounts",
  azurerm_virtual_network: "Microsoft.Network/virtualNetworks",
  azurerm_windows_function_app: "Microsoft.Web/sites",
  azurerm_windows_function_app_slot: "Microsoft.Web/sites/slots",
};

const OTHER_API = "the account speaks the API for NoSQL alone";
const AGGREGATED = "DataPlaneRequests once more, added up";
const WEB_APP = "of web apps; functions write FunctionAppLogs and to Application Insights";

/** What Microsoft lists and the library does not send, each with why. */
const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Microsoft.Cdn/profiles": { AzureCdnAccessLog: "of Azure CDN, which is not Front Door" },
  "Microsoft.DocumentDB/databaseAccounts": {
    CassandraRequests: OTHER_API,
    DataPlaneRequests15M: AGGREGATED,
    DataPlaneRequests5M: AGGREGATED,
    GremlinRequests: OTHER_API,
    MongoRequests: OTHER_API,
    TableApiRequests: OTHER_API,
  },
  "Microsoft.EventHub/namespaces": {
    ArchiveLogs: "of Capture, which no backend uses",
    AutoScaleLogs: "of auto-inflate, whose result OperationalLogs have too",
    CustomerManagedKeyUserLogs: "of keys of the user's, which no namespace has",
    KafkaCoordinatorLogs: "of Kafka clients, which components are not",
    KafkaUserErrorLogs: "of Kafka clients, which components are not",
  },
  "Microsoft.Network/networkSecurityGroups": {
    NetworkSecurityGroupFlowEvent:
      "flow logs are made by Network Watcher: learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview",
  },
  "Microsoft.OperationalInsights/workspaces": {
    Jobs: "of exports and other jobs, which no backend makes",
    SummaryLogs: "of summary rules, which no backend makes",
  },
  "Microsoft.Web/serverfarms": { AppServiceConsoleLogs: WEB_APP, AppServicePlatformLogs: WEB_APP },
  ...Object.fromEntries(
    ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"].map((type) => [
      type,
      {
        AppServiceAntivirusScanAuditLogs: "of content that is written to the app's disk; a package is not",
        AppServiceAppLogs: WEB_APP,
        AppServiceAuditLogs: "of logins with a password, which are off",
        AppServiceConsoleLogs: WEB_APP,
        AppServiceFileAuditLogs: "of content that is written to the app's disk; a package is not",
        AppServiceHTTPLogs: "Application Insights has the requests",
        AppServiceIPSecAuditLogs: WEB_APP,
        AppServicePlatformLogs: WEB_APP,
        ...(type === "Microsoft.Web/sites" ? { WorkflowRuntime: "of Logic Apps" } : {}),
      },
    ]),
  ),
};

const sources = Object.entries(diagnosticSources).flatMap(([type, each]) =>
  each.map((source) => ({ ...source, type: `${ARM_TYPES[type] ?? type}${armPath(source.path)}` })),
);
const sentLogs = sources.map(({ type, logs, onRequest = [] }) => [type, [...logs, ...onRequest]] as const);

/** `/blobServices/default` → `/blobServices` */
function armPath(path = ""): string {
  return path.replace(/^(\/[^/]+)\/[^/]+$/, "$1");
}

test.each(sentLogs.filter(([, logs]) => logs.length > 0))(
  "every category that %s sends is one of Microsoft's",
  (type, logs) => {
    const listed = publishedType(type)?.logs.map(({ category }) => category);
    expect(listed).toEqual(expect.arrayContaining([...logs]));
  },
);

test.each(Object.keys(published.types))("every category of %s is sent, or left out with a reason", (type) => {
  const own = sentLogs.filter(([each]) => each.toLowerCase() === type.toLowerCase());
  expect(own.length).toBeGreaterThan(0);
  const sent = new Set<string>(own.flatMap(([, logs]) => logs));
  const listed = publishedType(type)?.logs.map(({ category }) => category) ?? [];
  expect(listed.filter((category) => !sent.has(category)).sort()).toEqual(
    Object.keys(LEFT_OUT[type] ?? {}).sort(),
  );
});

test("tables of their own are set where Azure keeps that choice, and nowhere else", () => {
  const asked = sources.filter(({ dedicatedTables }) => dedicatedTables === true).map(({ type }) => type);
  expect(asked.filter((type) => !choosesDestination(type))).toEqual([]);
  const sends = sources.filter(({ logs }) => logs.length > 0).map(({ type }) => type);
  expect(sends.filter((type) => choosesDestination(type)).sort()).toEqual(asked.sort());
});

test("a type that offers the choice has tables of its own", () => {
  for (const type of Object.keys(published.destinationChosen)) {
    const tables = publishedType(type)?.logs.map(({ table }) => table) ?? [];
    expect(tables.some((table) => table !== null && table !== SHARED_TABLE)).toBe(true);
  }
});

test("an optional category is sent where an option asks for it", () => {
  const logsOf = (diagnostics: object) => {
    const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
    const { platform } = synthBackend({ environment: "dev", optional: { apim }, logs: { diagnostics } });
    const setting = platform.all("azurerm_monitor_diagnostic_setting")["apim_diagnostics"];
    const logs = setting?.["enabled_log"] as readonly { readonly category: string }[];
    return logs.map(({ category }) => category);
  };
  const always = ["GatewayLogs", "WebSocketConnectionLogs", "DeveloperPortalAuditLogs"];
  expect(logsOf({})).toEqual(always);
  expect(logsOf({ GatewayLlmLogs: true })).toEqual([...always, "GatewayLlmLogs"]);
  expect(logsOf({ GatewayLlmLogs: false, GatewayLogs: false })).toEqual(always.slice(1));
});

test("every row names its source", () => {
  for (const { page, sources: read } of Object.values(published.types)) {
    expect(page).toMatch(/^articles\/azure-monitor\/reference\/supported-logs\/microsoft-[a-z-]+-logs\.md$/);
    expect(read.length).toBeGreaterThan(0);
  }
});
