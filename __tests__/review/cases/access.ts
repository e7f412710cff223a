import { accessDifference } from "../../../lib/access/access-difference";
import { type BackendOptions, type Components, defineFunction } from "../../../lib";
import type { ReviewContext } from "../../../lib/review/rules/rule";
import type { DataObject } from "../../../lib/settings/data";
import { contextOf, planOf, planned } from "../planned";
import {
  APP,
  COSMOS,
  STORAGE,
  VAULT,
  type RuleCases,
  of,
  plan,
  replaced,
  updated,
  worker,
} from "./rule-case";

const WEB_PUBSUB = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.SignalRService/webPubSub/wps-shop";

/** A change of an app that a pipeline deploys. */
function inPipeline(kind: "create" | "delete" | "forget", type: string, value: DataObject): ReviewContext {
  return contextOf(planOf([planned(type, { kind, before: value, after: value })]), { hasPipeline: true });
}

function inbound(from: string, access = "Allow"): DataObject {
  return {
    direction: "Inbound",
    access,
    protocol: "Tcp",
    source_address_prefix: from,
    destination_port_range: "22",
  };
}

const reader = defineFunction({
  name: "reader",
  entry: "reader.ts",
  trigger: { type: "timer", schedule: "0 0 5 * * *" },
  access: [{ type: "blob", container: "assets", action: "read" }],
});

/** The access of a change of options, or of components. */
function withAccess(
  before: BackendOptions,
  after: BackendOptions,
  now: Components = { worker },
  earlier: Components = { worker },
): ReviewContext {
  return contextOf(planOf([]), { access: accessDifference(plan(before, earlier), plan(after, now)) });
}

