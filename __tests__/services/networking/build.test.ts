import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import { NetworkSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-rule";
import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Testing } from "cdktf";
import type { PrivateEndpointPlan } from "../../../lib/services/contract/private-endpoints";
import {
  buildPrivateDnsZone,
  buildSubnet,
  buildVirtualNetwork,
  buildZoneLink,
} from "../../../lib/services/networking/build";
import type { RulePlan } from "../../../lib/services/networking/inbound";
import type { SubnetPlan } from "../../../lib/services/networking/plan";
import { buildPrivateEndpoint } from "../../../lib/stacks/private-endpoint";
import { theirs } from "../../support/existing-plan";
import { unchanged } from "../../support/unchanged";
import "../../support/resource-matchers";

const place = { resourceGroupName: "rg", location: "eastus2" };
const BLOB = "privatelink.blob.core.windows.net";

/** The names of every resource of a type in Terraform. */
function namesOf(synthesised: string, type: string): readonly string[] {
  const { resource } = JSON.parse(synthesised) as { resource: Readonly<Record<string, object>> };
  return Object.keys(resource[type] ?? {});
}

test("a virtual network has the ranges of its plan", () => {
  const synthesised = Testing.synthScope((scope) => {
    buildVirtualNetwork(
      scope,
      place,
      { name: "vnet", addressSpace: ["10.0.0.0/16", "10.1.0.0/16"] },
      unchanged,
    );
  });
  expect(synthesised).toHaveResourceWithProperties(VirtualNetwork, {
    resource_group_name: "rg",
    location: "eastus2",
    name: "vnet",
    address_space: ["10.0.0.0/16", "10.1.0.0/16"],
  });
});

describe("a subnet", () => {
  const subnet: SubnetPlan = {
    name: "private-endpoints",
    subnetName: "private-endpoints",
    addressPrefix: "10.0.2.0/24",
    networkSecurityGroupName: "nsg",
    serviceEndpoints: [],
    isolated: true,
    rules: [],
  };
  const built = (plan: Partial<SubnetPlan> = {}): string =>
    Testing.synthScope((scope) => {
      buildSubnet(scope, place, theirs, { ...subnet, ...plan }, unchanged);
    });

  test("a subnet is in its network, in any group, and has no outbound access where it needs none", () => {
    expect(built()).toHaveResourceWithProperties(Subnet, {
      name: "private-endpoints",
      resource_group_name: "their-group",
      virtual_network_name: "theirs",
      address_prefixes: ["10.0.2.0/24"],
      default_outbound_access_enabled: false,
    });
  });

  test("a subnet has explicit outbound access where a resource in it needs the internet", () => {
    expect(built({ isolated: false })).toHaveResourceWithProperties(Subnet, {
      default_outbound_access_enabled: true,
    });
  });

  test("a subnet is delegated to the service that joins it", () => {
    const delegation = { service: "Microsoft.Web/serverFarms", action: "subnets/action" };
    expect(built({ delegation })).toHaveResourceWithProperties(Subnet, {
      delegation: [
        {
          name: "private-endpoints",
          service_delegation: { name: "Microsoft.Web/serverFarms", actions: ["subnets/action"] },
        },
      ],
    });
  });

  test("a subnet has the service endpoints and the policies of its plan", () => {
    const synthesised = built({
      serviceEndpoints: ["Microsoft.KeyVault"],
      privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
    });
    expect(synthesised).toHaveResourceWithProperties(Subnet, {
      service_endpoints: ["Microsoft.KeyVault"],
      private_endpoint_network_policies: "NetworkSecurityGroupEnabled",
    });
  });

  test.each(["delegation", "service_endpoints", "private_endpoint_network_policies"])(
    "a subnet has no %s where the plan has none",
    (argument) => {
      const synthesised = built();
      expect(synthesised).toHaveResource(Subnet);
      expect(synthesised).not.toHaveResourceWithProperties(Subnet, {
        [argument]: expect.anything() as unknown,
      });
    },
  );

  test("a subnet has a security group of its own, beside the other resources of its stack", () => {
    const synthesised = built();
    expect(synthesised).toHaveResourceWithProperties(NetworkSecurityGroup, {
      resource_group_name: "rg",
      location: "eastus2",
      name: "nsg",
    });
    expect(synthesised).toHaveResourceWithProperties(SubnetNetworkSecurityGroupAssociation, {
      subnet_id: "${azurerm_subnet.subnet_private_endpoints.id}",
      network_security_group_id: "${azurerm_network_security_group.nsg_private_endpoints.id}",
    });
  });

  const ofGroup = {
    resource_group_name: "${azurerm_network_security_group.nsg_private_endpoints.resource_group_name}",
    network_security_group_name: "${azurerm_network_security_group.nsg_private_endpoints.name}",
    direction: "Inbound",
    source_port_range: "*",
    destination_address_prefix: "*",
  };
  const rule: RulePlan = {
    name: "allow_functions",
    priority: 100,
    protocol: "Tcp",
    source: "10.0.1.0/24",
    port: "443",
    description: "why",
  };

  test("a subnet lets in the traffic that its plan names", () => {
    expect(built({ rules: [rule] })).toHaveResourceWithProperties(NetworkSecurityRule, {
      ...ofGroup,
      name: "allow_functions",
      description: "why",
      priority: 100,
      access: "Allow",
      protocol: "Tcp",
      source_address_prefix: "10.0.1.0/24",
      destination_port_range: "443",
    });
  });

  test.each<[string, readonly RulePlan[]]>([
    ["nothing", []],
    ["something", [rule]],
  ])(
    "a subnet refuses all other traffic, after every rule of the user, where %s is let in",
    (_what, rules) => {
      const synthesised = built({ rules });
      expect(synthesised).toHaveResourceWithProperties(NetworkSecurityRule, {
        ...ofGroup,
        name: "deny_inbound",
        priority: 4096,
        access: "Deny",
        protocol: "*",
        source_address_prefix: "*",
        destination_port_range: "*",
      });
      expect(namesOf(synthesised, "azurerm_network_security_rule")).toHaveLength(rules.length + 1);
    },
  );

  test("a subnet has different addresses for rules whose names differ only in characters that addresses drop", () => {
    const rules = ["a.b", "ab", "a_b"].map((name, index) => ({ ...rule, name, priority: 200 + index }));
    expect(namesOf(built({ rules }), "azurerm_network_security_rule")).toHaveLength(4);
  });
});

