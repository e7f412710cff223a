import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";

/** What Event Grid needs of the network. */
export function eventGridNeeds({ settings }: NetworkFacts): Partial<NetworkNeeds> {
  const { networking, eventGrid } = settings;
  return {
    publicServices: [
      {
        tag: "AzureEventGrid",
        priority: 134,
        why: "Event Grid is reached by its public address",
        isCalled: !networking.privateEndpoints && Object.values(eventGrid.topics).includes(true),
      },
    ],
  };
}
