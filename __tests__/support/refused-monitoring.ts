import {
  type Asked,
  BUS,
  STORAGE,
  VAULT,
  WORKSPACE,
  insights,
  setting,
  vault,
  workspace,
  type Row,
} from "./asked";
import { inGroup } from "./manager";

const PACK = inGroup("Microsoft.OperationalInsights/queryPacks/pack");

/** Logs and diagnostics. */
export const refusedOfMonitoring: Readonly<Record<string, Row | readonly Row[]>> = {
  "a query in a pack is named by a GUID, and has a body": [
    {
      given: [[PACK, {}]],
      right: query("00000000-0000-4000-8000-00000000000a"),
      wrong: query("failures"),
      message: "400 BadRequest: Query id 'failures' is no GUID",
    },
    {
      given: [[PACK, {}]],
      right: query("00000000-0000-4000-8000-00000000000a"),
      wrong: query("00000000-0000-4000-8000-00000000000a", ""),
      message: "400 BadRequest: A query needs a body",
    },
  ],
  "a workspace keeps logs for 30 to 730 days": {
    right: [WORKSPACE, { properties: { retentionInDays: 90 } }],
    wrong: [WORKSPACE, { properties: { retentionInDays: 1000 } }],
    message: "400 InvalidParameter: 'RetentionInDays' property doesn't match the SKU limits: 1000",
  },
  "a workspace takes 0.023 GB a day at least, or has no cap": [0.023, -1].map((dailyQuotaGb) => ({
    right: [WORKSPACE, { properties: { workspaceCapping: { dailyQuotaGb } } }],
    wrong: [WORKSPACE, { properties: { workspaceCapping: { dailyQuotaGb: 0.01 } } }],
    message: "400 InvalidParameter: 'DailyQuotaGb' is 0.01, and the least is 0.023",
  })),
  "a new workspace is billed by ingested volume": {
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
  "Application Insights samples 0 to 100 percent": {
    given: [workspace],
    right: insights({ SamplingPercentage: 20 }),
    wrong: insights({ SamplingPercentage: 120 }),
    message: "400 BadRequest: SamplingPercentage 120 is not between 0 and 100",
  },
  "the workspace of Application Insights exists": [
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
  "a diagnostic setting has a category, and its workspace exists": [
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

function grouped(target: string, categoryGroup: string) {
  return setting(target, [], [], { logs: [{ categoryGroup, enabled: true }] });
}

function another([id, body]: Row["right"]): Row["right"] {
  return [id.replace(/default$/, "another"), body];
}

function query(name: string, body = "AppRequests"): Asked {
  return [`${PACK}/queries/${name}`, { properties: { body } }];
}
