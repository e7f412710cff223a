import type { Draft } from "../contract/draft";
import { reportOldApi } from "../contract/report-retirement";
import { checkComponentsInServiceBus, refuseWithout } from "./check-components";
import { checkEntities } from "./check-entities";
import { checkTierOfEntities, decideTier, decideUnits, noteNetwork } from "./decide-tier";
import { leaveOutSampleSubscriptions } from "./samples";

/** Every rule of Azure that a combination of `optional.serviceBus` options and components can break. */
export function decideServiceBus(draft: Draft): void {
  if (!draft.settings.optional.serviceBus.enabled) {
    refuseWithout(draft);
    return;
  }
  reportOldApi(draft, "service-bus-old-api");
  leaveOutSampleSubscriptions(draft);
  const made = draft.existing.serviceBus === undefined;
  if (made) {
    decideTier(draft);
    decideUnits(draft);
    checkTierOfEntities(draft);
  }
  checkEntities(draft);
  checkComponentsInServiceBus(draft);
  if (made) noteNetwork(draft);
}
