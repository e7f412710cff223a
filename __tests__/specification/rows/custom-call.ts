import { cdnElsewhere } from "./cdn";
import { redisElsewhere } from "./redis";
import type { Chapter } from "./row";
import { serviceBusElsewhere } from "./service-bus";

const APP = "workloads: azurerm_windows_function_app.function_app";
const PLAN = "workloads: azurerm_service_plan.service_plan";
const COSMOS = "platform: azurerm_cosmosdb_account.cosmos";
const EXACTLY =
  "the thresholds of the specification's custom configuration are kept exactly, and switch their alerts on";

export const customCall: Chapter = {
  title: "Custom Configuration",
  rows: [
    {
      says: "`functionApp: { plan: 'EP2' }`",
      option: "functionApp.plan",
      on: ["custom call"],
      carriedBy: [PLAN],
      has: { sku_name: "EP2" },
      proof: [
        "services/function-app/decisions",
        "alwaysOn can be switched off in prod, and on with another plan in dev",
      ],
    },
    {
      says: "`functionApp: { alwaysOn: true }`",
      option: "functionApp.alwaysOn",
      on: ["custom call"],
      carriedBy: [APP],
      has: { "site_config.elastic_instance_minimum": 1 },
      proof: [
        "services/function-app/decisions",
        "alwaysOn can be switched off in prod, and on with another plan in dev",
      ],
      differs: "`alwaysOn`",
    },
    {
      says: "`cosmos: { consistencyLevel: 'Strong' }`",
      option: "cosmos.consistencyLevel",
      on: ["custom call"],
      carriedBy: [COSMOS],
      has: { "consistency_policy.consistency_level": "Strong" },
      proof: ["specification/data", "Cosmos DB takes the specification's custom block in %s"],
    },
    {
      says: "… with several regions that could be written to",
      option: "cosmos.enableMultipleWriteLocations",
      on: ["custom call"],
      carriedBy: [COSMOS],
      has: { multiple_write_locations_enabled: false },
      proof: ["specification/data", "Cosmos DB takes the specification's custom block in %s"],
      differs: "several writing regions, `Strong` allowed",
    },
    {
      says: "`cosmos: { regions: ['eastus2', 'westus2'] }`",
      option: "cosmos.regions",
      on: ["custom call"],
      carriedBy: [COSMOS],
      has: {
        geo_location: [
          { location: "eastus2", failover_priority: 0, zone_redundant: false },
          { location: "westus2", failover_priority: 1, zone_redundant: false },
        ],
      },
      proof: ["specification/data", "Cosmos DB takes the specification's custom block in %s"],
    },
    {
      says: "… in dev, where the account would be serverless",
      option: "cosmos.mode",
      on: ["custom call"],
      carriedBy: ["platform: azurerm_cosmosdb_sql_database.cosmos_database"],
      has: { "autoscale_settings.max_throughput": 4000 },
      proof: ["specification/data", "Cosmos DB becomes autoscale in dev where %s asks for several regions"],
      differs: "`EnableServerless` for every account",
    },
    {
      says: "`networking: { vnet: true }`, even in dev",
      option: "networking.vnet",
      on: ["custom call"],
      carriedBy: ["network: azurerm_virtual_network.vnet"],
      has: { address_space: ["10.0.0.0/16"] },
      proof: ["services/networking/configurations", "the network has three subnets, one of them delegated"],
      differs: "a network forced in dev, on Consumption",
    },
    {
      says: "`networking: { privateEndpoints: true }`",
      option: "networking.privateEndpoints",
      on: ["custom call"],
      carriedBy: [
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
        "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
        "platform: azurerm_private_endpoint.private_endpoint_storage_queue",
        "platform: azurerm_private_endpoint.private_endpoint_storage_table",
        "platform: azurerm_private_endpoint.private_endpoint_key_vault",
      ],
      proof: [
        "services/networking/configurations",
        "each service that keeps data has private endpoints, in the zone of its kind",
      ],
    },
    {
      says: "`optional: { apim: true }`",
      option: "optional.apim",
      on: ["custom call"],
      carriedBy: ["platform: azurerm_api_management.apim"],
      has: { sku_name: "Developer_1", virtual_network_type: "Internal" },
      property: "apim",
      proof: ["services/api-management/service", "the switch of API Management can be written as %s"],
    },
    serviceBusElsewhere.customCall,
    redisElsewhere.customCall,
    cdnElsewhere.customCall,
    {
      says: "`functionErrors: { threshold: 10, window: 5 }`",
      option: "monitoring.alerts.functionErrors.threshold",
      on: ["custom call"],
      carriedBy: ["workloads: azurerm_monitor_metric_alert.alert_function_errors"],
      has: { "criteria.0.threshold": 10, window_size: "PT5M" },
      proof: ["services/monitoring/service", EXACTLY],
    },
    {
      says: "`cosmosRU: { threshold: 3000 }`",
      option: "monitoring.alerts.cosmosRU.threshold",
      on: ["custom call"],
      carriedBy: ["platform: azurerm_monitor_metric_alert.alert_cosmos_ru"],
      has: { "criteria.0.threshold": 900000, window_size: "PT5M" },
      proof: ["services/monitoring/service", EXACTLY],
      differs: "alert `TotalRequestUnits` > 3000 in 5 minutes",
    },
    {
      says: "`storageLatency: { threshold: 1000 }`",
      option: "monitoring.alerts.storageLatency.threshold",
      on: ["custom call"],
      carriedBy: ["platform: azurerm_monitor_metric_alert.alert_storage_latency"],
      has: { "criteria.0.threshold": 1000, window_size: "PT5M" },
      proof: ["services/monitoring/service", EXACTLY],
    },
    {
      says: "… where alerts are off, in dev",
      option: "monitoring.alerts",
      on: ["custom call"],
      carriedBy: ["platform: azurerm_monitor_action_group.action_group_ops-team"],
      without: [
        "workloads: azurerm_monitor_metric_alert.alert_function_duration",
        "platform: azurerm_monitor_metric_alert.alert_cosmos_throttling",
        "platform: azurerm_monitor_metric_alert.alert_key_vault_availability",
      ],
      proof: ["services/monitoring/service", EXACTLY],
      differs: "alerts in prod only",
    },
  ],
};
