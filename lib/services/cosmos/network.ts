import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";

/** What Cosmos DB needs of the network. */
export function cosmosNeeds({ settings, existing }: NetworkFacts): Partial<NetworkNeeds> {
  const { networking } = settings;
  return {
    publicServices: [
      {
        tag: "AzureCosmosDB",
        priority: 128,
        why: "Cosmos DB is reached by its public address",
        isCalled: !networking.privateEndpoints,
      },
    ],
    unknownAddresses:
      existing.cosmos !== undefined && networking.privateEndpoints
        ? [{ option: existing.cosmos.option, isExisting: true }]
        : [],
  };
}
