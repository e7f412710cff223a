import { DEFAULT_GROUP, eventHubFault } from "../../components/event-hub-entity";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import { EVENT_HUBS, TIER, consumerGroupNames, declaredHubs, hubNames } from "./entities";
import { checkLimits } from "./limits";

/** Every rule of Azure that a combination of `optional.eventHubs` options and components can break. */
export function decideEventHubs(draft: Draft): void {
  if (!draft.settings.optional.eventHubs.enabled) {
    refuseWithout(draft);
    return;
  }
  checkNames(draft);
  checkKept(draft);
  if (draft.existing.eventHubs !== undefined) return;
  decideTier(draft);
  checkLimits(draft);
  noteNetwork(draft);
}

/** Says of every component that works on Event Hubs that the backend has none. */
function refuseWithout(draft: Draft): void {
  // An existing one, and refused for another reason.
  if (draft.refusedWithin("external.eventHubs")) return;
  for (const { path, name } of draft.requirements.eventHubs)
    draft.missing(
      path,
      `${redacted(name)} is an event hub, but the backend has no Event Hubs`,
      `set ${EVENT_HUBS} to true`,
      `${EVENT_HUBS}.enabled`,
    );
}

function checkNames(draft: Draft): void {
  const report = (path: Parameters<Draft["problem"]>[0], fault: string | undefined): void => {
    if (fault !== undefined) draft.problem(path, fault, 'choose a name such as "telemetry"');
  };
  for (const { path, name, given } of declaredHubs(draft.settings)) {
    report(path, eventHubFault("event hub", name));
    const groups = given.consumerGroups ?? [];
    for (const [index, group] of groups.entries()) {
      if (group !== DEFAULT_GROUP)
        report(`${path}.consumerGroups[${index}]`, eventHubFault("consumer group", group));
      if (groups.indexOf(group) !== index)
        draft.problem(
          `${path}.consumerGroups[${index}]`,
          `${redacted(group)} is there twice`,
          "remove one of them",
        );
    }
  }
}

/** What a component works on stays. */
function checkKept(draft: Draft): void {
  const { hubs } = draft.settings.optional.eventHubs;
  for (const { name, by } of draft.requirements.eventHubs)
    if (hubs[name] === false && draft.chosen(`${EVENT_HUBS}.hubs.${name}`))
      draft.problem(`${EVENT_HUBS}.hubs.${name}`, `${by} uses it`, `remove ${EVENT_HUBS}.hubs.${name}`);
}

/** Basic has the group `$Default` alone: another group raises an open tier. */
function decideTier(draft: Draft): void {
  const { settings, requirements } = draft;
  if (settings.optional.eventHubs.sku.name !== "Basic") return;
  for (const hub of hubNames(settings, requirements)) {
    const [group] = consumerGroupNames(settings, requirements, hub);
    if (group === undefined) continue;
    const need = requirements.eventHubs.find(
      ({ name, consumerGroup }) => name === hub && consumerGroup === group,
    );
    const path = need?.path ?? (`${EVENT_HUBS}.hubs.${hub}.consumerGroups` as const);
    const why = `Basic has only the consumer group ${DEFAULT_GROUP}, and ${redacted(hub)} has ${redacted(group)}`;
    if (!draft.chosen(TIER)) draft.adjust(TIER, "Standard", why);
    else draft.problem(path, why, `set ${TIER} to "Standard", or consumerGroup to "${DEFAULT_GROUP}"`, TIER);
  }
}

/** Nobody is moved to another tier for its price. */
function noteNetwork(draft: Draft): void {
  const { networking, optional } = draft.settings;
  if (optional.eventHubs.sku.name === "Basic" && networking.vnet)
    draft.noteAccess(
      TIER,
      "Basic has no private endpoint: the namespace is open to the internet, and only roles control access",
    );
}
