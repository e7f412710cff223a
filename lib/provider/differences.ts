import type { ProviderAbility } from "./since";

/** An argument that later versions of the provider call otherwise. */
export interface Replaced {
  /** Blocks that the argument is in, from the outside. */
  readonly in?: readonly string[];
  /** What the bindings write. */
  readonly from: string;
  readonly to: string;
  /**
   * How the value becomes the new one: as it is; true as false; true as `Enabled` and false as `Disabled`; each string of a list
   * as a block with this argument.
   */
  readonly value: "same" | "negated" | "access" | { readonly blockWith: string };
  readonly since: ProviderAbility;
}

/** An argument that later versions do not have, and what does the same there. */
export interface Gone {
  readonly in?: readonly string[];
  readonly from: string;
  readonly instead: string;
  readonly since: ProviderAbility;
}

/** Name and resource group of a private DNS zone, which later versions take by its id. */
export interface ZoneById {
  readonly name: string;
  readonly since: ProviderAbility;
}

/** What differs for one type. */
export interface Differences {
  readonly replaced?: readonly Replaced[];
  readonly gone?: readonly Gone[];
  readonly zone?: ZoneById;
}

function negated(from: string, to: string, since: ProviderAbility = "negatedArguments"): Replaced {
  return { from, to, value: "negated", since };
}

function renamed(from: string, to: string, ...blocks: readonly string[]): Replaced {
  return { ...(blocks.length > 0 && { in: blocks }), from, to, value: "same", since: "azurerm5" };
}

function gone(from: string, instead: string, ...blocks: readonly string[]): Gone {
  return { ...(blocks.length > 0 && { in: blocks }), from, instead, since: "azurerm5" };
}

const DELIVERY: Differences = {
  replaced: [
    renamed("eventhub_endpoint_id", "eventhub_id"),
    renamed("hybrid_connection_endpoint_id", "hybrid_connection_id"),
    renamed("service_bus_queue_endpoint_id", "service_bus_queue_id"),
    renamed("service_bus_topic_endpoint_id", "service_bus_topic_id"),
  ],
};

const SERVICE_ENDPOINTS: Replaced = {
  from: "service_endpoints",
  to: "service_endpoint",
  value: { blockWith: "service" },
  since: "azurerm5",
};

/** In azurerm 4 both names lead to the same id. */
const BY_ACCOUNT_ID: Differences = {
  replaced: [renamed("resource_manager_id", "id")],
  gone: [gone("storage_account_name", "storage_account_id")],
};

/**
 * By type in Terraform: every argument of the types that the library makes which azurerm has under another name than the bindings, or
 * has no more.
 *
 * Source: hashicorp/terraform-provider-azurerm, website/docs/guides/5.0-upgrade-guide.html.markdown, and the schemas that
 * `terraform providers schema -json` prints, tags v4.81.0 and v5.2.0.
 */
export const differences: Readonly<Record<string, Differences>> = {
  azurerm_api_management: {
    replaced: [
      renamed("enable_http2", "http2_enabled", "protocols"),
      ...[
        "backend_ssl30",
        "backend_tls10",
        "backend_tls11",
        "frontend_ssl30",
        "frontend_tls10",
        "frontend_tls11",
      ].map((name) => renamed(`enable_${name}`, `${name}_enabled`, "security")),
      ...["developer_portal", "management", "portal", "proxy", "scm"].map((host) =>
        renamed("key_vault_id", "key_vault_certificate_id", "hostname_configuration", host),
      ),
    ],
  },
  azurerm_application_insights: {
    replaced: [
      negated("local_authentication_disabled", "local_authentication_enabled"),
      negated("disable_ip_masking", "ip_masking_enabled"),
      negated("daily_data_cap_notifications_disabled", "daily_data_cap_notifications_enabled"),
    ],
  },
  azurerm_container_registry: {
    replaced: [renamed("regional_endpoint_enabled", "global_endpoint_routing_enabled", "georeplications")],
    gone: [gone("trust_policy_enabled", "no argument, since Azure ends content trust")],
  },
  azurerm_cosmosdb_account: {
    replaced: [
      negated("local_authentication_disabled", "local_authentication_enabled"),
      renamed("managed_hsm_key_id", "key_vault_key_id"),
    ],
  },
  azurerm_eventgrid_event_subscription: DELIVERY,
  azurerm_eventgrid_system_topic: { replaced: [renamed("source_arm_resource_id", "source_resource_id")] },
  azurerm_eventgrid_system_topic_event_subscription: DELIVERY,
  azurerm_key_vault: {
    replaced: [renamed("enable_rbac_authorization", "rbac_authorization_enabled")],
    gone: [gone("contact", "the resource azurerm_key_vault_certificate_contacts")],
  },
  azurerm_log_analytics_workspace: {
    replaced: [
      negated("local_authentication_disabled", "local_authentication_enabled", "azurerm5"),
      {
        from: "internet_ingestion_enabled",
        to: "internet_ingestion_access_type",
        value: "access",
        since: "azurerm5",
      },
      {
        from: "internet_query_enabled",
        to: "internet_query_access_type",
        value: "access",
        since: "azurerm5",
      },
    ],
  },
  azurerm_monitor_diagnostic_setting: {
    gone: [
      gone("metric", "enabled_metric"),
      gone("retention_policy", "the resource azurerm_storage_management_policy", "enabled_log"),
    ],
  },
  azurerm_private_dns_a_record: { zone: { name: "zone_name", since: "azurerm5" } },
  azurerm_private_dns_zone_virtual_network_link: {
    zone: { name: "private_dns_zone_name", since: "azurerm5" },
  },
  azurerm_storage_account: {
    replaced: [renamed("managed_hsm_key_id", "key_vault_key_id", "customer_managed_key")],
    gone: [
      gone("queue_properties", "the resource azurerm_storage_account_queue_properties"),
      gone("static_website", "the resource azurerm_storage_account_static_website"),
    ],
  },
  azurerm_storage_container: BY_ACCOUNT_ID,
  azurerm_storage_queue: BY_ACCOUNT_ID,
  azurerm_storage_share: BY_ACCOUNT_ID,
  azurerm_subnet: {
    replaced: [SERVICE_ENDPOINTS],
  },
  azurerm_virtual_network: {
    replaced: [{ in: ["subnet"], ...SERVICE_ENDPOINTS }],
  },
};
