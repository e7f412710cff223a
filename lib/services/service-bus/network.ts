import { HTTPS_PORT, type PortFlow } from "../contract/endpoint";
import type { NetworkFacts, NetworkNeeds } from "../contract/network-needs";
import { isClosed } from "./decide-tier";

/** The rule that lets the app in to Service Bus. */
const RULE = "allow_service_bus";

/**
 * Triggers, bindings and `@azure/service-bus` speak AMQP over TLS by default.
 * learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide
 */
const AMQP_PORTS = "5671-5672";

/** What Service Bus needs of the network. */
export function serviceBusNeeds(facts: NetworkFacts): Partial<NetworkNeeds> {
  const { networking, optional } = facts.settings;
  const { enabled, sku } = optional.serviceBus;
  return {
    ports: portsOf(facts),
    publicServices: [
      {
        tag: "ServiceBus",
        priority: 132,
        ports: [HTTPS_PORT, AMQP_PORTS],
        why: "Service Bus is reached by its public address",
        isCalled: enabled && (!networking.privateEndpoints || sku.name !== "Premium"),
      },
    ],
    ruleNames: [RULE],
  };
}

function portsOf({ settings, existing }: NetworkFacts): readonly PortFlow[] {
  // The tier of an existing namespace is not known, and its owner may put an endpoint here.
  const isReachedHere =
    existing.serviceBus === undefined ? isClosed(settings) : settings.networking.privateEndpoints;
  if (!isReachedHere) return [];
  return [
    {
      name: RULE,
      port: AMQP_PORTS,
      description: "The function app reaches Service Bus over AMQP",
      priority: 170,
    },
  ];
}
