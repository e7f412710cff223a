import type { Carrier, Chapter, Row } from "./row";

const VNET = "network: azurerm_virtual_network.vnet";
const FUNCTIONS = "network: azurerm_subnet.subnet_functions";
const ENDPOINTS = "network: azurerm_subnet.subnet_private_endpoints";
const APIM = "network: azurerm_subnet.subnet_apim";
const SUBNETS = "the network has three subnets, one of them delegated";

export const networking: Chapter = {
  title: "7. Virtual Network + Subnets",
  rows: [
    {
      says: "`addressSpace: { addressPrefixes: ['10.0.0.0/16'] }`",
      option: "networking.addressSpace",
      on: ["prod"],
      carriedBy: [VNET],
      has: { address_space: ["10.0.0.0/16"] },
      proof: ["services/networking/configurations", SUBNETS],
    },
    subnet("functions", "10.0.1.0/24", FUNCTIONS),
    {
      says: "`delegations: [{ name: 'function-delegation' }]`",
      option: "transform.subnets",
      on: ["prod"],
      carriedBy: [FUNCTIONS],
      has: { "delegation.0.name": "functions" },
      proof: ["services/networking/configurations", SUBNETS],
      differs: "names `function-delegation`, `cosmos-connection`, `apim-logger` and the like",
    },
    {
      says: "`serviceName: 'Microsoft.Web/serverFarms'`",
      option: "functionApp.plan",
      on: ["prod"],
      carriedBy: [FUNCTIONS],
      has: { "delegation.0.service_delegation.name": "Microsoft.Web/serverFarms" },
      proof: ["services/networking/configurations", SUBNETS],
    },
    subnet("private-endpoints", "10.0.2.0/24", ENDPOINTS),
    {
      says: "`privateEndpointNetworkPolicies: 'Disabled'`",
      option: "networking.subnets.private-endpoints.privateEndpointNetworkPolicies",
      on: ["prod"],
      carriedBy: [ENDPOINTS],
      has: { private_endpoint_network_policies: "NetworkSecurityGroupEnabled" },
      proof: ["services/networking/configurations", SUBNETS],
      differs: "subnet `private-endpoints` with policies `Disabled`",
    },
    {
      says: "`privateEndpointNetworkPolicies: 'Disabled'`",
      option: "networking.subnets.private-endpoints.privateEndpointNetworkPolicies",
      on: ["literal"],
      carriedBy: [ENDPOINTS],
      has: { private_endpoint_network_policies: "Disabled" },
      proof: ["services/networking/variants", "network policies of the endpoints' subnet can be %s"],
    },
    subnet("apim", "10.0.3.0/24", APIM),
    {
      says: "`functionApp.virtualNetworkSubnetId = …`",
      option: "external.vnet.subnets",
      on: ["prod"],
      carriedBy: ["workloads: azurerm_windows_function_app.function_app"],
      has: {
        virtual_network_subnet_id:
          "${data.terraform_remote_state.network.outputs.networking_functions_subnet_id}",
      },
      proof: ["services/networking/configurations", "the app and every slot are in the network"],
    },
    {
      says: "Isolate backend resources from public internet",
      option: "networking.privateEndpoints",
      on: ["prod"],
      carriedBy: [
        "platform: azurerm_cosmosdb_account.cosmos",
        "platform: azurerm_storage_account.storage",
        "platform: azurerm_key_vault.key_vault",
      ],
      has: { public_network_access_enabled: false },
      proof: ["services/networking/configurations", "each service that keeps data is closed to the internet"],
    },
    {
      says: "Required for private endpoints",
      option: "networking.subnets.private-endpoints",
      on: ["prod"],
      carriedBy: [
        "platform: azurerm_private_endpoint.private_endpoint_cosmos_sql",
        "platform: azurerm_private_endpoint.private_endpoint_storage_blob",
        "platform: azurerm_private_endpoint.private_endpoint_key_vault",
      ],
      contains: { subnet_id: "networking_private_endpoints_subnet_id" },
      proof: ["services/networking/decisions", "the private endpoints of prod are left out with the network"],
    },
    {
      says: "Control inbound traffic",
      option: "networking.subnets.functions.inbound",
      on: ["prod"],
      carriedBy: [
        "network: azurerm_network_security_rule.nsg_functions_deny_inbound",
        "network: azurerm_network_security_rule.nsg_private_endpoints_deny_inbound",
        "network: azurerm_network_security_rule.nsg_apim_deny_inbound",
      ],
      has: { access: "Deny", direction: "Inbound", priority: 4096, source_address_prefix: "*" },
      proof: [
        "services/networking/configurations",
        "each subnet has a security group, which denies all traffic that it does not name",
      ],
      differs: "subnets without security groups",
    },
    {
      says: "Control outbound traffic",
      option: "networking.restrictOutbound",
      on: ["prod with outbound rules"],
      carriedBy: ["network: azurerm_network_security_rule.nsg_functions_deny_outbound"],
      has: { access: "Deny", direction: "Outbound", priority: 4096, destination_address_prefix: "*" },
      proof: [
        "services/networking/outbound",
        "closed outbound lets traffic out to private endpoints and to Azure itself alone",
      ],
      differs: "control of outbound traffic",
    },
    {
      says: "… which all goes through the network",
      option: "transform.functionApp",
      on: ["prod"],
      carriedBy: ["workloads: azurerm_windows_function_app.function_app"],
      has: { "site_config.vnet_route_all_enabled": true },
      proof: ["services/networking/configurations", "the app and every slot are in the network"],
    },
    {
      says: "… with functions that a closed queue or account starts",
      option: "transform.functionApp",
      on: ["prod"],
      carriedBy: ["workloads: azurerm_windows_function_app.function_app"],
      has: {
        "site_config.runtime_scale_monitoring_enabled": true,
        "site_config.pre_warmed_instance_count": 1,
      },
      proof: ["services/networking/configurations", "the app and every slot are in the network"],
      differs: "private non-HTTP triggers",
    },
    {
      says: "Production security requirement",
      option: "vnet",
      on: ["prod"],
      carriedBy: [VNET],
      property: "vnet",
      proof: ["decide/environments/defaults", "prod reads like the specification's table"],
    },
  ],
};

function subnet(name: string, addressPrefix: string, carrier: Carrier): Row {
  return {
    says: `\`{ name: '${name}', addressPrefix: '${addressPrefix}' }\``,
    option: `networking.subnets.${name}.addressPrefix`,
    on: ["prod"],
    carriedBy: [carrier],
    has: { name, address_prefixes: [addressPrefix] },
    proof: ["services/networking/configurations", SUBNETS],
  };
}
