import type { AllSettings } from "../words";
import type { ExistingResources } from "../contract/existing-resource";
import type { PortFlow } from "../networking/port-flow";
import { isClosed } from "./decide-tier";

/** Names of rules that the backend makes itself, so that a user's rule takes another one. */
export const SERVICE_BUS_RULES = ["allow_service_bus"] as const;

/**
 * Flows into the subnet of private endpoints: triggers, bindings and `@azure/service-bus` speak AMQP over TLS unless they are
 * told otherwise. learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide
 */
export function serviceBusFlows(
  settings: Pick<AllSettings, "networking" | "optional">,
  { serviceBus: existing }: Pick<ExistingResources, "serviceBus">,
): readonly PortFlow[] {
  // The tier of what is brought is not known, and its owner may put an endpoint here.
  const isReachedHere = existing === undefined ? isClosed(settings) : settings.networking.privateEndpoints;
  if (!isReachedHere) return [];
  return [
    {
      name: SERVICE_BUS_RULES[0],
      port: "5671-5672",
      description: "The function app reaches Service Bus over AMQP",
      priority: 170,
    },
  ];
}
