import { at, textAt } from "../json";
import type { Rule } from "../rule";
import type { Store } from "../store";

const NAMESPACES = "Microsoft.EventHub/namespaces";
const HUBS = `${NAMESPACES}/eventhubs`;
const GROUPS = `${HUBS}/consumergroups`;
const TIERS = "learn.microsoft.com/azure/event-hubs/compare-tiers";
const QUOTAS = "learn.microsoft.com/azure/event-hubs/event-hubs-quotas";

/** By tier: hours that events are kept, partitions of a hub, and consumer groups of a hub with `$Default`. */
const LIMITS: Readonly<Record<string, readonly [hours: number, partitions: number, groups: number]>> = {
  Basic: [24, 32, 1],
  Standard: [168, 32, 20],
  Premium: [2160, 100, 100],
};

/** Namespaces of Event Hubs, hubs and consumer groups. */
export const eventHubs: readonly Rule[] = [
  {
    says: "the units of an Event Hubs namespace are those of its tier",
    source: QUOTAS,
    on: [NAMESPACES],
    refuse(asked) {
      const tier = textAt(asked, "sku.name");
      const units = Number(at(asked, "sku.capacity") ?? 1);
      const isThere =
        tier === "Premium" ? [1, 2, 4, 6, 8, 10, 12, 16].includes(units) : units >= 1 && units <= 40;
      return isThere ? undefined : `Capacity ${units} is not valid for the SKU ${tier}`;
    },
  },
  {
    says: "only Standard raises its throughput units by itself",
    source: "learn.microsoft.com/azure/event-hubs/event-hubs-auto-inflate",
    on: [NAMESPACES],
    refuse: (asked) =>
      at(asked, "properties.isAutoInflateEnabled") === true && textAt(asked, "sku.name") !== "Standard"
        ? `Auto-inflate is not supported in the SKU ${textAt(asked, "sku.name")}`
        : undefined,
  },
  {
    says: "an event hub has the partitions and keeps events as long as its tier allows",
    source: TIERS,
    on: [HUBS],
    refuse(asked, { id, store }) {
      const tier = tierOf(id, store);
      const [hours, partitions] = LIMITS[tier] ?? [Infinity, Infinity];
      const kept = Number(at(asked, "properties.retentionDescription.retentionTimeInHours") ?? 0);
      if (kept > hours) return `The retention of ${kept} hours is above ${hours}, the limit of ${tier}`;
      const count = Number(at(asked, "properties.partitionCount") ?? 1);
      return count > partitions
        ? `The partition count ${count} is above ${partitions}, the limit of ${tier}`
        : undefined;
    },
  },
  {
    says: "an event hub has as many consumer groups as its tier allows",
    source: QUOTAS,
    on: [GROUPS],
    refuse(_asked, { id, name, store }) {
      if (name.toLowerCase() === "$default") return undefined;
      const tier = tierOf(id, store);
      const [, , most] = LIMITS[tier] ?? [0, 0, Infinity];
      const hub = id.replace(/\/consumergroups\/.*$/i, "");
      const others = store
        .children(hub, GROUPS)
        .filter((each) => ![name.toLowerCase(), "$default"].includes(each.name.toLowerCase()));
      return others.length + 2 > most ? `${tier} allows ${most} consumer groups for an event hub` : undefined;
    },
  },
];

function tierOf(id: string, store: Store): string {
  return textAt(store.get(id.replace(/\/eventhubs\/.*$/i, ""))?.body, "sku.name");
}
