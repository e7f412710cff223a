import type { ExistingResource } from "../contract/existing-resource";
import type { PlanContext } from "../contract/service";
import { isClosed } from "./closed";
import { consumerGroupNames, declaredHubs, hubNames } from "./entities";
import type { EventHubsTier } from "./settings";

/** One hub that will be made. */
export interface HubPlan {
  readonly name: string;
  readonly partitionCount: number;
  readonly retentionInHours: number;
  /** Without `$Default`, which every hub has. */
  readonly consumerGroups: readonly string[];
}

/** A namespace that is there already; there are no hubs where its owner makes them. */
export interface ExistingEventHubsPlan {
  readonly enabled: true;
  readonly existing: ExistingResource;
  readonly hubs: readonly HubPlan[];
}

/** The namespace that will be made, and what is in it. */
export interface EventHubsNamespacePlan {
  readonly enabled: true;
  readonly name: string;
  readonly sku: EventHubsTier;
  readonly capacity: number;
  /** Left out where the capacity stays. */
  readonly maximumCapacity?: number;
  /** Reached through its private endpoint only. */
  readonly closed: boolean;
  readonly hubs: readonly HubPlan[];
}

/** What will be built of `optional.eventHubs`. */
export type EventHubsPlan = { readonly enabled: false } | EventHubsNamespacePlan | ExistingEventHubsPlan;

const PARTITIONS = 2;
/** A day, which every tier has. */
const RETENTION = 24;

export function planEventHubs(context: PlanContext): EventHubsPlan {
  const { settings, name } = context;
  const { enabled, sku } = settings.optional.eventHubs;
  if (!enabled) return { enabled: false };
  const { eventHubs: existing } = context.existing;
  if (existing !== undefined)
    return { enabled: true, existing, hubs: existing.createChildren ? planHubs(context) : [] };
  return {
    enabled: true,
    name: name("eventHubsNamespace"),
    sku: sku.name,
    capacity: sku.capacity,
    ...(sku.maximumCapacity === undefined ? {} : { maximumCapacity: sku.maximumCapacity }),
    closed: isClosed(settings),
    hubs: planHubs(context),
  };
}

function planHubs({ settings, requirements }: PlanContext): readonly HubPlan[] {
  return hubNames(settings, requirements).map((name) => {
    const given = declaredHubs(settings).find((each) => each.name === name)?.given;
    return {
      name,
      partitionCount: given?.partitionCount ?? PARTITIONS,
      retentionInHours: given?.retentionInHours ?? RETENTION,
      consumerGroups: consumerGroupNames(settings, requirements, name),
    };
  });
}
