import { HTTPS_PORT, type PortFlow } from "../contract/endpoint";
import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";
import { isClosed } from "./closed";

/** The rule that allows the app to connect to Event Hubs. */
const RULE = "allow_event_hubs";

/**
 * Triggers, bindings and `@azure/event-hubs` speak AMQP over TLS by default.
 * learn.microsoft.com/azure/event-hubs/event-hubs-faq#what-ports-do-i-need-to-open-on-the-firewall
 */
const AMQP_PORTS = "5671-5672";

/** What Event Hubs needs of the network. */
export function eventHubsNeeds(facts: NetworkFacts): Partial<NetworkNeeds> {
  const { networking, optional } = facts.settings;
  const { enabled, sku } = optional.eventHubs;
  return {
    ports: portsOf(facts),
    publicServices: [
      {
        tag: "EventHub",
        priority: 136,
        ports: [HTTPS_PORT, AMQP_PORTS],
        why: "Event Hubs is reached by its public address",
        isCalled: enabled && (!networking.privateEndpoints || sku.name === "Basic"),
      },
    ],
    ruleNames: [RULE],
  };
}

function portsOf({ settings, existing }: NetworkFacts): readonly PortFlow[] {
  // The tier of an existing namespace is not known, and its owner may put an endpoint here.
  const isReachedHere =
    existing.eventHubs === undefined ? isClosed(settings) : settings.networking.privateEndpoints;
  return isReachedHere
    ? [
        {
          name: RULE,
          port: AMQP_PORTS,
          description: "The function app reaches Event Hubs over AMQP",
          priority: 175,
        },
      ]
    : [];
}
