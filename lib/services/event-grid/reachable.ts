import { BY_ENDPOINTS, type Reachable, networkOf } from "../contract/reachable";
import type { EventGridPlan } from "./plan";

/** From where events can be published to each topic; its keys are off. */
export function eventGridReachable(plan: EventGridPlan): readonly Reachable[] {
  return plan.topics.map(({ topic }) => ({
    id: topic,
    name: `Event Grid topic ${topic}`,
    scopes: [],
    network: networkOf(plan),
    decision: BY_ENDPOINTS,
  }));
}
