import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import type { Transformed } from "../contract/transforms";
import type { PeeringPlan } from "./peerings";

/** What a peering is made with, beside its plan. */
export interface PeeringContext {
  readonly scope: Construct;
  readonly transformed: Transformed;
  /** The provider of a subscription; undefined for the backend's own. */
  readonly providerOf: (subscriptionId: string) => TerraformProvider | undefined;
}

/** A peering of the backend's network, and that of the other network with it. */
export function buildPeering(context: PeeringContext, plan: PeeringPlan, vnet: VirtualNetwork): void {
  const { scope, transformed } = context;
  const { key, name, remote, allowForwardedTraffic, useRemoteGateways } = plan;
  const reverse = plan.reverse ? buildReverse(context, plan, vnet) : undefined;
  const id = constructId("vnet_peering", key);
  new VirtualNetworkPeering(
    scope,
    id,
    transformed("vnetPeerings", id, {
      name,
      resourceGroupName: vnet.resourceGroupName,
      virtualNetworkName: vnet.name,
      remoteVirtualNetworkId: remote.id,
      allowForwardedTraffic,
      useRemoteGateways,
      // Azure refuses the gateways of a network that does not allow it yet.
      ...(useRemoteGateways && reverse !== undefined ? { dependsOn: [reverse] } : {}),
    }),
  );
}

function buildReverse(
  { scope, transformed, providerOf }: PeeringContext,
  { key, name, remote, useRemoteGateways }: PeeringPlan,
  vnet: VirtualNetwork,
): VirtualNetworkPeering {
  const id = constructId("vnet_peering_reverse", key);
  const provider = providerOf(remote.subscriptionId);
  return new VirtualNetworkPeering(
    scope,
    id,
    transformed("vnetPeerings", id, {
      ...(provider === undefined ? {} : { provider }),
      name,
      resourceGroupName: remote.resourceGroupName,
      virtualNetworkName: remote.name,
      remoteVirtualNetworkId: vnet.id,
      allowGatewayTransit: useRemoteGateways,
    }),
  );
}
