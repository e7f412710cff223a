import type { DataObject } from "../settings/data";

/** What an attribute of a resource gives access to, and what closes that. */
export interface SecretAttribute {
  readonly type: RegExp;
  /** Its path without indices, `default_database.primary_access_key`. */
  readonly path: RegExp;
  /** What it allows anyone who reads it to do. */
  readonly opens: string;
  /** Why it opens nothing, as the resource is configured; undefined where it does. */
  readonly closedBy?: (attributes: DataObject) => string | undefined;
  /** What makes it open nothing. */
  readonly fix: string;
}

/** Closed where an argument has this value: azurerm 4.78 and 5.0 have renamed and inverted some. */
function when(...settings: readonly (readonly [argument: string, value: boolean])[]) {
  return (attributes: DataObject): string | undefined => {
    const found = settings.find(([argument, value]) => attributes[argument] === value);
    return found === undefined ? undefined : `${found[0]} is ${found[1]}`;
  };
}

const WRITTEN = "what it was written for";
const TELEMETRY = "send telemetry that looks like the app's";
const WRITE_REFERENCE = "use a managed identity, or a reference to a secret of Key Vault";

const FUNCTION_APP = /^azurerm_(?:(?:windows|linux)_function_app(?:_slot)?|function_app_flex_consumption)$/;

/** Both of these have to be off: a publishing profile signs in to either. */
function publishingClosed(attributes: DataObject): string | undefined {
  const logins = [
    "ftp_publish_basic_authentication_enabled",
    "webdeploy_publish_basic_authentication_enabled",
  ];
  const said = logins.filter((login) => attributes[login] !== undefined);
  return said.length > 0 && said.every((login) => attributes[login] === false)
    ? `${said.join(" and ")} ${said.length === 1 ? "is" : "are"} false`
    : undefined;
}

/** The first element of a block, which states and plans have as a list. */
function blockOf(attributes: DataObject, name: string): DataObject {
  const block = attributes[name];
  return ((Array.isArray(block) ? block[0] : block) ?? {}) as DataObject;
}

/**
 * Attributes that hold a secret, by type: those that azurerm marks as sensitive in 4.55, 4.81 and 5.2, of every type that a backend has,
 * and of a few that users add. The first that matches counts.
 */
