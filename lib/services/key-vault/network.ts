import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";

/** What the key vault needs of the network. */
export function keyVaultNeeds({ settings, existing }: NetworkFacts): Partial<NetworkNeeds> {
  const { networking } = settings;
  return {
    publicServices: [
      {
        tag: "AzureKeyVault",
        priority: 130,
        why: "The key vault is reached by its public address",
        isCalled: !networking.privateEndpoints,
      },
    ],
    unknownAddresses:
      existing.keyVault !== undefined && networking.privateEndpoints
        ? [{ option: existing.keyVault.option, isExisting: true }]
        : [],
  };
}
