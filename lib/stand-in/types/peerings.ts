import type { ArmType, TypeContext } from "../arm-type";
import { objectAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Resource } from "../store";

const PEERINGS = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

/** learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview#peering-status */
export const peerings: readonly ArmType[] = [
  {
    type: PEERINGS,
    asynchronous: true,
    afterPut(peering, context) {
      const twin = twinOf(peering, context);
      setState(peering, twin === undefined ? "Initiated" : "Connected", context);
      if (twin !== undefined) setState(twin, "Connected", context);
    },
    afterDelete(peering, context) {
      const twin = twinOf(peering, context);
      if (twin !== undefined) setState(twin, "Disconnected", context);
    },
  },
];

/** The peering of the other network with the network of this one. */
function twinOf({ id, body }: Resource, { store }: TypeContext): Resource | undefined {
  const own = parseResourcePath(id)?.parent ?? "";
  return store
    .children(remoteOf(body), PEERINGS)
    .find(({ body: other }) => key(remoteOf(other)) === key(own));
}

function remoteOf(body: Resource["body"]): string {
  return textAt(body, "properties.remoteVirtualNetwork.id");
}

function setState(peering: Resource, peeringState: string, { store }: TypeContext): void {
  const properties = { ...objectAt(peering.body, "properties"), peeringState };
  store.put({ ...peering, body: { ...peering.body, properties } });
}
