import { stackRoles } from "../../lib/services/contract/service";
import { serviceBusChecks } from "./service-bus-checks";
import type { JsonObject, SynthesisedBackend, SynthesisedStack } from "./synth";

/** A check as checkov or trivy has it: does a resource of one of these types pass? */
interface PolicyCheck {
  readonly id: string;
  readonly types: readonly string[];
  readonly passes: (resource: JsonObject, stack: SynthesisedStack, address: string) => boolean;
}

export const APPS = [
  "azurerm_windows_function_app",
  "azurerm_windows_function_app_slot",
  "azurerm_linux_function_app",
  "azurerm_linux_function_app_slot",
];
const PLAN = ["azurerm_service_plan"];
const STORAGE = ["azurerm_storage_account"];
const CONTAINER = ["azurerm_storage_container"] as const;
const COSMOS = ["azurerm_cosmosdb_account"];
const VAULT = ["azurerm_key_vault"];
const VNET = ["azurerm_virtual_network"];
const RULE = ["azurerm_network_security_rule"];
const TOPIC = ["azurerm_eventgrid_topic"];
const SUBNET = ["azurerm_subnet"];
const GATEWAY = ["azurerm_api_management"];
const REDIS = ["azurerm_redis_cache"];
const REGISTRY = ["azurerm_container_registry"];

