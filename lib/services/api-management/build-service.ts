import { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import type { ApiManagementCustomDomain } from "@cdktf/provider-azurerm/lib/api-management-custom-domain";
import { PrivateDnsARecord } from "@cdktf/provider-azurerm/lib/private-dns-a-record";
import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Construct } from "constructs";
import { apiNotices } from "../../azure/api-notices";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { Place } from "../contract/service";
import type { ApimServicePlan, HostPlan, InjectionPlan } from "./plan";

/** The service, and what is beside it in the platform stack. */
export interface ApimServiceResources {
  readonly apim: ApiManagement;
  /** Of a service in the network. */
  readonly apimPublicIp: PublicIp | undefined;
  /** Of the service's own names, by host: `gateway`, `developer_portal`. */
  readonly apimPrivateDnsZones: Readonly<Record<string, PrivateDnsZone>>;
}

/** The resources of API Management in the platform stack. */
export interface ApimResources extends Omit<ApimServiceResources, "apim"> {
  /** Undefined where there is none. */
  readonly apim: ApiManagement | undefined;
  /** Of all its host names; undefined where `customDomains` has none. */
  readonly apimCustomDomain: ApiManagementCustomDomain | undefined;
}

/** Where the service is in the network, as tokens of the stack. */
export interface NetworkConnections {
  readonly vnetId: string;
  readonly subnetId: string;
}

/** Versions before it show secrets to readers. */
const OLDEST_API_VERSION = apiNotices["api-management-old-api"].oldest;

export function buildService(
  scope: Construct,
  place: Place,
  plan: ApimServicePlan,
  connections: () => NetworkConnections,
  transformed: Transformed,
): ApimServiceResources {
  const { network, developerPortal: portal } = plan;
  const publicIp = network && buildPublicIp(scope, place, plan, network, transformed);
  const id = "apim";
  const apim = new ApiManagement(
    scope,
    id,
    transformed("apim", id, {
      ...place,
      name: plan.name,
      publisherName: escapeTerraform(plan.publisherName),
      publisherEmail: escapeTerraform(plan.publisherEmail),
      skuName: plan.skuName,
      identity: { type: "SystemAssigned" },
      minApiVersion: OLDEST_API_VERSION,
      ...(network === undefined
        ? {}
        : {
            virtualNetworkType: network.type,
            virtualNetworkConfiguration: { subnetId: connections().subnetId },
            ...(publicIp === undefined ? {} : { publicIpAddressId: publicIp.id }),
          }),
      ...(portal === undefined ? {} : portalArguments(portal)),
    }),
  );
  const zones = (network?.hosts ?? []).map(
    (host) =>
      [
        host.id,
        buildHost(
          scope,
          place,
          host,
          { apim, vnetId: connections().vnetId, linkName: network?.linkName ?? "" },
          transformed,
        ),
      ] as const,
  );
  return { apim, apimPublicIp: publicIp, apimPrivateDnsZones: Object.fromEntries(zones) };
}

function portalArguments({
  signIn,
  signUp,
  termsOfService: terms,
}: NonNullable<ApimServicePlan["developerPortal"]>) {
  return {
    signIn: { enabled: signIn },
    signUp: {
      enabled: signUp,
      termsOfService: {
        enabled: terms !== undefined,
        consentRequired: terms === undefined ? false : (terms.consentRequired ?? true),
        ...(terms === undefined ? {} : { text: escapeTerraform(terms.text) }),
      },
    },
  };
}

/** Azure manages the service through it: learn.microsoft.com/azure/api-management/virtual-network-injection-resources */
function buildPublicIp(
  scope: Construct,
  place: Place,
  { name }: ApimServicePlan,
  { publicIpAddressName }: InjectionPlan,
  transformed: Transformed,
): PublicIp | undefined {
  if (publicIpAddressName === undefined) return undefined;
  const id = "apim_public_ip";
  return new PublicIp(
    scope,
    id,
    transformed("apimPublicIp", id, {
      ...place,
      name: publicIpAddressName,
      sku: "Standard",
      allocationMethod: "Static",
      ipVersion: "IPv4",
      domainNameLabel: name,
    }),
  );
}

interface HostConnections {
  readonly apim: ApiManagement;
  readonly vnetId: string;
  readonly linkName: string;
}

/** In the network nobody but these zones knows the service's names. */
function buildHost(
  scope: Construct,
  place: Place,
  { id: host, zone: name }: HostPlan,
  { apim, vnetId, linkName }: HostConnections,
  transformed: Transformed,
): PrivateDnsZone {
  const { resourceGroupName } = place;
  const zoneId = `apim_private_dns_zone_${host}`;
  const zone = new PrivateDnsZone(
    scope,
    zoneId,
    transformed("privateDnsZones", zoneId, { name, resourceGroupName }),
  );
  const linkId = `apim_private_dns_zone_link_${host}`;
  new PrivateDnsZoneVirtualNetworkLink(
    scope,
    linkId,
    transformed("privateDnsZoneLinks", linkId, {
      name: linkName,
      resourceGroupName,
      privateDnsZoneName: zone.name,
      virtualNetworkId: vnetId,
      registrationEnabled: false,
    }),
  );
  const recordId = `apim_private_dns_record_${host}`;
  new PrivateDnsARecord(
    scope,
    recordId,
    transformed("privateDnsRecords", recordId, {
      name: "@",
      zoneName: zone.name,
      resourceGroupName,
      ttl: 3600,
      // Azure gives the address, and gives another one when the service is moved.
      records: apim.privateIpAddresses,
    }),
  );
  return zone;
}