export const secretAttributes: readonly SecretAttribute[] = [
  {
    type: /^azurerm_storage_account$/,
    path: /^(primary|secondary)_(access_key|(\w+_)?connection_string)$/,
    opens: "read, change and delete everything in the storage account",
    closedBy: when(["shared_access_key_enabled", false]),
    fix: "set shared_access_key_enabled to false",
  },
  {
    type: /^azurerm_cosmosdb_account$/,
    path: /^(primary|secondary)_readonly_/,
    opens: "read every database of the account",
    closedBy: when(["local_authentication_disabled", true], ["local_authentication_enabled", false]),
    fix: "switch local authentication off",
  },
  {
    type: /^azurerm_cosmosdb_account$/,
    path: /^(primary|secondary)_/,
    opens: "read, change and delete every database of the account",
    closedBy: when(["local_authentication_disabled", true], ["local_authentication_enabled", false]),
    fix: "switch local authentication off",
  },
  {
    type: /^azurerm_servicebus_namespace$/,
    path: /^default_(primary|secondary)_/,
    opens: "send and receive every message of the namespace, and change its queues and topics",
    closedBy: when(["local_auth_enabled", false]),
    fix: "set local_auth_enabled to false",
  },
  {
    type: /^azurerm_eventhub_namespace$/,
    path: /^default_(primary|secondary)_/,
    opens: "send and receive every event of the namespace",
    closedBy: when(["local_authentication_enabled", false]),
    fix: "set local_authentication_enabled to false",
  },
  {
    type: /^azurerm_eventgrid_topic$/,
    path: /^(primary|secondary)_access_key$/,
    opens: "publish events to the topic",
    closedBy: when(["local_auth_enabled", false]),
    fix: "set local_auth_enabled to false",
  },
  {
    type: /^azurerm_log_analytics_workspace$/,
    path: /^(primary|secondary)_shared_key$/,
    opens: "write logs into the workspace",
    closedBy: when(["local_authentication_disabled", true], ["local_authentication_enabled", false]),
    fix: "switch local authentication off",
  },
  {
    type: /^azurerm_application_insights$/,
    path: /^(connection_string|instrumentation_key)$/,
    opens: TELEMETRY,
    closedBy: when(["local_authentication_disabled", true], ["local_authentication_enabled", false]),
    fix: "switch local authentication off",
  },
  {
    type: /^azurerm_redis_cache$/,
    path: /^(primary|secondary)_(access_key|connection_string)$/,
    opens: "read, change and delete everything in the cache",
    closedBy: when(["access_keys_authentication_enabled", false]),
    fix: "set access_keys_authentication_enabled to false",
  },
  {
    type: /^azurerm_managed_redis$/,
    path: /^default_database\.(primary|secondary)_access_key$/,
    opens: "read, change and delete everything in the cache",
    closedBy: (attributes) =>
      when(["access_keys_authentication_enabled", false])(blockOf(attributes, "default_database")),
    fix: "set access_keys_authentication_enabled of default_database to false",
  },
  {
    type: /^azurerm_container_registry$/,
    path: /^admin_password$/,
    opens: "pull and push every image of the registry",
    closedBy: when(["admin_enabled", false]),
    fix: "set admin_enabled to false",
  },
  {
    type: /^azurerm_api_management$/,
    path: /^tenant_access\./,
    opens: "change every API of the service through its own management endpoint",
    closedBy: (attributes) => when(["enabled", false])(blockOf(attributes, "tenant_access")),
    fix: "set enabled of tenant_access to false",
  },
  {
    type: FUNCTION_APP,
    path: /^site_credential\b/,
    opens: "replace the code of the app, and read its settings",
    closedBy: publishingClosed,
    fix: "set the two …_publish_basic_authentication_enabled to false",
  },
  {
    type: FUNCTION_APP,
    path: /^custom_domain_verification_id$/,
    opens: "nothing",
    closedBy: () => "it proves who owns a domain, and signs in nowhere",
    fix: "",
  },
  {
    type: FUNCTION_APP,
    path: /^storage_account_access_key$|^storage_account\.access_key$/,
    opens: "read, change and delete everything in the storage account that it is a key of",
    fix: "use storage_uses_managed_identity; the share of an account needs an identity too",
  },
  {
    type: FUNCTION_APP,
    path: /^site_config\.application_insights_(connection_string|key)$/,
    opens: TELEMETRY,
    fix: "switch local authentication of Application Insights off, and let the app's identity send",
  },
  {
    type: FUNCTION_APP,
    path: /^auth_settings\.\w+\.(client|app|consumer)_secret$|^connection_string\.value$|^backup\.storage_account_url$|^site_config\.application_stack\.docker\.registry_(password|username)$/,
    opens: WRITTEN,
    fix: WRITE_REFERENCE,
  },
  {
    type: /^azurerm_api_management_logger$/,
    path: /^application_insights\.(connection_string|instrumentation_key)$/,
    opens: TELEMETRY,
    fix: "let the identity of API Management send: provider.version 4.81.0 and later",
  },
  {
    type: /^azurerm_api_management(_\w+)?$/,
    path: /^certificate\.(certificate_password|encoded_certificate)$|^delegation\.validation_key$|^hostname_configuration\.\w+\.(certificate|certificate_password)$|^proxy\.password$|^eventhub\.connection_string$|^credentials\.(authorization\.parameter|header\.|query\.)/,
    opens: WRITTEN,
    fix: WRITE_REFERENCE,
  },
  {
    type: /^azurerm_eventgrid_\w*event_subscription$/,
    path: /^delivery_property\.value$/,
    opens: WRITTEN,
    fix: "deliver with a managed identity: delivery_identity",
  },
  {
    type: /^azurerm_redis_cache$/,
    path: /^redis_configuration\.(?:aof|rdb)_storage_connection_string(?:_\d)?$/,
    opens: "read, change and delete everything in the storage account of the backups",
    fix: 'set data_persistence_authentication_method to "ManagedIdentity"',
  },
  {
    type: /^azurerm_key_vault_secret$/,
    path: /^value$/,
    opens: WRITTEN,
    fix: "use value_wo with value_wo_version: it is in no state and no plan",
  },
];

/** What is known of an attribute; undefined where that is nothing. */
export function secretAttribute(type: string, path: string): SecretAttribute | undefined {
  return secretAttributes.find((each) => each.type.test(type) && each.path.test(path));
}
