import type { Retirement } from "./retirement";

const LIST = "github.com/Azure/EOL";

export const monitoringRetirements = {
  "classic-application-insights": {
    what: "Application Insights without a workspace",
    state: "unsupported",
    date: "2024-02-29",
    replacement: "give it a Log Analytics workspace",
    source: "learn.microsoft.com/azure/azure-monitor/app/convert-classic-resource",
    place: { by: "never offered: Application Insights uses the workspace" },
  },
  "instrumentation-keys": {
    what: "Sending telemetry by an instrumentation key",
    state: "unsupported",
    date: "2025-03-31",
    replacement: "use the connection string",
    source:
      "learn.microsoft.com/azure/azure-monitor/app/migrate-from-instrumentation-keys-to-connection-strings",
    place: { by: "never offered: the app setting APPINSIGHTS_INSTRUMENTATIONKEY is refused" },
  },
  "application-insights-api-keys": {
    what: "Querying Application Insights by an API key",
    state: "unsupported",
    date: "2026-03-31",
    replacement: "use Entra ID",
    source: LIST,
    place: { by: "never offered: no API key is created" },
  },
  "url-ping-tests": {
    what: "URL ping tests of Application Insights",
    state: "unsupported",
    date: "2026-09-30",
    replacement: "use standard tests",
    source: LIST,
    place: { by: "never offered: monitoring.availabilityTest is a standard test" },
  },
  "diagnostic-retention": {
    what: "Retention in diagnostic settings",
    state: "unsupported",
    date: "2025-09",
    replacement: "set the retention of the workspace, logs.retentionInDays",
    source: LIST,
    place: { by: "never offered: the retention of the workspace applies" },
  },
  "monitor-old-tls": {
    what: "TLS 1.0 and 1.1 for Azure Monitor",
    state: "unsupported",
    date: "2026-03-01",
    replacement: "use TLS 1.2",
    source: LIST,
    place: { by: "never offered: every supported version of Node uses TLS 1.2" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
