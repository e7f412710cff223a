import type { Chapter, Row } from "./row";

const REGISTRY = "platform: azurerm_container_registry.container_registry";
const APP = "workloads: azurerm_linux_function_app.function_app";
const ON: Row["on"] = ["dev with everything", "prod with everything", "a container"];
const CLOSED = "a registry in prod is Premium, closed, and spread over zones";

export const containerRegistry: Chapter = {
  title: "14. Container Registry (If Using Containers)",
  rows: [
    {
      says: "`sku: { name: 'Basic' }`",
      option: "optional.containerRegistry.sku.name",
      on: ["dev with everything"],
      carriedBy: [REGISTRY],
      has: { sku: "Basic" },
      property: "containerRegistry",
      proof: [
        "services/container-registry/service",
        "a registry in dev is Basic, without a password, and without arguments of Premium",
      ],
    },
    {
      says: "`sku: { name: 'Basic' }`",
      option: "optional.containerRegistry.sku.name",
      on: ["prod with everything"],
      carriedBy: [REGISTRY],
      has: { sku: "Premium" },
      property: "containerRegistry",
      proof: ["services/container-registry/service", CLOSED],
      differs: "container registry `Basic` with `networkRuleSet`",
    },
    {
      says: "`adminUserEnabled: false`",
      option: "optional.containerRegistry.adminUserEnabled",
      on: ON,
      carriedBy: [REGISTRY],
      has: { admin_enabled: false },
      proof: [
        "services/container-registry/service",
        "a registry in dev is Basic, without a password, and without arguments of Premium",
      ],
    },
    {
      says: "`networkRuleSet: { defaultAction: 'Deny' }`",
      option: "optional.containerRegistry.networkRuleSet.defaultAction",
      on: ["dev with everything"],
      carriedBy: [REGISTRY],
      hasNo: ["network_rule_set"],
      proof: [
        "services/container-registry/service",
        "a registry in dev is Basic, without a password, and without arguments of Premium",
      ],
      differs: "container registry `Basic` with `networkRuleSet`",
    },
    {
      says: "`networkRuleSet: { defaultAction: 'Deny' }`",
      option: "optional.containerRegistry.networkRuleSet.ipRules",
      on: ["a container"],
      carriedBy: [REGISTRY],
      has: { "network_rule_set.0.default_action": "Deny" },
      proof: [
        "services/container-registry/service",
        "address rules let clients push into a registry that has a private endpoint",
      ],
    },
    {
      says: "`virtualNetworkRules: [{ action: 'Allow', virtualNetworkResourceId: … }]`",
      option: "optional.containerRegistry.networkRuleSet.virtualNetworkRules",
      on: ["prod with everything"],
      carriedBy: ["platform: azurerm_private_endpoint.private_endpoint_container_registry"],
      has: { "private_service_connection.subresource_names": ["registry"] },
      proof: [
        "services/container-registry/bad-options",
        "rules of subnets are refused, with what to do instead",
      ],
      differs: "`virtualNetworkRules` of the registry",
    },
    {
      says: "Store custom container images",
      option: "functionApp.container",
      on: ["a container"],
      carriedBy: [APP],
      has: { "site_config.container_registry_use_managed_identity": true },
      proof: [
        "services/function-app/container",
        "an app with a container begins with a public image, and leaves later images to releases",
      ],
      differs: "a container registry that nothing pulls from",
    },
    {
      says: "… which the app may pull",
      option: "optional.containerRegistry.acrPull",
      on: ["a container"],
      carriedBy: [
        "workloads: azurerm_role_assignment.function_app_acr_pull",
        "workloads: azurerm_role_assignment.function_app_staging_acr_pull",
      ],
      has: { role_definition_name: "AcrPull" },
      proof: [
        "services/container-registry/service",
        "the app and each slot may pull from the registry where the app runs a container",
      ],
      differs: "a container registry that nothing pulls from",
    },
    {
      says: "Private container registry",
      option: "optional.containerRegistry.publicNetworkAccess",
      on: ["prod with everything"],
      carriedBy: [REGISTRY],
      has: { anonymous_pull_enabled: false, public_network_access_enabled: false },
      proof: ["services/container-registry/service", CLOSED],
    },
    {
      says: "VNet-integrated for security",
      option: "networking.vnet",
      on: ["a container"],
      carriedBy: [APP],
      has: { vnet_image_pull_enabled: true },
      proof: [
        "services/function-app/container",
        "an app pulls its image through the network where it is in one",
      ],
    },
  ],
};
