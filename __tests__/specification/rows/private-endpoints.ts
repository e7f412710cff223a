import type { Carrier, Chapter, Row } from "./row";

interface Endpoint {
  readonly id: string;
  readonly connection: string;
  readonly of: string;
  readonly target: string;
  readonly subresource: string;
  readonly zone: string;
}

const STORAGE = { of: "storage.id", target: "azurerm_storage_account.storage" } as const;

/** The five of the specification, each with the zone that its names are in. */
const endpoints: readonly Endpoint[] = [
  {
    id: "cosmos_sql",
    connection: "cosmos-connection",
    of: "cosmosAccount.id",
    target: "azurerm_cosmosdb_account.cosmos",
    subresource: "Sql",
    zone: "documents_azure_com",
  },
  ...["blob", "queue", "table"].map((service) => ({
    ...STORAGE,
    id: `storage_${service}`,
    connection: `storage-${service}-connection`,
    subresource: service,
    zone: `${service}_core_windows_net`,
  })),
  {
    id: "key_vault",
    connection: "vault-connection",
    of: "keyVault.id",
    target: "azurerm_key_vault.key_vault",
    subresource: "vault",
    zone: "vaultcore_azure_net",
  },
];

const EACH = "each service that keeps data has private endpoints, in the zone of its kind";
const all = endpoints.map(carrierOf);

export const privateEndpoints: Chapter = {
  title: "8. Private Endpoints",
  rows: [
    {
      says: "`subnet: vnet.subnets.find(s => s.name === 'private-endpoints')`, of each",
      option: "external.vnet.subnets",
      on: ["prod"],
      carriedBy: all,
      has: {
        subnet_id: "${data.terraform_remote_state.network.outputs.networking_private_endpoints_subnet_id}",
      },
      proof: ["services/networking/configurations", EACH],
    },
    ...endpoints.flatMap(rowsOf),
    {
      says: "… without anybody's approval",
      option: "transform.privateEndpoints",
      on: ["prod"],
      carriedBy: all,
      has: { "private_service_connection.is_manual_connection": false },
      proof: [
        "services/networking/build",
        "a private endpoint leads to one service of one resource, and is approved at once",
      ],
    },
    {
      says: "Keep data services off public internet",
      option: "networking.privateEndpoints",
      on: ["prod"],
      carriedBy: [
        "platform: azurerm_cosmosdb_account.cosmos",
        "platform: azurerm_storage_account.storage",
        "platform: azurerm_key_vault.key_vault",
      ],
      has: { public_network_access_enabled: false },
      proof: ["services/networking/configurations", "each service that keeps data is closed to the internet"],
      differs: "private endpoints alone",
    },
    {
      says: "Traffic stays within Azure backbone",
      option: "external.privateDnsZones",
      on: ["prod"],
      carriedBy: endpoints.map(
        ({ zone }): Carrier =>
          `network: azurerm_private_dns_zone_virtual_network_link.private_dns_zone_link_${zone}`,
      ),
      has: { virtual_network_id: "${azurerm_virtual_network.vnet.id}", registration_enabled: false },
      proof: ["services/networking/configurations", "each kind of private endpoint has a zone, linked once"],
      differs: "private endpoints alone",
    },
    {
      says: "Compliance requirement for many industries",
      on: ["prod"],
      carriedBy: ["platform: azurerm_storage_account.storage"],
      has: { network_rules: { default_action: "Deny", bypass: ["AzureServices"] } },
      proof: [
        "policies/policies",
        "the failing checks in %s are those that docs/reference/policy-scanners.md accepts, no more and no fewer",
      ],
    },
    {
      says: "Defense in depth",
      option: "networking.subnets.private-endpoints.inbound",
      on: ["prod"],
      carriedBy: ["network: azurerm_network_security_rule.nsg_private_endpoints_allow_functions"],
      has: { access: "Allow", source_address_prefix: "10.0.1.0/24", destination_port_range: "443" },
      proof: [
        "services/networking/configurations",
        "each subnet has a security group, which denies all traffic that it does not name",
      ],
    },
  ],
};

function carrierOf({ id }: Endpoint): Carrier {
  return `platform: azurerm_private_endpoint.private_endpoint_${id}`;
}

function rowsOf(endpoint: Endpoint): readonly Row[] {
  const { id, connection, of, target, subresource, zone } = endpoint;
  const carriedBy = [carrierOf(endpoint)];
  return [
    {
      says: `\`privateLinkServiceConnections: [{ name: '${connection}' }]\``,
      option: "transform.privateEndpoints",
      on: ["prod"],
      carriedBy,
      has: { "private_service_connection.name": `pep-feedback-prod-${id.replaceAll("_", "-")}` },
      proof: [
        "services/networking/build",
        "a private endpoint leads to one service of one resource, and is approved at once",
      ],
      differs: "names `function-delegation`, `cosmos-connection`, `apim-logger` and the like",
    },
    {
      says: `\`privateLinkServiceId: ${of}\`, \`groupIds: ['${subresource}']\``,
      option: "networking.privateEndpoints",
      on: ["prod"],
      carriedBy,
      has: {
        "private_service_connection.private_connection_resource_id": `\${${target}.id}`,
        "private_service_connection.subresource_names": [subresource],
      },
      proof: ["services/networking/configurations", EACH],
    },
    {
      says: "… found by its name",
      option: "external.privateDnsZones",
      on: ["prod"],
      carriedBy,
      contains: { "private_dns_zone_group.private_dns_zone_ids.0": `networking_privatelink_${zone}_id` },
      proof: ["services/networking/configurations", EACH],
      differs: "private endpoints alone",
    },
  ];
}
