import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { Construct } from "constructs";

/** Where a database of another region is reached from. */
export interface DatabaseEndpointProps {
  readonly accountId: string;
  readonly resourceGroupName: string;
  readonly location: string;
  readonly vnetId: string;
  readonly subnetId: string;
}

/** A way from a network to a database account that is closed to everybody else. */
export class DatabaseEndpoint extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseEndpointProps) {
    super(scope, id);
    const { accountId, resourceGroupName, location, vnetId, subnetId } = props;
    const zone = new PrivateDnsZone(this, "zone", {
      name: "privatelink.documents.azure.com",
      resourceGroupName,
    });
    new PrivateDnsZoneVirtualNetworkLink(this, "link", {
      name: "database",
      resourceGroupName,
      privateDnsZoneName: zone.name,
      virtualNetworkId: vnetId,
    });
    new PrivateEndpoint(this, "endpoint", {
      name: "pep-database",
      resourceGroupName,
      location,
      subnetId,
      privateServiceConnection: {
        name: "database",
        isManualConnection: false,
        privateConnectionResourceId: accountId,
        subresourceNames: ["Sql"],
      },
      privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [zone.id] },
    });
  }
}
