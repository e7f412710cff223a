import type { Draft } from "../contract/draft";
import { EVENT_HUBS, TIER, consumerGroupNames, declaredHubs, hubNames } from "./entities";
import type { EventHubsTier } from "./settings";

/** learn.microsoft.com/azure/event-hubs/compare-tiers, learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const LIMITS: Readonly<
  Record<EventHubsTier, { hours: number; partitions: number; groups: number; hubs: number }>
> = {
  // Of Basic, another group is reported where the tier is decided.
  Basic: { hours: 24, partitions: 32, groups: Infinity, hubs: 10 },
  Standard: { hours: 168, partitions: 32, groups: 20, hubs: 10 },
  Premium: { hours: 2160, partitions: 100, groups: 100, hubs: 100 },
};

/** Processing units that Azure has. */
const UNITS_OF_PREMIUM = [1, 2, 4, 6, 8, 10, 12, 16];

/** What depends on the tier, and moves nobody to another one for its price. */
export function checkLimits(draft: Draft): void {
  checkCapacity(draft);
  const { settings, requirements } = draft;
  const { name: tier, capacity } = settings.optional.eventHubs.sku;
  const { hours, partitions, groups, hubs } = LIMITS[tier];
  for (const { path, given } of declaredHubs(settings)) {
    if ((given.retentionInHours ?? 0) > hours)
      draft.problem(
        `${path}.retentionInHours`,
        `${tier} keeps events for at most ${hours} hours`,
        `set it to ${hours} or less, or ${TIER} to ${tier === "Basic" ? '"Standard"' : '"Premium"'}`,
        TIER,
      );
    if ((given.partitionCount ?? 0) > partitions)
      draft.problem(
        `${path}.partitionCount`,
        `a hub in ${tier} has at most ${partitions} partitions`,
        `set it to ${partitions} or less, or ${TIER} to "Premium"`,
        TIER,
      );
  }
  const all = hubNames(settings, requirements);
  const most = tier === "Premium" ? hubs * capacity : hubs;
  if (all.length > most)
    draft.problem(
      `${EVENT_HUBS}.hubs`,
      `${tier} has at most ${most} hubs, and options and components need ${all.length}`,
      "use fewer hubs, or another tier",
      TIER,
    );
  for (const hub of all) {
    const count = consumerGroupNames(settings, requirements, hub).length;
    // The one that every hub has counts too.
    if (count >= groups)
      draft.problem(
        `${EVENT_HUBS}.hubs.${hub}`,
        `${tier} has at most ${groups} consumer groups for each hub with $Default, and it has ${count + 1}`,
        `remove some, or set ${TIER} to "Premium"`,
        TIER,
      );
  }
}

function checkCapacity(draft: Draft): void {
  const { name: tier, capacity, maximumCapacity } = draft.settings.optional.eventHubs.sku;
  const path = `${EVENT_HUBS}.sku.capacity` as const;
  const maximum = `${EVENT_HUBS}.sku.maximumCapacity` as const;
  if (tier === "Premium" && !UNITS_OF_PREMIUM.includes(capacity))
    draft.problem(
      path,
      `Premium has ${UNITS_OF_PREMIUM.join(", ")} processing units, got ${capacity}`,
      "set it to one of these",
      TIER,
    );
  if (maximumCapacity === undefined) return;
  if (tier !== "Standard")
    draft.problem(
      maximum,
      `${tier} does not raise its capacity by itself`,
      "remove it, or set the tier to Standard",
      TIER,
    );
  else if (maximumCapacity < capacity)
    draft.problem(maximum, `is below the capacity, ${capacity}`, `set it to ${capacity} or more`, path);
}
