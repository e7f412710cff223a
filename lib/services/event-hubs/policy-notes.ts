import { type PolicyNotes, policyNotes } from "../contract/policy-note";
import type { EventHubsPlan } from "./plan";
import type { EventHubsWords } from "./words";

/** What scanners report on purpose of each resource. */
export const eventHubsPolicyNotes = {
  eventHubs: policyNotes(
    (plan: EventHubsPlan) => (plan.enabled && !("existing" in plan) ? [{ facts: plan }] : []),
    [],
  ),
} satisfies PolicyNotes<EventHubsWords, EventHubsPlan>;
