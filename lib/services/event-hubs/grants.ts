import type { EventHubAction } from "../../components/needs";
import { type GrantRules, componentGrants, leftToOwner } from "../contract/component-grants";
import type { Grant } from "../contract/grant";
import type { PlanContext } from "../contract/service";
import type { EventHubsPlan } from "./plan";

/** learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#grant-permission-to-the-identity */
const RULES: GrantRules<EventHubAction, "namespace"> = {
  roles: {
    receive: ["Azure Event Hubs Data Receiver"],
    send: ["Azure Event Hubs Data Sender"],
  },
  on: "namespace",
  below: (name) => `/eventhubs/${name}`,
};

/** What components do with hubs, each grant on that hub alone; nobody needs the namespace as a whole. */
export function eventHubsGrants(
  plan: EventHubsPlan,
  { requirements }: PlanContext,
): readonly Grant<"namespace">[] {
  if (!plan.enabled) return [];
  const existing = "existing" in plan ? plan.existing : undefined;
  return leftToOwner(existing, componentGrants(requirements.eventHubs, RULES));
}
