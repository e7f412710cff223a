import {
  BUS,
  STORAGE,
  VAULT,
  WORKSPACE,
  actionGroup,
  alert,
  insights,
  setting,
  vault,
  workspace,
  type Row,
} from "./asked";
import { inGroup } from "./manager";

const twice = (names: readonly string[]) =>
  actionGroup({ groupShortName: "ops", emailReceivers: names.map((name) => ({ name })) });

/** Alerts, logs and diagnostics. */
export const refusedOfMonitoring: Readonly<Record<string, Row | readonly Row[]>> = {
  "an alert looks at a metric that its resource has": {
    given: [vault()],
    right: alert({}),
    wrong: alert({
      criteria: {
        allOf: [{ metricNamespace: "Microsoft.Web/sites", metricName: "FunctionExecutionErrors" }],
      },
    }),
    message: "400 BadRequest: Couldn't find a metric named FunctionExecutionErrors",
  },
  "an alert looks back further than it waits between two looks": {
    given: [vault()],
    right: alert({}),
    wrong: alert({ windowSize: "PT1M" }),
    message: "400 BadRequest: Window PT1M has to be longer than frequency PT1M",
  },
  "an alert tells groups that are there": {
    given: [vault(), actionGroup({ groupShortName: "ops" })],
    right: alert({ actions: [{ actionGroupId: inGroup("Microsoft.Insights/actionGroups/ops") }] }),
    wrong: alert({ actions: [{ actionGroupId: inGroup("Microsoft.Insights/actionGroups/other") }] }),
    message: "400 BadRequest: Action group",
  },
  "an action group's short name has 1 to 12 characters": {
    right: actionGroup({ groupShortName: "ops-team" }),
    wrong: actionGroup({ groupShortName: "operations-team" }),
    message: "400 BadRequest: A short name has 1 to 12 characters, got 15",
  },
  "an alert is about a resource that is there, and looks at metrics of its type": [
    {
      given: [vault()],
      right: alert({}),
      wrong: alert({ scopes: [`${VAULT}2`] }),
      message: "400 BadRequest: Resource",
    },
    {
      given: [vault(), [STORAGE, {}]],
      right: alert({
        scopes: [`${STORAGE}/blobServices/default`],
        criteria: {
          allOf: [
            {
              metricNamespace: "Microsoft.Storage/storageAccounts/blobServices",
              metricName: "SuccessE2ELatency",
            },
          ],
        },
      }),
      wrong: alert({ scopes: [STORAGE] }),
      message:
        "400 BadRequest: Metric namespace Microsoft.KeyVault/vaults is not one of Microsoft.Storage/storageAccounts",
    },
  ],
  "an alert's severity is 0 to 4": {
    given: [vault()],
    right: alert({ severity: 1 }),
    wrong: alert({ severity: 5 }),
    message: "400 BadRequest: Severity 5 is not between 0 and 4",
  },
  "how often something happened is counted, and not averaged": {
    given: [[inGroup("Microsoft.DocumentDB/databaseAccounts/cosmos"), {}]],
    right: requests("Count"),
    wrong: requests("Average"),
    message: "400 BadRequest: TotalRequests has no aggregation Average, only Count",
  },
  "an action group's receivers have names of their own": {
    right: twice(["one", "two"]),
    wrong: twice(["one", "One"]),
    message: "400 BadRequest: Receiver name 'one' is used twice",
  },
  "a workspace keeps logs for 30 to 730 days": {
    right: [WORKSPACE, { properties: { retentionInDays: 90 } }],
    wrong: [WORKSPACE, { properties: { retentionInDays: 1000 } }],
    message: "400 InvalidParameter: 'RetentionInDays' property doesn't match the SKU limits: 1000",
  },
  "a new workspace is billed by what it takes in": {
    right: [WORKSPACE, { properties: { sku: { name: "PerGB2018" } } }],
    wrong: [WORKSPACE, { properties: { sku: { name: "Standard" } } }],
    message: "400 UnsupportedPricingTier: Pricing tier standard",
  },
  "Application Insights keeps telemetry for one of nine numbers of days": {
    given: [workspace],
    right: insights({ RetentionInDays: 90 }),
    wrong: insights({ RetentionInDays: 45 }),
    message: "400 BadRequest: RetentionInDays 45 is not one of 30, 60, 90",
  },
  "Application Insights samples 0 to 100 per cent": {
    given: [workspace],
    right: insights({ SamplingPercentage: 20 }),
    wrong: insights({ SamplingPercentage: 120 }),
    message: "400 BadRequest: SamplingPercentage 120 is not between 0 and 100",
  },
  "Application Insights keeps its telemetry in a workspace that is there": [
    {
      given: [workspace],
      right: insights({}),
      wrong: insights({ WorkspaceResourceId: "" }),
      message: "400 BadRequest: Classic Application Insights was retired",
    },
    {
      given: [workspace],
      right: insights({}),
      wrong: insights({ WorkspaceResourceId: `${WORKSPACE}2` }),
      message: "400 BadRequest: Workspace",
    },
  ],
  "a diagnostic setting sends categories that its target has": [
    {
      given: [workspace, vault()],
      right: setting(VAULT, ["AuditEvent"], ["AllMetrics"]),
      wrong: setting(VAULT, ["FunctionAppLogs"], []),
      message: "400 BadRequest: Category 'FunctionAppLogs' is not supported",
    },
    {
      given: [workspace, vault()],
      right: setting(VAULT, ["AuditEvent"], ["AllMetrics"]),
      wrong: setting(VAULT, ["AllMetrics"], []),
      message: "400 BadRequest: Category 'AllMetrics' is not supported",
    },
    {
      given: [workspace, [STORAGE, {}]],
      right: setting(STORAGE, [], ["Transaction"]),
      wrong: setting(STORAGE, [], ["AllMetrics"]),
      message: "400 BadRequest: Category 'AllMetrics' is not supported",
    },
    {
      given: [workspace, [STORAGE, {}], vault(), [BUS, { sku: { name: "Basic" } }]],
      right: grouped(BUS, "allLogs"),
      wrong: grouped(STORAGE, "allLogs"),
      message: "400 BadRequest: Category group 'allLogs' is not supported",
    },
  ],
  "a diagnostic setting sends something, and to a workspace that is there": [
    {
      given: [vault(), workspace],
      right: setting(VAULT, ["AuditEvent"], []),
      wrong: setting(VAULT, [], []),
      message: "400 BadRequest: At least one data category has to be enabled",
    },
    {
      given: [vault(), workspace],
      right: setting(VAULT, ["AuditEvent"], []),
      wrong: setting(VAULT, ["AuditEvent"], [], { workspaceId: `${WORKSPACE}2` }),
      message: "400 BadRequest: Workspace",
    },
  ],
  "a resource sends a category to a workspace once": {
    given: [vault(), workspace, setting(VAULT, ["AuditEvent"], [])],
    right: setting(VAULT, ["AuditEvent"], ["AllMetrics"]),
    wrong: another(setting(VAULT, ["AuditEvent"], [])),
    message: "409 Conflict: Data sink",
  },
};

function requests(timeAggregation: string) {
  const account = "Microsoft.DocumentDB/databaseAccounts";
  return alert({
    scopes: [inGroup(`${account}/cosmos`)],
    criteria: { allOf: [{ metricNamespace: account, metricName: "TotalRequests", timeAggregation }] },
  });
}

function grouped(target: string, categoryGroup: string) {
  return setting(target, [], [], { logs: [{ categoryGroup, enabled: true }] });
}

function another([id, body]: Row["right"]): Row["right"] {
  return [id.replace(/default$/, "another"), body];
}