/** Everything that the two tools look for in what a backend is made of. */
export const checks: readonly PolicyCheck[] = [
  check("CKV_AZURE_70", APPS, (app) => app["https_only"] === true),
  check("AZU-0004", APPS, (app) => app["https_only"] === true),
  check("CKV_AZURE_145", APPS, (app) =>
    ["1.2", "1.3"].includes(text(app, "site_config.minimum_tls_version")),
  ),
  check("CKV_AZURE_72", APPS, (app) => at(app, "site_config.remote_debugging_enabled") !== true),
  check("CKV_AZURE_221", APPS, (app) => app["public_network_access_enabled"] === false),
  check("CKV_AZURE_211", PLAN, (plan) => !["B1", "B2", "B3", "F1", "D1"].includes(text(plan, "sku_name"))),
  check("CKV_AZURE_212", PLAN, (plan) => Number(plan["worker_count"] ?? 1) > 1),
  check("CKV_AZURE_225", PLAN, (plan) => plan["zone_balancing_enabled"] === true),
  check("CKV_AZURE_3", STORAGE, (account) => account["https_traffic_only_enabled"] === true),
  check("AZU-0008", STORAGE, (account) => account["https_traffic_only_enabled"] === true),
  check("CKV_AZURE_44", STORAGE, (account) =>
    ["TLS1_2", "TLS1_3"].includes(text(account, "min_tls_version")),
  ),
  check("AZU-0011", STORAGE, (account) => ["TLS1_2", "TLS1_3"].includes(text(account, "min_tls_version"))),
  check(
    "AZU-0059",
    STORAGE,
    (account) =>
      account["https_traffic_only_enabled"] === true &&
      ["TLS1_2", "TLS1_3"].includes(text(account, "min_tls_version")),
  ),
  check("CKV_AZURE_43", STORAGE, (account) => /^[a-z0-9]{3,24}$/.test(text(account, "name"))),
  check("CKV_AZURE_190", STORAGE, (account) => account["allow_nested_items_to_be_public"] === false),
  check("CKV2_AZURE_47", STORAGE, (account) => account["allow_nested_items_to_be_public"] === false),
  check("CKV_AZURE_59", STORAGE, (account) => account["public_network_access_enabled"] === false),
  check("CKV_AZURE_35", STORAGE, (account) => at(account, "network_rules.default_action") === "Deny"),
  check("AZU-0012", STORAGE, (account) => at(account, "network_rules.default_action") === "Deny"),
  check("CKV_AZURE_36", STORAGE, bypassesAzure),
  check("AZU-0010", STORAGE, bypassesAzure),
  check("CKV2_AZURE_40", STORAGE, (account) => account["shared_access_key_enabled"] === false),
  check("CKV2_AZURE_41", STORAGE, (account) => at(account, "sas_policy.expiration_period") !== undefined),
  check("CKV_AZURE_206", STORAGE, isReplicated),
  check("AZU-0058", STORAGE, isReplicated),
  check(
    "CKV2_AZURE_38",
    STORAGE,
    (account) => at(account, "blob_properties.delete_retention_policy") !== undefined,
  ),
  check(
    "AZU-0056",
    STORAGE,
    (account) => Number(at(account, "blob_properties.delete_retention_policy.days")) > 0,
  ),
  check("CKV_AZURE_33", STORAGE, (account) => at(account, "queue_properties.logging") !== undefined),
  check(
    "AZU-0009",
    STORAGE,
    (account, stack, address) =>
      at(account, "queue_properties.logging") !== undefined ||
      !holdsAny(stack, "azurerm_storage_queue", address),
  ),
  check("AZU-0057", STORAGE, (account) => at(account, "queue_properties.logging") !== undefined),
  check("CKV2_AZURE_33", STORAGE, hasPrivateEndpoint),
  check("CKV2_AZURE_1", STORAGE, (account) => account["customer_managed_key"] !== undefined),
  check(
    "AZU-0060",
    STORAGE,
    (account, stack, address) =>
      account["customer_managed_key"] !== undefined || !holdsAny(stack, CONTAINER[0], address),
  ),
  check("AZU-0061", STORAGE, (account) => account["infrastructure_encryption_enabled"] === true),
  check("CKV_AZURE_244", STORAGE, (account) => account["local_user_enabled"] === false),
  check("CKV_AZURE_34", CONTAINER, (container) => container["container_access_type"] === "private"),
  check("AZU-0007", CONTAINER, (container) => container["container_access_type"] === "private"),
  check("CKV2_AZURE_21", CONTAINER, (_container, stack) =>
    hasAny(stack, "azurerm_log_analytics_storage_insights"),
  ),
  check("CKV_AZURE_99", COSMOS, (account) => account["public_network_access_enabled"] === false),
  check("CKV_AZURE_101", COSMOS, (account) => account["public_network_access_enabled"] === false),
  check("CKV_AZURE_132", COSMOS, (account) => account["access_key_metadata_writes_enabled"] === false),
  check(
    "CKV_AZURE_140",
    COSMOS,
    (account) => account["kind"] === "GlobalDocumentDB" && account["local_authentication_disabled"] === true,
  ),
  check("CKV_AZURE_100", COSMOS, (account) => account["key_vault_key_id"] !== undefined),
  check("CKV_AZURE_191", TOPIC, (topic) => text(topic, "identity.type") !== ""),
  check("CKV_AZURE_192", TOPIC, (topic) => topic["local_auth_enabled"] === false),
  check("CKV_AZURE_193", TOPIC, (topic) => topic["public_network_access_enabled"] === false),
  check("CKV_AZURE_109", VAULT, (vault) => at(vault, "network_acls.default_action") === "Deny"),
  check("AZU-0013", VAULT, (vault) => at(vault, "network_acls.default_action") === "Deny"),
  check("CKV_AZURE_189", VAULT, (vault) => vault["public_network_access_enabled"] === false),
  check("CKV_AZURE_110", VAULT, (vault) => vault["purge_protection_enabled"] === true),
  check("CKV_AZURE_42", VAULT, (vault) => vault["purge_protection_enabled"] === true),
  check(
    "AZU-0016",
    VAULT,
    (vault) => vault["purge_protection_enabled"] === true && Number(vault["soft_delete_retention_days"]) >= 7,
  ),
  check("CKV2_AZURE_32", VAULT, hasPrivateEndpoint),
  check(
    "CKV_AZURE_182",
    VNET,
    (network) => (network["dns_servers"] as readonly string[] | undefined)?.length !== 1,
  ),
  check("CKV_AZURE_183", VNET, (network) => network["dns_servers"] === undefined),
  check("CKV2_AZURE_31", SUBNET, (_subnet, stack, address) =>
    Object.values(stack.all("azurerm_subnet_network_security_group_association")).some(
      (association) => association["subnet_id"] === `\${${address}.id}`,
    ),
  ),
  check(
    "CKV_AZURE_107",
    GATEWAY,
    (gateway) => at(gateway, "virtual_network_configuration.subnet_id") !== undefined,
  ),
  check("CKV_AZURE_174", GATEWAY, (gateway) => gateway["public_network_access_enabled"] === false),
  // The check reads names that azurerm 4 has dropped; left out they are all off.
  check("CKV_AZURE_173", GATEWAY, (gateway) => gateway["security"] === undefined),
  check("CKV_AZURE_137", REGISTRY, (registry) => registry["admin_enabled"] !== true),
  check("CKV_AZURE_138", REGISTRY, (registry) => registry["anonymous_pull_enabled"] !== true),
  check("CKV_AZURE_139", REGISTRY, (registry) => registry["public_network_access_enabled"] === false),
  check("CKV_AZURE_163", REGISTRY, (registry) => ["Standard", "Premium"].includes(text(registry, "sku"))),
  check("CKV_AZURE_164", REGISTRY, (registry) => registry["trust_policy_enabled"] === true),
  check("CKV_AZURE_165", REGISTRY, (registry) => registry["georeplications"] !== undefined),
  check("CKV_AZURE_166", REGISTRY, (registry) => registry["quarantine_policy_enabled"] === true),
  check("CKV_AZURE_167", REGISTRY, (registry) => registry["retention_policy_in_days"] !== undefined),
  check("CKV_AZURE_233", REGISTRY, (registry) => registry["zone_redundancy_enabled"] === true),
  check("CKV_AZURE_237", REGISTRY, (registry) => registry["data_endpoint_enabled"] === true),
  check("CKV_AZURE_215", ["azurerm_api_management_backend"], (backend) =>
    text(backend, "url").startsWith("https://"),
  ),
  // Of CKV_AZURE_9, 10, 77 and 160, and AZU-0047, 0048, 0050 and 0074, all at once: nobody lets everybody in.
  check(
    "AZU-0047",
    RULE,
    (rule) => !(isAllowed(rule, "Inbound") && isEverybody(rule["source_address_prefix"])),
  ),
  check(
    "AZU-0051",
    RULE,
    (rule) => !(isAllowed(rule, "Outbound") && isEverybody(rule["destination_address_prefix"])),
  ),
  check("CKV_AZURE_148", REDIS, (cache) => cache["minimum_tls_version"] === "1.2"),
  check("CKV_AZURE_89", REDIS, (cache) => cache["public_network_access_enabled"] === false),
  // The check reads a name that azurerm 4 has dropped; left out it passes.
  check("CKV_AZURE_91", REDIS, (cache) => cache["enable_non_ssl_port"] !== true),
  check("CKV_AZURE_230", REDIS, (cache) => ["Standard", "Premium"].includes(text(cache, "sku_name"))),
  ...serviceBusChecks,
];

