import { NatGateway } from "@cdktf/provider-azurerm/lib/nat-gateway";
import { NatGatewayPublicIpAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association";
import { NatGatewayPublicIpPrefixAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-prefix-association";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNatGatewayAssociation } from "@cdktf/provider-azurerm/lib/subnet-nat-gateway-association";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import type { Place } from "../contract/service";
import type { Transformed } from "../contract/transforms";
import type { NatGatewayPlan } from "./nat-gateway";

export interface BuiltNatGateway {
  readonly natGateway: NatGateway;
  /** Undefined where existing addresses are used. */
  readonly natPublicIpAddress: PublicIp | undefined;
}

/** The gateway, its addresses, and the subnet that uses it. */
export function buildNatGateway(
  scope: Construct,
  place: Place,
  plan: NatGatewayPlan,
  subnet: Subnet,
  transformed: Transformed,
): BuiltNatGateway {
  const { name, idleTimeoutInMinutes, zone } = plan;
  const natGateway = new NatGateway(
    scope,
    "nat_gateway",
    transformed("natGateway", "nat_gateway", {
      ...place,
      name,
      skuName: "Standard",
      idleTimeoutInMinutes,
      ...(zone === undefined ? {} : { zones: [zone] }),
    }),
  );
  const natPublicIpAddress = buildAddress(scope, place, plan, transformed);
  const associationId = "nat_gateway_association_functions";
  new SubnetNatGatewayAssociation(
    scope,
    associationId,
    transformed("natGatewayAssociation", associationId, {
      subnetId: subnet.id,
      natGatewayId: natGateway.id,
      // Without an address, nothing would leave the subnet.
      dependsOn: buildAddresses(scope, plan, { natGateway, natPublicIpAddress }, transformed),
    }),
  );
  return { natGateway, natPublicIpAddress };
}

function buildAddress(
  scope: Construct,
  place: Place,
  { addressName, zones }: NatGatewayPlan,
  transformed: Transformed,
): PublicIp | undefined {
  if (addressName === undefined) return undefined;
  const id = "nat_public_ip_address";
  const config = {
    ...place,
    name: addressName,
    sku: "Standard",
    allocationMethod: "Static",
    ...(zones.length === 0 ? {} : { zones: [...zones] }),
  };
  return new PublicIp(scope, id, transformed("natPublicIpAddress", id, config));
}

function buildAddresses(
  scope: Construct,
  { addresses, prefixes }: NatGatewayPlan,
  { natGateway, natPublicIpAddress }: BuiltNatGateway,
  transformed: Transformed,
): ITerraformDependable[] {
  const natGatewayId = natGateway.id;
  const made = natPublicIpAddress === undefined ? [] : [["nat_gateway_address", natPublicIpAddress.id]];
  const given = addresses.map((id) => [constructId("nat_gateway_address", nameWithGroup(id)), id]);
  const ofAddresses = [...made, ...given].map(([id = "", publicIpAddressId = ""]) => {
    const config = transformed("natGatewayAddresses", id, { natGatewayId, publicIpAddressId });
    return new NatGatewayPublicIpAssociation(scope, id, config);
  });
  const ofPrefixes = prefixes.map((publicIpPrefixId) => {
    const id = constructId("nat_gateway_prefix", nameWithGroup(publicIpPrefixId));
    const config = transformed("natGatewayPrefixes", id, { natGatewayId, publicIpPrefixId });
    return new NatGatewayPublicIpPrefixAssociation(scope, id, config);
  });
  return [...ofAddresses, ...ofPrefixes];
}

/** The same name may be in several resource groups: an address of Terraform's that moves would be a new association. */
function nameWithGroup(id: string): string {
  const segments = id.split("/");
  return `${segments[4] ?? ""}_${segments.at(-1) ?? ""}`.toLowerCase();
}
