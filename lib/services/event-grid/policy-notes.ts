import { OPEN, type PolicyNotes, isOpen, policyNotes } from "../contract/policy-note";
import type { EventGridPlan } from "./plan";
import { topicConstructId } from "./resources";
import type { EventGridWords } from "./words";

/** What scanners report on purpose of each resource. */
export const eventGridPolicyNotes = {
  eventGridTopics: policyNotes(
    ({ topics, closed }: EventGridPlan) =>
      topics.map(({ topic }) => ({ facts: { closed }, id: topicConstructId(topic) })),
    [{ cause: OPEN, fails: isOpen, checks: [["CKV_AZURE_193", "Event Grid topic closed to the internet"]] }],
  ),
} satisfies PolicyNotes<EventGridWords, EventGridPlan>;
