import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import { NetworkSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-rule";
import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { ResourceReference } from "../contract/reference";
import { constructId } from "../../kit/construct-id";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import { DENY_INBOUND } from "./own-needs";
import { DENY_OUTBOUND, type OutboundRulePlan } from "./outbound";
import type { RulePlan } from "./inbound";
import type { SubnetPlan } from "./plan";

/** Where subnets go: a network of ours, or one that exists already. */
export interface VirtualNetworkReference {
  readonly id: string;
  readonly name: string;
  readonly resourceGroupName: string;
}

export function buildVirtualNetwork(
  scope: Construct,
  place: Place,
  plan: { readonly name: string; readonly addressSpace: readonly string[] },
  transformed: Transformed,
): VirtualNetwork {
  const config = { ...place, name: plan.name, addressSpace: [...plan.addressSpace] };
  return new VirtualNetwork(scope, "vnet", transformed("vnet", "vnet", config));
}

export interface BuiltSubnet {
  readonly subnet: Subnet;
  readonly networkSecurityGroup: NetworkSecurityGroup;
}

/** A subnet and its security group, which allows what is named and nothing else. */
export function buildSubnet(
  scope: Construct,
  place: Place,
  vnet: VirtualNetworkReference,
  plan: SubnetPlan,
  transformed: Transformed,
): BuiltSubnet {
  const id = plan.name.replaceAll("-", "_");
  const subnetId = `subnet_${id}`;
  const subnet = new Subnet(
    scope,
    subnetId,
    transformed("subnets", subnetId, {
      name: plan.subnetName,
      resourceGroupName: vnet.resourceGroupName,
      virtualNetworkName: vnet.name,
      addressPrefixes: [plan.addressPrefix],
      ...(plan.serviceEndpoints.length === 0 ? {} : { serviceEndpoints: [...plan.serviceEndpoints] }),
      ...(plan.delegation === undefined
        ? {}
        : {
            delegation: [
              {
                name: plan.name,
                serviceDelegation: { name: plan.delegation.service, actions: [plan.delegation.action] },
              },
            ],
          }),
      ...(plan.privateEndpointNetworkPolicies === undefined
        ? {}
        : { privateEndpointNetworkPolicies: plan.privateEndpointNetworkPolicies }),
      defaultOutboundAccessEnabled: !plan.isolated,
    }),
  );
  const groupId = `nsg_${id}`;
  const networkSecurityGroup = new NetworkSecurityGroup(
    scope,
    groupId,
    transformed("networkSecurityGroups", groupId, { ...place, name: plan.networkSecurityGroupName }),
  );
  for (const rule of plan.rules) buildAllowRule(scope, groupId, networkSecurityGroup, rule, transformed);
  buildDenyRule(scope, groupId, networkSecurityGroup, transformed);
  if (plan.outbound !== undefined)
    buildOutboundRules(scope, groupId, networkSecurityGroup, plan.outbound, transformed);
  const associationId = `nsg_association_${id}`;
  new SubnetNetworkSecurityGroupAssociation(
    scope,
    associationId,
    transformed("networkSecurityGroupAssociations", associationId, {
      subnetId: subnet.id,
      networkSecurityGroupId: networkSecurityGroup.id,
    }),
  );
  return { subnet, networkSecurityGroup };
}

function buildAllowRule(
  scope: Construct,
  groupId: string,
  group: NetworkSecurityGroup,
  rule: RulePlan,
  transformed: Transformed,
): void {
  const id = constructId(groupId, rule.name);
  new NetworkSecurityRule(
    scope,
    id,
    transformed("networkSecurityRules", id, {
      name: rule.name,
      description: rule.description,
      resourceGroupName: group.resourceGroupName,
      networkSecurityGroupName: group.name,
      priority: rule.priority,
      direction: "Inbound",
      access: "Allow",
      protocol: rule.protocol,
      sourceAddressPrefix: rule.source,
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: rule.port,
    }),
  );
}

/** Azure's own last rules would let the whole network and every load balancer in. */
function buildDenyRule(
  scope: Construct,
  groupId: string,
  group: NetworkSecurityGroup,
  transformed: Transformed,
): void {
  const id = `${groupId}_${DENY_INBOUND}`;
  new NetworkSecurityRule(
    scope,
    id,
    transformed("networkSecurityRules", id, {
      name: DENY_INBOUND,
      // oxlint-disable-next-line language/plain-english -- deployed: another text would be a change in every plan
      description: "Whatever is not let in above",
      resourceGroupName: group.resourceGroupName,
      networkSecurityGroupName: group.name,
      priority: 4096,
      direction: "Inbound",
      access: "Deny",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "*",
    }),
  );
}

/** Azure's own last rules would let everything out. */
function buildOutboundRules(
  scope: Construct,
  groupId: string,
  group: NetworkSecurityGroup,
  rules: readonly OutboundRulePlan[],
  transformed: Transformed,
): void {
  const denied = {
    name: DENY_OUTBOUND,
    description: "Whatever is not let out above",
    priority: 4096,
    protocol: "*",
    destination: "*",
    port: "*",
  } as const;
  for (const { name, description, priority, protocol, destination, port } of [...rules, denied]) {
    const id = constructId(groupId, name);
    new NetworkSecurityRule(
      scope,
      id,
      transformed("networkSecurityRules", id, {
        name,
        description,
        resourceGroupName: group.resourceGroupName,
        networkSecurityGroupName: group.name,
        priority,
        direction: "Outbound",
        access: name === DENY_OUTBOUND ? "Deny" : "Allow",
        protocol,
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: destination,
        destinationPortRange: port,
      }),
    );
  }
}

/** `privatelink.blob.core.windows.net` → `blob_core_windows_net`. */
function zoneId(prefix: string, zone: string): string {
  return `${prefix}_${zone.replace("privatelink.", "").replaceAll(".", "_")}`;
}

export function buildPrivateDnsZone(
  scope: Construct,
  place: Place,
  name: string,
  transformed: Transformed,
): PrivateDnsZone {
  const id = zoneId("private_dns_zone", name);
  const config = { name, resourceGroupName: place.resourceGroupName };
  return new PrivateDnsZone(scope, id, transformed("privateDnsZones", id, config));
}

/** Without it the names of a zone would lead to the internet from within the network. */
export function buildZoneLink(
  scope: Construct,
  name: string,
  zone: Pick<ResourceReference, "name" | "resourceGroupName">,
  zoneName: string,
  vnetId: string,
  transformed: Transformed,
  provider?: TerraformProvider,
): PrivateDnsZoneVirtualNetworkLink {
  const id = zoneId("private_dns_zone_link", zoneName);
  return new PrivateDnsZoneVirtualNetworkLink(
    scope,
    id,
    transformed("privateDnsZoneLinks", id, {
      ...(provider === undefined ? {} : { provider }),
      name,
      resourceGroupName: zone.resourceGroupName,
      privateDnsZoneName: zone.name,
      virtualNetworkId: vnetId,
      registrationEnabled: false,
    }),
  );
}