describe("a private DNS zone", () => {
  test("a private DNS zone is in the group of the network, without a location", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildPrivateDnsZone(scope, place, BLOB, unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(PrivateDnsZone, {
      name: BLOB,
      resource_group_name: "rg",
    });
    expect(namesOf(synthesised, "azurerm_private_dns_zone")).toEqual([
      "private_dns_zone_blob_core_windows_net",
    ]);
  });

  test("a private DNS zone is linked to the network in the zone's own group, without auto-registration", () => {
    const synthesised = Testing.synthScope((scope) => {
      buildZoneLink(scope, "link", theirs, BLOB, "vnet-id", unchanged);
    });
    expect(synthesised).toHaveResourceWithProperties(PrivateDnsZoneVirtualNetworkLink, {
      name: "link",
      resource_group_name: "their-group",
      private_dns_zone_name: "theirs",
      virtual_network_id: "vnet-id",
      registration_enabled: false,
    });
    expect(namesOf(synthesised, "azurerm_private_dns_zone_virtual_network_link")).toEqual([
      "private_dns_zone_link_blob_core_windows_net",
    ]);
  });
});

describe("a private endpoint", () => {
  const endpoint: PrivateEndpointPlan = {
    id: "storage_blob",
    service: "storage",
    stack: "platform",
    on: "storage",
    subresource: "blob",
    name: "pe-blob",
    zone: BLOB,
  };
  const connections = { subnetId: "subnet-id", zoneId: "zone-id" };
  const built = (zoneId: string | undefined): string =>
    Testing.synthScope((scope) => {
      const target = { id: "storage-id" };
      buildPrivateEndpoint(scope, place, endpoint, target, { ...connections, zoneId }, unchanged);
    });

  test("a private endpoint leads to one service of one resource, and is approved at once", () => {
    const synthesised = built("zone-id");
    expect(synthesised).toHaveResourceWithProperties(PrivateEndpoint, {
      resource_group_name: "rg",
      location: "eastus2",
      name: "pe-blob",
      subnet_id: "subnet-id",
      private_service_connection: {
        name: "pe-blob",
        is_manual_connection: false,
        private_connection_resource_id: "storage-id",
        subresource_names: ["blob"],
      },
    });
    expect(namesOf(synthesised, "azurerm_private_endpoint")).toEqual(["private_endpoint_storage_blob"]);
  });

  test("a private endpoint puts its address into its zone", () => {
    const synthesised = built("zone-id");
    expect(synthesised).toHaveResourceWithProperties(PrivateEndpoint, {
      private_dns_zone_group: { name: "default", private_dns_zone_ids: ["zone-id"] },
    });
    expect(synthesised).not.toContain("ignore_changes");
  });

  test("a private endpoint leaves the zone alone where an Azure Policy manages it", () => {
    const synthesised = built(undefined);
    expect(synthesised).toHaveResourceWithProperties(PrivateEndpoint, {
      lifecycle: { ignore_changes: ["private_dns_zone_group"] },
    });
    expect(synthesised).not.toHaveResourceWithProperties(PrivateEndpoint, {
      private_dns_zone_group: expect.anything() as unknown,
    });
  });

  test("a private endpoint depends on the resources that it needs first, and on no others", () => {
    const waiting = Testing.synthScope((scope) => {
      const after = [new ResourceGroup(scope, "first", { name: "rg", location: "eastus2" })];
      buildPrivateEndpoint(scope, place, endpoint, { id: "id", after }, connections, unchanged);
    });
    expect(waiting).toHaveResourceWithProperties(PrivateEndpoint, {
      depends_on: ["azurerm_resource_group.first"],
    });
    expect(built("zone-id")).not.toContain("depends_on");
  });
});
