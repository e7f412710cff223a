import { type Json, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";
import { overlap } from "./ranges";

const PEERINGS = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";
const REQUIREMENTS =
  "learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering#requirements-and-constraints";

export const peerings: readonly Rule[] = [
  {
    says: "the other network of a peering exists, and its ranges do not overlap",
    source: REQUIREMENTS,
    on: [PEERINGS],
    code: "VnetAddressSpacesOverlap",
    refuse(asked, { id, store }) {
      const remoteId = textAt(asked, "properties.remoteVirtualNetwork.id");
      const [own, remote] = [store.get(parseResourcePath(id)?.parent ?? ""), store.get(remoteId)];
      if (remote === undefined) return `Virtual network ${remoteId} was not found`;
      const twin = spacesOf(own?.body).find((one) =>
        spacesOf(remote.body).some((other) => overlap(one, other)),
      );
      return twin && `Address space ${twin} overlaps that of virtual network ${remote.name}`;
    },
  },
  {
    says: "two networks have one peering in each direction",
    source: REQUIREMENTS,
    on: [PEERINGS],
    code: "AnotherPeeringAlreadyReferencesRemoteVnet",
    refuse(asked, { id, store }) {
      const remote = textAt(asked, "properties.remoteVirtualNetwork.id");
      const twin = store
        .children(parseResourcePath(id)?.parent ?? "", PEERINGS)
        .filter((each) => key(each.id) !== key(id))
        .find(({ body }) => key(textAt(body, "properties.remoteVirtualNetwork.id")) === key(remote));
      return twin && `The network is peered with ${remote} already, by ${twin.name}`;
    },
  },
];

function spacesOf(vnet: Json | undefined): readonly string[] {
  return listAt(vnet, "properties.addressSpace.addressPrefixes").map(String);
}
