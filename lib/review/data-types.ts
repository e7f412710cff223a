import { dataKeepers, resourceTypes } from "../services";

/** Types that keep data and that a backend has none of: users add them. */
const OTHERS = [
  /^azurerm_(?:mssql|mysql|postgresql|mariadb)_(?:flexible_|managed_|elastic_)?(?:server|database|instance|pool)$/,
  /^azurerm_mysql_flexible_database$|^azurerm_postgresql_flexible_server_database$/,
  /^azurerm_cosmosdb_(?:account|cassandra|gremlin|mongo|postgresql|sql)(?!_role|_function|_trigger|_stored)\w*$/,
  /^azurerm_cosmosdb_(?:account|table)$/,
  /^azurerm_mongo_cluster$/,
  /^azurerm_storage_(?:account|container|queue|table|table_entity|share|share_file|share_directory|blob|data_lake_gen2_filesystem|data_lake_gen2_path)$/,
  /^azurerm_(?:managed_disk|snapshot|image|shared_image|shared_image_version|disk_pool)$/,
  /^azurerm_key_vault(?:_secret|_key|_certificate|_managed_hardware_security_module)?$/,
  /^azurerm_(?:eventhub|eventhub_namespace|servicebus_namespace|servicebus_queue|servicebus_topic|servicebus_subscription)$/,
  /^azurerm_(?:recovery_services_vault|data_protection_backup_vault|data_protection_backup_instance_\w+|backup_protected_vm)$/,
  /^azurerm_(?:search_service|kusto_cluster|kusto_database|netapp_volume|app_configuration|app_configuration_key|container_registry)$/,
  /^azurerm_(?:log_analytics_workspace|application_insights|redis_enterprise_database|synapse_workspace|synapse_sql_pool)$/,
];

const own = new Set(Object.keys(dataKeepers).flatMap((name) => resourceTypes[name] ?? []));

/** Whether a resource of this type keeps data that is lost with it. */
export function keepsData(type: string): boolean {
  return own.has(type) || OTHERS.some((pattern) => pattern.test(type));
}
