import { Testing } from "cdktf";
import { Construct } from "constructs";
import type { FunctionAppConnections } from "../../lib/services/function-app/arguments";
import { buildFunctionApp, buildServicePlan, buildSlot } from "../../lib/services/function-app/build";
import type { FunctionAppPlan } from "../../lib/services/function-app/plan";
import { unchanged } from "./unchanged";

export const place = { resourceGroupName: "rg", location: "eastus2" };

export const windows: FunctionAppPlan = {
  planName: "asp",
  sku: "EP1",
  os: "windows",
  name: "func",
  nodeVersion: "22",
  alwaysReady: 1,
  maximumInstances: 20,
  instanceMemoryInMB: 2048,
  integrated: false,
  publicNetworkAccess: true,
  ipRestrictions: [],
  authLevel: "function",
  cors: { origins: [], credentials: false },
  admitsApimOnly: false,
  deploymentSite: false,
  hostStorage: { type: "identity" },
  settings: {},
  slots: [{ name: "staging", settings: {}, open: false }],
  stickySettings: ["AzureWebJobs.a.Disabled"],
};
export const linux: FunctionAppPlan = { ...windows, os: "linux" };
export const flex: FunctionAppPlan = {
  ...linux,
  sku: "FC1",
  slots: [],
  stickySettings: [],
  deploymentSite: true,
};
const { alwaysReady: _none, maximumInstances: _unlimited, ...unscaled } = windows;
export const consumption: FunctionAppPlan = { ...unscaled, sku: "Y1", slots: [], stickySettings: [] };

export const byIdentity = {
  type: "identity",
  accountName: "sthost",
  containerEndpoint: "https://sthost/packages",
} as const;
export const byKeyVault = {
  type: "key-vault",
  secretId: "https://kv/secrets/host",
  identityId: "identity-id",
} as const;

/** An app with its plan and slots, in a scope of its own. */
export function built(
  plan: FunctionAppPlan,
  given: Partial<FunctionAppConnections> = {},
  nested = false,
): string {
  return Testing.synthScope((stack) => {
    const scope = nested ? new Construct(new Construct(stack, "outer"), "inner") : stack;
    const connections: FunctionAppConnections = {
      servicePlan: buildServicePlan(scope, place, plan, unchanged),
      tenantId: () => "tenant",
      insightsConnectionString: "insights",
      appSettings: { A: "app", B: "app" },
      storage: byIdentity,
      after: [],
      ...given,
    };
    const app = buildFunctionApp(scope, place, plan, connections, unchanged);
    for (const slot of plan.slots) buildSlot(scope, plan, slot, app, connections, { B: "slot" }, unchanged);
  });
}

/** What an app and each of its slots say of their security, on every plan but Flex Consumption. */
export const closed = {
  https_only: true,
  public_network_access_enabled: true,
  builtin_logging_enabled: false,
  ftp_publish_basic_authentication_enabled: false,
  webdeploy_publish_basic_authentication_enabled: false,
  functions_extension_version: "~4",
  storage_account_name: "sthost",
  storage_uses_managed_identity: true,
  identity: { type: "SystemAssigned" },
};
const site = {
  application_insights_connection_string: "insights",
  minimum_tls_version: "1.2",
  scm_minimum_tls_version: "1.2",
  scm_ip_restriction_default_action: "Deny",
  ftps_state: "Disabled",
  http2_enabled: true,
  app_scale_limit: 20,
  elastic_instance_minimum: 1,
  pre_warmed_instance_count: 1,
};
export const windowsSite = { ...site, application_stack: { node_version: "~22" }, use_32_bit_worker: false };
export const linuxSite = { ...site, application_stack: { node_version: "22" } };
/** What a slot says beside, which is closed unless it was opened. */
export const closedSlot = { ip_restriction_default_action: "Deny" };
