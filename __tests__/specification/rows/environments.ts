import type { Chapter, Proof } from "./row";
import { serviceBusElsewhere } from "./service-bus";

const PLAN = "workloads: azurerm_service_plan.service_plan";
const COSMOS = "platform: azurerm_cosmosdb_account.cosmos";
const DATABASE = "platform: azurerm_cosmosdb_sql_database.cosmos_database";
const WORKSPACE = "platform: azurerm_log_analytics_workspace.log_analytics";
const INSIGHTS = "workloads: azurerm_application_insights.app_insights";
const VNET = "network: azurerm_virtual_network.vnet";
const APIM = "platform: azurerm_api_management.apim";
const GROUP = "platform: azurerm_monitor_action_group.action_group_ops-team";
const ENDPOINTS = [
  "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
  "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
  "platform: azurerm_private_endpoint.private_endpoint_storage_queue",
  "platform: azurerm_private_endpoint.private_endpoint_storage_table",
  "platform: azurerm_private_endpoint.private_endpoint_key_vault",
] as const;
const DEV: Proof = ["decide/environments/defaults", "dev reads like the specification's table"];
const PROD: Proof = ["decide/environments/defaults", "prod reads like the specification's table"];
const OFF: Proof = [
  "services/networking/configurations",
  "a backend without a network has no resource or argument of one",
];

export const development: Chapter = {
  title: "Development Environment",
  rows: [
    {
      says: "`functionApp: { plan: 'Y1 (Consumption)' }`",
      option: "functionApp.plan",
      on: ["dev"],
      carriedBy: [PLAN],
      has: { sku_name: "Y1" },
      proof: DEV,
    },
    {
      says: "`cosmos: { mode: 'Serverless' }`",
      option: "cosmos.mode",
      on: ["dev"],
      carriedBy: [COSMOS],
      has: { "capabilities.0.name": "EnableServerless" },
      proof: DEV,
    },
    {
      says: "`cosmos: { backup: 'Periodic' }`",
      option: "cosmos.backup",
      on: ["dev"],
      carriedBy: [COSMOS],
      has: { "backup.type": "Periodic" },
      proof: DEV,
    },
    {
      says: "`logRetention: 30`",
      option: "logRetention",
      on: ["dev"],
      carriedBy: [WORKSPACE, INSIGHTS],
      has: { retention_in_days: 30 },
      proof: DEV,
    },
    {
      says: "`vnet: false`, opt-in for dev",
      option: "vnet",
      on: ["dev"],
      without: [VNET],
      property: "vnet",
      proof: OFF,
    },
    {
      says: "… opted in",
      option: "networking.vnet",
      on: ["custom call"],
      carriedBy: [VNET],
      property: "vnet",
      proof: ["services/networking/configurations", "aliases of the switches write the same stacks: %s"],
    },
    {
      says: "`privateEndpoints: false`",
      option: "privateEndpoints",
      on: ["dev"],
      without: ENDPOINTS,
      proof: OFF,
    },
    {
      says: "`apim: false`, opt-in for dev",
      option: "apim",
      on: ["dev"],
      without: [APIM],
      property: "apim",
      proof: [
        "services/api-management/service",
        "API Management is off in every environment unless an option switches it on",
      ],
    },
    {
      says: "… opted in",
      option: "optional.apim",
      on: ["dev with everything"],
      carriedBy: [APIM],
      property: "apim",
      proof: ["services/api-management/service", "the switch of API Management can be written as %s"],
    },
    serviceBusElsewhere.development,
  ],
};

export const production: Chapter = {
  title: "Production Environment",
  rows: [
    {
      says: "`functionApp: { plan: 'EP1 (Premium)' }`",
      option: "functionApp.plan",
      on: ["prod"],
      carriedBy: [PLAN],
      has: { sku_name: "EP1" },
      proof: PROD,
    },
    {
      says: "`functionApp: { slots: ['staging'] }`",
      option: "functionApp.slots",
      on: ["prod"],
      carriedBy: ["workloads: azurerm_windows_function_app_slot.function_app_staging"],
      has: { name: "staging" },
      proof: PROD,
    },
    {
      says: "`cosmos: { mode: 'Autoscale (max 4000 RU/s)' }`",
      option: "cosmos.maxThroughput",
      on: ["prod"],
      carriedBy: [DATABASE],
      has: { "autoscale_settings.max_throughput": 4000 },
      proof: PROD,
    },
    {
      says: "`cosmos: { backup: 'Continuous' }`",
      option: "cosmos.backup",
      on: ["prod"],
      carriedBy: [COSMOS],
      has: { "backup.type": "Continuous" },
      proof: PROD,
    },
    {
      says: "`cosmos: { multiRegion: true }`",
      option: "cosmos.multiRegion",
      on: ["prod"],
      carriedBy: [COSMOS],
      has: { "geo_location.1.location": "centralus" },
      proof: PROD,
    },
    {
      says: "`logRetention: 90`",
      option: "logRetention",
      on: ["prod"],
      carriedBy: [WORKSPACE, INSIGHTS],
      has: { retention_in_days: 90 },
      proof: PROD,
    },
    {
      says: "`vnet: true`, always enabled",
      option: "vnet",
      on: ["prod"],
      carriedBy: [VNET],
      property: "vnet",
      proof: ["services/networking/configurations", "the network has three subnets, one of them delegated"],
      differs: "`networking?.vnet !== false` gives dev a network too",
    },
    {
      says: "`privateEndpoints: true`, always enabled",
      option: "privateEndpoints",
      on: ["prod"],
      carriedBy: ENDPOINTS,
      proof: [
        "services/networking/configurations",
        "each service that keeps data has private endpoints, in the zone of its kind",
      ],
    },
    {
      says: "`apim: true`, always enabled",
      option: "optional.apim",
      on: ["prod"],
      without: [APIM],
      property: "apim",
      proof: [
        "services/api-management/service",
        "API Management is off in every environment unless an option switches it on",
      ],
      differs: "API Management `apim: true // Always enabled` in prod",
    },
    {
      says: "`apim: true`, always enabled",
      option: "optional.apim",
      on: ["prod with everything"],
      carriedBy: [APIM],
      has: { sku_name: "Premium_1" },
      property: "apim",
      proof: [
        "services/api-management/network",
        "API Management has the tier of its environment, and is inside of its subnet",
      ],
    },
    serviceBusElsewhere.production,
    {
      says: "`monitoring: { alerts: true }`",
      option: "monitoring.alerts",
      on: ["prod"],
      carriedBy: [
        "workloads: azurerm_monitor_metric_alert.alert_function_errors",
        "workloads: azurerm_monitor_metric_alert.alert_function_duration",
        "platform: azurerm_monitor_metric_alert.alert_cosmos_ru",
        "platform: azurerm_monitor_metric_alert.alert_cosmos_throttling",
        "platform: azurerm_monitor_metric_alert.alert_storage_latency",
        "platform: azurerm_monitor_metric_alert.alert_key_vault_availability",
      ],
      proof: [
        "services/monitoring/service",
        "the six alerts are in prod, as the specification lists them, on metrics that Azure has",
      ],
    },
    {
      says: "`monitoring: { actionGroups: ['ops-team'] }`",
      option: "monitoring.actionGroups",
      on: ["prod"],
      carriedBy: [GROUP],
      has: { short_name: "ops-team", "arm_role_receiver.0.name": "owner" },
      proof: [
        "services/monitoring/action-groups",
        "action groups notify the subscription's Owners where no receiver is chosen, with a note",
      ],
      differs: "`actionGroups: ['ops-team']`",
    },
  ],
};
