import { eventHubsConnection } from "../connections";
import { DEFAULT_GROUP, checkConsumerGroup, checkEventHub } from "../event-hub-entity";
import type { Needs } from "../needs";
import type { BindingBase, BindingKind, BindingRegistration } from "./binding";

/** Sends events to an event hub when the function is done; the backend creates the hub. */
export interface EventHubOutput extends BindingBase<"eventHub", "out"> {
  readonly eventHub: string;
}

/** An event hub that a handler sends to, or reads, through a client of its own. */
export type EventHubAccess =
  | {
      readonly type: "eventHub";
      readonly eventHub: string;
      readonly action: "send";
      readonly consumerGroup?: never;
    }
  | {
      readonly type: "eventHub";
      readonly eventHub: string;
      readonly action: "receive";
      /** @default "$Default" */
      readonly consumerGroup?: string;
    };

export const eventHubBinding: BindingKind<EventHubOutput, EventHubAccess> = {
  directions: { out: { type: true, direction: true, name: true, eventHub: true } },
  accessFields: { type: true, eventHub: true, action: true, consumerGroup: true },
  actions: ["send", "receive"],
  example: '{ type: "eventHub", direction: "out", name: "events", eventHub: "telemetry" }',

  check(path, given, report) {
    const group = "consumerGroup" in given ? given.consumerGroup : undefined;
    const sends = "direction" in given || ("action" in given && given.action === "send");
    if (sends && group !== undefined)
      report(
        `${path}.consumerGroup`,
        "must not be set: only what reads a hub has a consumer group",
        "remove it",
      );
    return (
      checkEventHub(path, given.eventHub, report) &&
      (sends ? group === undefined : checkConsumerGroup(path, group, report))
    );
  },

  needs(given): Needs {
    const named = { name: given.eventHub, field: "eventHub" };
    return "action" in given && given.action === "receive"
      ? {
          eventHubs: [
            {
              ...named,
              action: "receive",
              reason: "reads its events",
              consumerGroup: given.consumerGroup ?? DEFAULT_GROUP,
            },
          ],
        }
      : { eventHubs: [{ ...named, action: "send", reason: "sends events to it" }] };
  },

  settings: (_said, { prefix }) => eventHubsConnection(prefix),

  register: ({ eventHub }, { prefix }): BindingRegistration => ({
    method: "eventHub",
    options: { eventHubName: eventHub, connection: `${prefix}_EVENTHUBS` },
  }),
};
