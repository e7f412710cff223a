import { inGroup } from "../../azure/in-group";
import { PUBLIC_IP_ADDRESS } from "../../azure/public-ip-address";
import type { ResourceRecords } from "../contract/resource-record";
import type { NetworkingWords } from "./words";

/** Of subnets, security groups and links of zones: the same for all of them. */
const NETWORK_NAME = {
  min: 1,
  max: 80,
  pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
  characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
} as const;
const WITHIN_A_NETWORK = { ...NETWORK_NAME, several: true } as const;

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const networkingResources: ResourceRecords<NetworkingWords> = {
  vnet: {
    type: "azurerm_virtual_network",
    importId: inGroup("Microsoft.Network/virtualNetworks/{name}"),
    diagnostics: [{ logs: ["VMProtectionAlerts"], metrics: ["AllMetrics"] }],
    names: {
      virtualNetwork: {
        label: "virtual network",
        min: 2,
        max: 64,
        pattern: /^[a-z0-9][\w.-]*\w$/i,
        characters: "letters, digits, - _ ., beginning with a letter or digit, ending in one or _",
        scope: "resource group",
        prefix: "vnet",
      },
    },
  },
  subnets: {
    type: "azurerm_subnet",
    importId: inGroup("Microsoft.Network/virtualNetworks/{virtual_network_name}/subnets/{name}"),
    names: { subnet: { label: "subnet", ...WITHIN_A_NETWORK, scope: "parent", prefix: "snet" } },
  },
  networkSecurityGroups: {
    type: "azurerm_network_security_group",
    importId: inGroup("Microsoft.Network/networkSecurityGroups/{name}"),
    diagnostics: [{ logs: ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"], metrics: [] }],
    names: {
      networkSecurityGroup: {
        label: "network security group",
        ...WITHIN_A_NETWORK,
        scope: "resource group",
        prefix: "nsg",
      },
    },
  },
  networkSecurityRules: {
    type: "azurerm_network_security_rule",
    importId: inGroup(
      "Microsoft.Network/networkSecurityGroups/{network_security_group_name}/securityRules/{name}",
    ),
  },
  networkSecurityGroupAssociations: {
    type: "azurerm_subnet_network_security_group_association",
    importId: "{subnet_id}",
  },
  privateDnsZones: {
    type: "azurerm_private_dns_zone",
    importId: inGroup("Microsoft.Network/privateDnsZones/{name}"),
  },
  privateDnsZoneLinks: {
    type: "azurerm_private_dns_zone_virtual_network_link",
    importId: inGroup("Microsoft.Network/privateDnsZones/{private_dns_zone_name}/virtualNetworkLinks/{name}"),
    names: {
      privateDnsZoneLink: {
        label: "private DNS zone link",
        ...WITHIN_A_NETWORK,
        scope: "parent",
        prefix: "link",
      },
    },
  },
  vnetPeerings: {
    type: "azurerm_virtual_network_peering",
    importId: inGroup(
      "Microsoft.Network/virtualNetworks/{virtual_network_name}/virtualNetworkPeerings/{name}",
    ),
    names: {
      virtualNetworkPeering: {
        label: "virtual network peering",
        when: "with networking.peerings",
        ...WITHIN_A_NETWORK,
        scope: "parent",
        prefix: "peer",
      },
    },
  },
  routeTable: {
    type: "azurerm_route_table",
    importId: inGroup("Microsoft.Network/routeTables/{name}"),
    names: {
      routeTable: {
        label: "route table",
        when: "with networking.firewall or networking.routes",
        ...NETWORK_NAME,
        scope: "resource group",
        prefix: "rt",
      },
    },
  },
  routeTableAssociation: { type: "azurerm_subnet_route_table_association", importId: "{subnet_id}" },
  natGateway: {
    type: "azurerm_nat_gateway",
    importId: inGroup("Microsoft.Network/natGateways/{name}"),
    names: {
      natGateway: {
        label: "NAT gateway",
        when: "with networking.natGateway",
        ...NETWORK_NAME,
        scope: "resource group",
        prefix: "ng",
      },
    },
  },
  natPublicIpAddress: {
    ...PUBLIC_IP_ADDRESS,
    names: {
      natPublicIpAddress: {
        label: "public IP address of the NAT gateway",
        when: "with networking.natGateway",
        ...NETWORK_NAME,
        scope: "resource group",
        prefix: "pip-nat",
      },
    },
  },
  natGatewayAddresses: {
    type: "azurerm_nat_gateway_public_ip_association",
    importId: "{nat_gateway_id}|{public_ip_address_id}",
  },
  natGatewayPrefixes: {
    type: "azurerm_nat_gateway_public_ip_prefix_association",
    importId: "{nat_gateway_id}|{public_ip_prefix_id}",
  },
  natGatewayAssociation: {
    type: "azurerm_subnet_nat_gateway_association",
    importId: "{subnet_id}",
  },
  flowLog: {
    type: "azurerm_network_watcher_flow_log",
    importId: inGroup("Microsoft.Network/networkWatchers/{network_watcher_name}/flowLogs/{name}"),
    names: {
      flowLog: {
        label: "flow log",
        when: "with networking.flowLogs",
        // azurerm: internal/services/network/validate/network_watcher_flow_log_name.go
        ...NETWORK_NAME,
        scope: "parent",
        prefix: "fl",
      },
    },
  },
};
