import type * as Endpoint from "@cdktf/provider-azurerm/lib/private-endpoint";
import type { Construct } from "constructs";
import type { PrivateEndpointPlan } from "../services/contract/private-endpoints";
import type { Place, PrivateEndpointConnections, PrivateLinkTarget } from "../services/contract/service";
import type { Transformed } from "../services/contract/transforms";

// A backend without a network has none: loaded when one is built.
const endpoints = () => require("@cdktf/provider-azurerm/lib/private-endpoint") as typeof Endpoint;

/** A way into one service of one resource, from within the network. */
export function buildPrivateEndpoint(
  scope: Construct,
  place: Place,
  plan: PrivateEndpointPlan,
  target: PrivateLinkTarget,
  { subnetId, zoneId }: PrivateEndpointConnections,
  transformed: Transformed,
): Endpoint.PrivateEndpoint {
  const id = `private_endpoint_${plan.id}`;
  return new (endpoints().PrivateEndpoint)(
    scope,
    id,
    transformed("privateEndpoints", id, {
      ...place,
      name: plan.name,
      subnetId,
      privateServiceConnection: {
        name: plan.name,
        isManualConnection: false,
        privateConnectionResourceId: target.id,
        subresourceNames: [plan.subresource],
      },
      ...(zoneId === undefined
        ? { lifecycle: { ignoreChanges: ["private_dns_zone_group"] } }
        : { privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [zoneId] } }),
      ...(target.after === undefined ? {} : { dependsOn: [...target.after] }),
    }),
  );
}
