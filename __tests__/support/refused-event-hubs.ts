import { type Asked, type Row } from "./asked";
import { inGroup } from "./manager";

const HUBS = inGroup("Microsoft.EventHub/namespaces/evhns-one");
const namespace = (name: string, capacity = 1, properties = {}): Asked => [
  HUBS,
  { sku: { name, capacity }, properties },
];
const hub = (properties = {}): Asked => [`${HUBS}/eventhubs/telemetry`, { properties }];
const group = (name: string): Asked => [
  `${HUBS}/eventhubs/telemetry/consumergroups/${name}`,
  { properties: {} },
];
const kept = (retentionTimeInHours: number): Asked =>
  hub({ partitionCount: 2, retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours } });

/** Namespaces of Event Hubs, hubs and consumer groups. */
export const refusedOfEventHubs: Readonly<Record<string, Row | readonly Row[]>> = {
  "the units of an Event Hubs namespace are those of its tier": [
    {
      right: namespace("Premium", 4),
      wrong: namespace("Premium", 3),
      message: "400 BadRequest: Capacity 3 is not valid for the SKU Premium",
    },
    {
      right: namespace("Standard", 40),
      wrong: namespace("Standard", 41),
      message: "400 BadRequest: Capacity 41 is not valid for the SKU Standard",
    },
  ],
  "only Standard raises its throughput units by itself": {
    right: namespace("Standard", 1, { isAutoInflateEnabled: true, maximumThroughputUnits: 4 }),
    wrong: namespace("Basic", 1, { isAutoInflateEnabled: true, maximumThroughputUnits: 4 }),
    message: "400 BadRequest: Auto-inflate is not supported in the SKU Basic",
  },
  "an event hub has the partitions and keeps events as long as its tier allows": [
    {
      given: [namespace("Standard")],
      right: kept(168),
      wrong: kept(169),
      message: "400 BadRequest: The retention of 169 hours is above 168, the limit of Standard",
    },
    {
      given: [namespace("Standard")],
      right: hub({ partitionCount: 32 }),
      wrong: hub({ partitionCount: 33 }),
      message: "400 BadRequest: The partition count 33 is above 32, the limit of Standard",
    },
  ],
  "an event hub has as many consumer groups as its tier allows": [
    {
      given: [namespace("Basic"), hub()],
      right: group("$Default"),
      wrong: group("reports"),
      message: "400 BadRequest: Basic allows 1 consumer groups for an event hub",
    },
    {
      given: [
        namespace("Standard"),
        hub(),
        ...Array.from({ length: 19 }, (_, index) => group(`group${index}`)),
      ],
      right: group("group18"),
      wrong: group("group19"),
      message: "400 BadRequest: Standard allows 20 consumer groups for an event hub",
    },
  ],
};
