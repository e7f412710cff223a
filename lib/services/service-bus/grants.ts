import type { ServiceBusAction } from "../../components/needs";
import { type GrantRules, componentGrants, leftToOwner } from "../contract/component-grants";
import type { PlanContext } from "../contract/service";
import type { Grant } from "../contract/grant";
import type { ServiceBusPlan } from "./plan";

/** learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger#grant-permission-to-the-identity */
const ROLES: Readonly<Record<ServiceBusAction, readonly string[]>> = {
  receive: ["Azure Service Bus Data Receiver"],
  send: ["Azure Service Bus Data Sender"],
};

const below = (collection: string): GrantRules<ServiceBusAction, "namespace"> => ({
  roles: ROLES,
  on: "namespace",
  below: (name) => `/${collection}/${name}`,
});

/** What components do with queues and topics, each grant on that one alone; nobody needs the namespace as a whole. */
export function serviceBusGrants(
  plan: ServiceBusPlan,
  { requirements }: PlanContext,
): readonly Grant<"namespace">[] {
  if (!plan.enabled) return [];
  // A role on the topic would not do: the receiver needs it on the subscription.
  const subscriptions = requirements.serviceBusSubscriptions.map(({ topic, name, ...need }) => ({
    ...need,
    name: `${topic}/subscriptions/${name}`,
  }));
  return leftToOwner("existing" in plan ? plan.existing : undefined, [
    ...componentGrants(requirements.serviceBusQueues, below("queues")),
    ...componentGrants([...requirements.serviceBusTopics, ...subscriptions], below("topics")),
  ]);
}
