import type { ArmType } from "../arm-type";
import { ok } from "../exchange";
import { at, withDefaults } from "../json";

const TOPICS = "Microsoft.EventGrid/systemTopics";

export const eventGrid: readonly ArmType[] = [
  {
    type: TOPICS,
    asynchronous: true,
    complete: (asked, { id }, { guid }) =>
      withDefaults({ properties: { metricResourceId: guid(`event grid ${id}`) } }, asked),
  },
  // One of a topic, and one that hangs on the resource itself.
  ...[`${TOPICS}/eventSubscriptions`, "Microsoft.EventGrid/eventSubscriptions"].map((type): ArmType => ({
    type,
    asynchronous: true,
    updated: 201,
    complete: (asked) =>
      withDefaults(
        {
          properties: {
            eventDeliverySchema: "EventGridSchema",
            filter: { subjectBeginsWith: "", subjectEndsWith: "" },
            retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 },
          },
        },
        asked,
      ),
    actions: {
      getFullUrl: ({ body }) =>
        ok({ endpointUrl: at(body, "properties.destination.properties.endpointUrl") ?? "" }),
      getDeliveryAttributes: () => ok({ value: [] }),
    },
  })),
];
