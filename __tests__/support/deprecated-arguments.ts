/**
 * Arguments that azurerm 4.81.0 prints a warning for, of the types that the library makes: `deprecated` in the answer of
 * `terraform providers schema -json`. Source: hashicorp/terraform-provider-azurerm, MPL-2.0, tag v4.81.0, commit 5782a75422.
 */
export const deprecatedArguments: Readonly<Record<string, readonly string[]>> = {
  azurerm_api_management: [
    "hostname_configuration.developer_portal.key_vault_id",
    "hostname_configuration.management.key_vault_id",
    "hostname_configuration.portal.key_vault_id",
    "hostname_configuration.proxy.key_vault_id",
    "hostname_configuration.scm.key_vault_id",
    "protocols.enable_http2",
    "security.enable_backend_ssl30",
    "security.enable_backend_tls10",
    "security.enable_backend_tls11",
    "security.enable_frontend_ssl30",
    "security.enable_frontend_tls10",
    "security.enable_frontend_tls11",
  ],
  azurerm_application_insights: [
    "daily_data_cap_notifications_disabled",
    "disable_ip_masking",
    "local_authentication_disabled",
  ],
  azurerm_cosmosdb_account: ["local_authentication_disabled", "managed_hsm_key_id"],
  azurerm_eventgrid_system_topic: ["source_arm_resource_id"],
  azurerm_key_vault: ["enable_rbac_authorization", "contact"],
  azurerm_log_analytics_workspace: ["local_authentication_disabled"],
  azurerm_monitor_diagnostic_setting: ["enabled_log.retention_policy", "metric"],
  azurerm_storage_account: ["customer_managed_key.managed_hsm_key_id", "queue_properties", "static_website"],
  azurerm_storage_container: ["storage_account_name"],
  azurerm_storage_queue: ["storage_account_name"],
  azurerm_storage_share: ["storage_account_name"],
};
