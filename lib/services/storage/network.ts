import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";

/** What storage needs of the network. */
export function storageNeeds({ settings, existing }: NetworkFacts): Partial<NetworkNeeds> {
  const { networking, optional } = settings;
  return {
    publicServices: [
      {
        tag: "Storage",
        priority: 126,
        why: "Storage is reached by its public address",
        // Public assets are in an account that has no private endpoint.
        isCalled: !networking.privateEndpoints || optional.cdn.enabled,
      },
    ],
    unknownAddresses:
      existing.storage !== undefined && networking.privateEndpoints
        ? [{ option: existing.storage.option, isExisting: true }]
        : [],
  };
}
