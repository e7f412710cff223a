import type { Requirements } from "../../components/requirements";
import { DEFAULT_GROUP } from "../../components/event-hub-entity";
import type { From } from "../option-path";
import type { AllSettings } from "../words";
import type { EventHubSettings } from "./settings";

/** The option group, as messages name it. */
export const EVENT_HUBS = "optional.eventHubs";
export const TIER = `${EVENT_HUBS}.sku.name` as const;

/** Where hubs or what is below them are given. */
export type HubPath = From<`${typeof EVENT_HUBS}.hubs`>;

/** A hub that options speak of, and where. */
export interface DeclaredHub {
  readonly path: HubPath;
  readonly name: string;
  readonly given: EventHubSettings;
}

type Settings = Pick<AllSettings, "optional">;

/** Those that are not left out. */
export function declaredHubs({ optional: { eventHubs } }: Settings): readonly DeclaredHub[] {
  return Object.entries(eventHubs.hubs).flatMap(([name, given]) =>
    given === false ? [] : [{ path: `${EVENT_HUBS}.hubs.${name}` as const, name, given }],
  );
}

/** Names of all hubs: those of options, and those that components need. */
export function hubNames(
  settings: Settings,
  { eventHubs }: Pick<Requirements, "eventHubs">,
): readonly string[] {
  return sorted([...declaredHubs(settings), ...eventHubs].map(({ name }) => name));
}

/** Consumer groups of a hub, without the one that every hub has. */
export function consumerGroupNames(
  settings: Settings,
  { eventHubs }: Pick<Requirements, "eventHubs">,
  hub: string,
): readonly string[] {
  const declared = declaredHubs(settings).find(({ name }) => name === hub)?.given.consumerGroups ?? [];
  const needed = eventHubs.flatMap(({ name, consumerGroup }) =>
    name === hub && consumerGroup !== undefined ? [consumerGroup] : [],
  );
  return sorted([...declared, ...needed].filter((name) => name !== DEFAULT_GROUP));
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
