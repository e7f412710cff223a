import { listed } from "./recorded-ends";
import type { Retirement } from "./retirement";

export const monitoringRetirements = {
  "classic-application-insights": {
    what: "Application Insights without a workspace",
    state: "unsupported",
    date: listed("181").date,
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
    ...listed("335"),
    replacement: "use Entra ID",
    place: { by: "never offered: no API key is created" },
  },
  "url-ping-tests": {
    what: "URL ping tests of Application Insights",
    state: "unsupported",
    ...listed("154"),
    replacement: "use standard tests",
    place: { by: "never offered: monitoring.availabilityTest is a standard test" },
  },
  "diagnostic-retention": {
    what: "Retention in diagnostic settings",
    state: "unsupported",
    ...listed("85"),
    replacement: "set the retention of the workspace, logs.retentionInDays",
    place: { by: "never offered: the retention of the workspace applies" },
  },
  "monitor-old-tls": {
    what: "TLS 1.0 and 1.1 for Azure Monitor",
    state: "unsupported",
    ...listed("43512"),
    replacement: "use TLS 1.2",
    place: { by: "never offered: every supported version of Node uses TLS 1.2" },
  },
} as const satisfies Readonly<Record<string, Retirement>>;