function check(id: string, types: readonly string[], passes: PolicyCheck["passes"]): PolicyCheck {
  return { id, types, passes };
}

function at(resource: JsonObject, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as JsonObject | undefined)?.[key], resource);
}

function text(resource: JsonObject, path: string): string {
  return String(at(resource, path));
}

function bypassesAzure(account: JsonObject): boolean {
  return (at(account, "network_rules.bypass") as readonly string[]).includes("AzureServices");
}

function isReplicated(account: JsonObject): boolean {
  return ["GRS", "RAGRS", "GZRS", "RAGZRS"].includes(text(account, "account_replication_type"));
}

function hasPrivateEndpoint(_resource: JsonObject, stack: SynthesisedStack, address: string): boolean {
  return Object.values(stack.all("azurerm_private_endpoint")).some(
    (endpoint) =>
      at(endpoint, "private_service_connection.private_connection_resource_id") === `\${${address}.id}`,
  );
}

function hasAny(stack: SynthesisedStack, type: string): boolean {
  return Object.keys(stack.all(type)).length > 0;
}

/** trivy asks it of an account only because of what is in it. */
function holdsAny(stack: SynthesisedStack, type: string, address: string): boolean {
  return Object.values(stack.all(type)).some((part) => part["storage_account_id"] === `\${${address}.id}`);
}

function isAllowed(rule: JsonObject, direction: string): boolean {
  return rule["access"] === "Allow" && rule["direction"] === direction;
}

function isEverybody(prefix: unknown): boolean {
  return ["*", "0.0.0.0/0", "::/0", "0.0.0.0", "any", "internet"].includes(String(prefix).toLowerCase());
}

/** What a scanner reports: one check that one resource fails. */
export interface Finding {
  /** The stack's id. */
  readonly stack: string;
  /** `azurerm_storage_account.storage` */
  readonly resource: string;
  readonly check: string;
}

/** Everything that the two tools report of stacks, by their ids. */
export function findingsOf(stacks: Readonly<Record<string, SynthesisedStack>>): readonly Finding[] {
  return Object.entries(stacks).flatMap(([id, stack]) =>
    checks.flatMap(({ id: check, types, passes }) =>
      types.flatMap((type) =>
        Object.entries(stack.all(type)).flatMap(([name, resource]) =>
          passes(resource, stack, `${type}.${name}`)
            ? []
            : [{ stack: id, resource: `${type}.${name}`, check }],
        ),
      ),
    ),
  );
}

/** The stacks of a backend by their ids. */
export function stacksById({
  backend,
  ...stacks
}: SynthesisedBackend): Readonly<Record<string, SynthesisedStack>> {
  return Object.fromEntries(stackRoles.map((role) => [backend.plan.stackIds[role], stacks[role]]));
}

/** The checks that some resource of a backend fails. */
export function failing(backend: SynthesisedBackend): readonly string[] {
  return [...new Set(findingsOf(stacksById(backend)).map(({ check }) => check))].sort();
}
