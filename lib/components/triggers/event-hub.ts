import { redacted } from "../../settings/redacted";
import { eventHubsConnection } from "../connections";
import { checkConsumerGroup, checkEventHub } from "../event-hub-entity";
import { type RetryPolicy, checkRetryPolicy, registeredRetry } from "./retry-policy";
import type { TriggerKind } from "./trigger";

/**
 * Runs the function for events of an event hub; the backend creates the hub.
 * Source: learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger
 */
export interface EventHubTrigger {
  readonly type: "eventHub";
  /** The hub's name. Its partitions and how long it keeps events are in `optional.eventHubs.hubs`. */
  readonly eventHub: string;
  /**
   * The consumer group that reads the hub: functions of one group share its events. `$Default` is there in every tier.
   * @default - a group with the name of the function
   */
  readonly consumerGroup?: string;
  /**
   * `many`: the handler gets a list of events. `one`: it gets one event at a time, which is slower.
   * @default "many"
   */
  readonly cardinality?: "one" | "many";
  /**
   * What happens when the function fails.
   * @default - nothing: the stream goes on, and these events are not seen again
   */
  readonly retry?: RetryPolicy;
}

export const eventHubTrigger: TriggerKind<EventHubTrigger> = {
  fields: { type: true, eventHub: true, consumerGroup: true, cardinality: true, retry: true },
  example: '{ type: "eventHub", eventHub: "telemetry" }',
  events: true,

  check(path, { eventHub, consumerGroup, cardinality, retry }, _functionName, report) {
    const isKnown = cardinality === undefined || ["one", "many"].includes(cardinality);
    if (!isKnown)
      report(
        `${path}.cardinality`,
        `must be "one" or "many", got ${redacted(cardinality)}`,
        "correct or remove it",
      );
    const isRetry = checkRetryPolicy(`${path}.retry`, retry, report);
    const isGroup = checkConsumerGroup(path, consumerGroup, report);
    return checkEventHub(path, eventHub, report) && isGroup && isKnown && isRetry;
  },

  needs: ({ eventHub, consumerGroup }, functionName) => ({
    eventHubs: [
      {
        name: eventHub,
        action: "receive",
        field: "eventHub",
        reason: "is started by its events",
        consumerGroup: consumerGroup ?? functionName,
      },
    ],
  }),

  settings: ({ eventHub, consumerGroup }, { prefix, name }) => ({
    ...eventHubsConnection(prefix),
    [`${prefix}_EVENTHUBS_EVENTHUB`]: eventHub,
    [`${prefix}_EVENTHUBS_CONSUMERGROUP`]: consumerGroup ?? name,
  }),

  register: ({ eventHub, consumerGroup, cardinality = "many", retry }, { prefix, name }) => ({
    method: "eventHub",
    options: {
      connection: `${prefix}_EVENTHUBS`,
      eventHubName: eventHub,
      consumerGroup: consumerGroup ?? name,
      cardinality,
      ...registeredRetry(retry),
    },
  }),
};
