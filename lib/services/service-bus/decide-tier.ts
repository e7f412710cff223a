import type { Draft } from "../contract/draft";
import { BASIC_TIME_TO_LIVE, secondsOf } from "./duration";
import {
  SERVICE_BUS,
  type DeclaredQueue,
  type EntityPath,
  TIER,
  declaredQueues,
  declaredTopics,
} from "./entities";
import type { ComponentPath } from "../option-path";

/** Something that Basic does not have. */
type Demand = {
  /** What Basic lacks, to follow "Basic has no". */
  readonly lack: string;
} & (
  | {
      /** Neither a user nor a component has said it: a switch of the defaults, which can be off. */
      readonly open: true;
      readonly path: EntityPath;
    }
  | {
      readonly open: false;
      /** Who asks for it: an option, or a component. */
      readonly path: EntityPath | ComponentPath;
    }
);

/** What a queue of Basic lacks: learn.microsoft.com/azure/service-bus-messaging/compare-messaging-services */
const NOT_BASIC = {
  requiresDuplicateDetection: "duplicate detection",
  requiresSession: "sessions",
  forwardTo: "forwarding",
  forwardDeadLetteredMessagesTo: "forwarding",
  autoDeleteOnIdle: "queues that are deleted when idle",
} as const satisfies Partial<Record<keyof DeclaredQueue["given"], string>>;

/** Lifts an open Basic for what was asked for; leaves out of an open default what Basic lacks. */
export function decideTier(draft: Draft): void {
  const { serviceBus } = draft.settings.optional;
  if (serviceBus.sku.name !== "Basic") return;
  const all = demands(draft);
  const [first, ...others] = all.filter(({ open }) => !open);
  if (first === undefined) {
    for (const { open, path, lack } of all) if (open) draft.adjust(path, false, `Basic has no ${lack}`);
    return;
  }
  if (!draft.chosen(TIER)) {
    draft.adjust(TIER, "Standard", `${first.path} needs it: Basic has no ${first.lack}`);
    return;
  }
  for (const { path, lack } of [first, ...others]) {
    const or = path.startsWith(SERVICE_BUS) ? `, or remove ${path}` : "";
    draft.problem(path, `Basic has no ${lack}`, `set ${TIER} to "Standard"${or}`, TIER);
  }
}

function demands(draft: Draft): readonly Demand[] {
  const { settings, requirements } = draft;
  const { serviceBusQueues, serviceBusTopics, serviceBusSubscriptions } = requirements;
  return [
    ...declaredQueues(settings).flatMap((queue) => demandsOfQueue(draft, queue)),
    ...declaredTopics(settings).map(({ path }): Demand => ({
      path,
      lack: "topics",
      open: !draft.chosen(path),
    })),
    ...serviceBusQueues
      .filter(({ sessions }) => sessions === true)
      .map(({ path }): Demand => ({ path, lack: "sessions", open: false })),
    ...[...serviceBusTopics, ...serviceBusSubscriptions].map(({ path }): Demand => ({
      path,
      lack: "topics",
      open: false,
    })),
  ];
}

function demandsOfQueue(draft: Draft, { path, given }: DeclaredQueue): readonly Demand[] {
  const features = Object.entries(NOT_BASIC).flatMap(([name, lack]): readonly Demand[] => {
    const value = given[name as keyof typeof NOT_BASIC];
    if (value === undefined || value === false) return [];
    const at = `${path}.${name}` as const;
    return [{ path: at, lack, open: value === true && !draft.chosen(at) }];
  });
  const kept = secondsOf(given.defaultMessageTimeToLive ?? "");
  if (kept === undefined || kept <= BASIC_TIME_TO_LIVE) return features;
  const at = `${path}.defaultMessageTimeToLive` as const;
  const lack = "messages that are kept for more than P14D";
  return [...features, { path: at, lack, open: false }];
}

/** Units and partitions are Premium's, and each partition has one at least. */
export function decideUnits(draft: Draft): void {
  const { sku } = draft.settings.optional.serviceBus;
  const capacity = `${SERVICE_BUS}.sku.capacity` as const;
  const partitions = `${SERVICE_BUS}.sku.partitions` as const;
  if (sku.name !== "Premium") {
    for (const path of [capacity, partitions] as const)
      if (draft.chosen(path))
        draft.problem(
          path,
          `${sku.name} has no ${path === capacity ? "units" : "partitions"} of its own`,
          `remove ${path}, or set ${TIER} to "Premium"`,
          TIER,
        );
    return;
  }
  if (sku.capacity >= sku.partitions) return;
  const why = `each of the ${sku.partitions} partitions needs at least one unit`;
  if (draft.chosen(capacity))
    draft.problem(
      capacity,
      `${why}, got ${sku.capacity}`,
      `set ${capacity} to ${sku.partitions} or more, or ${partitions} to ${Math.min(sku.capacity, 4)}`,
      partitions,
    );
  else draft.adjust(capacity, sku.partitions, why);
}

/** Only Premium can be in a network, and nobody is moved to it for its price. */
export function noteNetwork(draft: Draft): void {
  const { networking, optional } = draft.settings;
  const { name } = optional.serviceBus.sku;
  if (name === "Premium" || !networking.vnet) return;
  draft.noteAccess(
    TIER,
    `${name} has no private endpoint: the namespace is open to the internet, and only roles control access`,
  );
}

/** True where it is reached through its private endpoint only. */
export function isClosed({
  networking,
  optional: { serviceBus },
}: Pick<Draft["settings"], "networking" | "optional">): boolean {
  return serviceBus.enabled && serviceBus.sku.name === "Premium" && networking.privateEndpoints;
}

/** What larger queues, topics and messages need: learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas */
const LARGEST_BELOW_PREMIUM = 5120;

/** What depends on the tier, and lifts nobody to Premium. */
export function checkTierOfEntities(draft: Draft): void {
  const { settings } = draft;
  const { name: tier } = settings.optional.serviceBus.sku;
  const isPremium = tier === "Premium";
  for (const { path, given, kind } of [...declaredQueues(settings), ...declaredTopics(settings)]) {
    if (!isPremium && (given.maxSizeInMegabytes ?? 0) > LARGEST_BELOW_PREMIUM)
      needsPremium(
        `${path}.maxSizeInMegabytes`,
        `a ${kind} in tier ${tier} has at most ${LARGEST_BELOW_PREMIUM}`,
      );
    if (!isPremium && given.maxMessageSizeInKilobytes !== undefined)
      needsPremium(
        `${path}.maxMessageSizeInKilobytes`,
        `messages in tier ${tier} have at most 256 kilobytes`,
      );
    if (isPremium && given.enablePartitioning !== undefined)
      draft.problem(
        `${path}.enablePartitioning`,
        "in Premium, partitions are set for the whole namespace",
        `remove it, and set ${SERVICE_BUS}.sku.partitions`,
        TIER,
      );
  }

  function needsPremium(path: EntityPath, why: string): void {
    draft.problem(path, why, `remove it, or set ${TIER} to "Premium"`, TIER);
  }
}
