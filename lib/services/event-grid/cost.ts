import { type Amount, type ServiceCost, combined } from "../contract/service-cost";
import type { EventGridPlan } from "./plan";

/** What is assumed of Event Grid, each month. */
export interface EventGridUsage {
  /** Events that are published, on all topics together. */
  readonly events?: Amount;
  /** Bytes of one logged request in the workspace: the column `_BilledSize` of its table has the true number. */
  readonly recordBytes?: Amount;
}

export const eventGridCost: ServiceCost<EventGridPlan, EventGridUsage> = {
  usage: {
    events: {
      says: "events that are published",
      development: { low: 10_000, high: 100_000 },
      production: { low: 100_000, high: 2_000_000 },
    },
    recordBytes: {
      says: "bytes of one logged request, assumed from the columns of `AzureDiagnostics`; its column `_BilledSize` has the real number",
      development: { low: 400, high: 1000 },
      production: { low: 400, high: 1000 },
    },
  },

  logged: ({ topics }, { events, recordBytes }) =>
    topics.length === 0 ? [] : [{ category: "DataPlaneRequests", records: events, bytes: recordBytes }],

  items({ topics, subscriptions }, { usage }) {
    if (topics.length === 0 && subscriptions.length === 0) return [];
    // Taking an event is one operation, delivering it another: learn.microsoft.com/azure/event-grid/overview#how-much-does-event-grid-cost
    const operations = 1 + Math.min(1, subscriptions.length);
    return [
      {
        item: "operations",
        meter: "eventGrid.operations",
        part: "usage",
        quantity: combined((events = 0) => events * operations, usage.events),
        note: "as if each event were delivered once; free amounts apply once per subscription",
      },
    ];
  },
};
