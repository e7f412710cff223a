import type { KeptResource } from "../contract/kept-resource";
import type { EventHubsPlan } from "./plan";
import { eventHubsIds } from "./resources";
import type { EventHubsWords } from "./words";

type Kept = KeptResource<keyof EventHubsWords["configs"]>;

/** The namespace, and the hubs in it. */
export function keptInEventHubs(plan: EventHubsPlan): readonly Kept[] {
  if (!plan.enabled) return [];
  const made: Kept | undefined =
    "existing" in plan
      ? undefined
      : { resource: "eventHubs", constructId: eventHubsIds.namespace, name: plan.name };
  const within = { namespace_id: "existing" in plan ? plan.existing : made };
  return [
    ...(made === undefined ? [] : [made]),
    ...plan.hubs.map(({ name }): Kept => ({
      resource: "eventHubsHubs",
      constructId: eventHubsIds.hub(name),
      name,
      within,
    })),
  ];
}