/** Networks, logins and rights. */
export const accessCases = {
  "public-access": {
    trips: [
      updated(STORAGE, { public_network_access_enabled: false }, { public_network_access_enabled: true }),
      updated(
        VAULT,
        { network_acls: [{ default_action: "Deny" }] },
        { network_acls: [{ default_action: "Allow" }] },
      ),
      of("create", "azurerm_mssql_server", { public_network_access_enabled: true }),
    ],
    passes: [
      updated(STORAGE, { public_network_access_enabled: true }, { public_network_access_enabled: false }),
      contextOf(
        planOf([planned(STORAGE, { kind: "create", after: { public_network_access_enabled: true } })]),
        {
          built: () => ({ stack: "x", address: "x" }),
        },
      ),
    ],
  },
  "addresses-allowed": {
    trips: [
      updated(COSMOS, { ip_range_filter: [] }, { ip_range_filter: ["203.0.113.7"] }),
      updated(
        STORAGE,
        { network_rules: [{ ip_rules: ["a"] }] },
        { network_rules: [{ ip_rules: ["a", "0.0.0.0/0"] }] },
      ),
    ],
    passes: [updated(COSMOS, { ip_range_filter: ["203.0.113.7"] }, { ip_range_filter: [] })],
  },
  "public-blobs": {
    trips: [
      updated(
        "azurerm_storage_container",
        { container_access_type: "private" },
        { container_access_type: "blob" },
      ),
    ],
    passes: [
      updated(
        "azurerm_storage_container",
        { container_access_type: "blob" },
        { container_access_type: "private" },
      ),
    ],
  },
  "inbound-rule": {
    trips: [
      of("create", "azurerm_network_security_rule", inbound("*")),
      updated(
        "azurerm_network_security_group",
        { security_rule: [] },
        { security_rule: [inbound("Internet")] },
      ),
    ],
    passes: [
      of("create", "azurerm_network_security_rule", inbound("10.0.0.0/24")),
      of("create", "azurerm_network_security_rule", inbound("*", "Deny")),
      updated(
        "azurerm_network_security_rule",
        { ...inbound("*"), priority: 1 },
        { ...inbound("*"), priority: 2 },
      ),
    ],
  },
  "internet-access": {
    trips: [withAccess({}, { networking: { privateEndpoints: false, vnet: false } })],
    passes: [withAccess({}, {}), contextOf(planOf([]))],
  },
  "access-grows": {
    trips: [withAccess({}, {}, { worker, reader })],
    passes: [withAccess({}, {}), withAccess({}, {}, { worker }, { worker, reader })],
  },
  "own-access-grows": {
    trips: [
      of("create", "azurerm_role_assignment", {
        role_definition_name: "Reader",
        scope: "/x",
        principal_id: "p",
      }),
    ],
    passes: [
      of("delete", "azurerm_role_assignment", {
        role_definition_name: "Reader",
        scope: "/x",
        principal_id: "p",
      }),
      contextOf(planOf([planned("azurerm_role_assignment", { kind: "create", after: { scope: "/x" } })]), {
        built: () => ({ stack: "x", address: "x" }),
      }),
    ],
  },
  "private-endpoint-removed": {
    trips: [of("delete", "azurerm_private_endpoint")],
    passes: [replaced("azurerm_private_endpoint")],
  },
  "encryption-in-transit": {
    trips: [
      updated(APP, { https_only: true }, { https_only: false }),
      updated(STORAGE, { min_tls_version: "TLS1_2" }, { min_tls_version: "TLS1_0" }),
      updated(
        APP,
        { site_config: [{ minimum_tls_version: "1.2" }] },
        { site_config: [{ minimum_tls_version: "1.1" }] },
      ),
    ],
    passes: [
      updated(STORAGE, { min_tls_version: "TLS1_0" }, { min_tls_version: "TLS1_2" }),
      updated(STORAGE, { min_tls_version: "TLS1_2" }, { min_tls_version: null }),
    ],
  },
  "local-authentication": {
    trips: [
      updated(COSMOS, { local_authentication_disabled: true }, { local_authentication_disabled: false }),
      updated(STORAGE, { shared_access_key_enabled: false }, { shared_access_key_enabled: true }),
      of("create", "azurerm_container_registry", { admin_enabled: true }),
    ],
    passes: [
      updated(COSMOS, { local_authentication_enabled: true }, { local_authentication_enabled: false }),
    ],
  },
  "app-authentication-off": {
    trips: [
      updated(
        APP,
        { auth_settings_v2: [{ auth_enabled: true }] },
        { auth_settings_v2: [{ auth_enabled: false }] },
      ),
    ],
    passes: [updated(APP, { auth_settings_v2: [] }, { auth_settings_v2: [{ auth_enabled: true }] })],
  },
  "broad-role": {
    trips: [
      of("create", "azurerm_role_assignment", { role_definition_name: "Owner", scope: "/x" }),
      of("create", "azurerm_role_assignment", {
        role_definition_id:
          "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
      }),
    ],
    passes: [
      of("create", "azurerm_role_assignment", { role_definition_name: "Reader" }),
      of("delete", "azurerm_role_assignment", { role_definition_name: "Owner" }),
    ],
  },
  "wide-scope": {
    trips: [
      of("create", "azurerm_role_assignment", {
        role_definition_name: "Reader",
        scope: "/subscriptions/1/resourceGroups/a",
      }),
    ],
    passes: [
      of("create", "azurerm_role_assignment", {
        scope: "/subscriptions/1/resourceGroups/a/providers/Microsoft.KeyVault/vaults/b",
      }),
    ],
  },
  "pipeline-right-missing": {
    trips: [
      inPipeline("create", "azurerm_web_pubsub", {}),
      inPipeline("delete", "azurerm_web_pubsub", { id: WEB_PUBSUB }),
      inPipeline("create", "azurerm_role_assignment", { role_definition_name: "Owner" }),
      inPipeline("delete", "azurerm_role_assignment", {
        role_definition_id:
          "/providers/Microsoft.Authorization/roleDefinitions/11111111-1111-4111-8111-111111111111",
      }),
      // No action is published for one of its requests.
      inPipeline("create", "azurerm_aadb2c_directory", {}),
    ],
    passes: [
      of("create", "azurerm_web_pubsub"),
      inPipeline("create", "azurerm_storage_account", {}),
      inPipeline("delete", "azurerm_linux_function_app", {}),
      inPipeline("forget", "azurerm_web_pubsub", { id: WEB_PUBSUB }),
      inPipeline("create", "azurerm_role_assignment", { role_definition_name: "AcrPull" }),
      inPipeline("create", "random_id", {}),
    ],
  },
} as const satisfies Partial<RuleCases>;
