import type { Chapter } from "./row";

const APP = "workloads: azurerm_windows_function_app.function_app";
const PLAN = "workloads: azurerm_service_plan.service_plan";
const MANAGED =
  "`FUNCTIONS_WORKER_RUNTIME`, `WEBSITE_NODE_DEFAULT_VERSION`, `APPLICATIONINSIGHTS_CONNECTION_STRING` as app settings";

export const functionApp: Chapter = {
  title: "1. Function App + App Service Plan",
  rows: [
    {
      says: "`runtime: 'node:20'`",
      option: "functionApp.runtime",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: { "site_config.application_stack.node_version": "~24" },
      proof: ["services/function-app/decisions", "the runtime is Node 24 on Windows"],
      differs: "runtime `node:20`",
    },
    {
      says: "`runtime: 'node:20'`",
      option: "functionApp.runtime",
      on: ["literal"],
      carriedBy: [APP],
      has: { "site_config.application_stack.node_version": "~20" },
      proof: [
        "services/function-app/decisions",
        "the runtime is the specification's Node 20 where that is chosen, with a warning",
      ],
    },
    {
      says: "`sku: … 'EP1'` in production",
      option: "functionApp.plan",
      on: ["prod"],
      carriedBy: [PLAN],
      has: { sku_name: "EP1" },
      proof: [
        "services/function-app/decisions",
        "alwaysOn is one always ready instance on Elastic Premium, the default in prod",
      ],
    },
    {
      says: "`sku: … 'Y1'` otherwise",
      option: "functionApp.plan",
      on: ["dev"],
      carriedBy: [PLAN],
      has: { sku_name: "Y1" },
      proof: ["decide/environments/defaults", "dev reads like the specification's table"],
    },
    {
      says: "`tier: … 'ElasticPremium'`, `'Dynamic'`",
      option: "functionApp.plan",
      on: ["dev", "prod"],
      carriedBy: [PLAN],
      hasNo: ["tier"],
      proof: ["services/function-app/build", "a service plan is %s"],
      differs: "`plan.tier`",
    },
    {
      says: "… on an operating system that is not said",
      option: "functionApp.os",
      on: ["dev", "prod"],
      carriedBy: [PLAN],
      has: { os_type: "Windows" },
      proof: ["services/function-app/decisions", "the runtime is Node 24 on Windows"],
      differs: "no operating system",
    },
    {
      says: "`FUNCTIONS_WORKER_RUNTIME: 'node'`",
      option: "functionApp.runtime",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: { "site_config.application_stack": { node_version: "~24" } },
      hasNo: ["app_settings.FUNCTIONS_WORKER_RUNTIME"],
      proof: [
        "services/function-app/decisions",
        "the specification's own settings are accepted, with the options that they need",
      ],
      differs: MANAGED,
    },
    {
      says: "`WEBSITE_NODE_DEFAULT_VERSION: '~20'`",
      option: "functionApp.runtime",
      on: ["literal"],
      carriedBy: [APP],
      has: { "site_config.application_stack.node_version": "~20" },
      hasNo: ["app_settings.WEBSITE_NODE_DEFAULT_VERSION"],
      proof: [
        "services/function-app/decisions",
        "the specification's own settings are accepted, with the options that they need",
      ],
      differs: MANAGED,
    },
    {
      says: "`WEBSITE_RUN_FROM_PACKAGE: '1'`",
      option: "functionApp.package",
      on: ["dev", "prod"],
      carriedBy: [APP],
      contains: { "app_settings.WEBSITE_RUN_FROM_PACKAGE": "_blob_endpoint}function-packages/" },
      proof: [
        "services/function-app/decisions",
        "the code is read by identity from function-packages, without any key",
      ],
      differs: "`WEBSITE_RUN_FROM_PACKAGE: '1'`",
    },
    {
      says: "`WEBSITE_RUN_FROM_PACKAGE: '1'`",
      option: "functionApp.package",
      on: ["literal"],
      carriedBy: [APP],
      has: { "app_settings.WEBSITE_RUN_FROM_PACKAGE": "1" },
      proof: [
        "services/function-app/decisions",
        "the app and its slot have a content share each, and the setting is a literal 1",
      ],
    },
    {
      says: "Functions are the core compute model for serverless backends",
      option: "transform.functionApp",
      on: ["dev", "prod"],
      carriedBy: [APP],
      has: { functions_extension_version: "~4" },
      property: "functionApp",
      proof: [
        "services/function-app/build",
        "a function app on %s is closed, signs in by identity, and leaves the released package alone",
      ],
    },
    {
      says: "Premium plan (EP1) in production for VNet integration",
      option: "networking.vnet",
      on: ["prod"],
      carriedBy: [APP, "workloads: azurerm_windows_function_app_slot.function_app_staging"],
      contains: { virtual_network_subnet_id: "networking_functions_subnet_id" },
      proof: ["services/networking/configurations", "the app and every slot are in the network"],
    },
    {
      says: "… and always-on",
      option: "functionApp.alwaysOn",
      on: ["prod"],
      carriedBy: [APP],
      has: { "site_config.elastic_instance_minimum": 1 },
      hasNo: ["site_config.always_on"],
      proof: [
        "services/function-app/decisions",
        "alwaysOn is one always ready instance on Elastic Premium, the default in prod",
      ],
      differs: "`alwaysOn`",
    },
    {
      says: "Consumption plan (Y1) in dev for cost savings",
      option: "functionApp.plan",
      on: ["dev"],
      carriedBy: [APP],
      hasNo: ["site_config.elastic_instance_minimum", "virtual_network_subnet_id"],
      proof: [
        "services/function-app/decisions",
        "alwaysOn is left out on Consumption, which does not have it",
      ],
    },
  ],
};
