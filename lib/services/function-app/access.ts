import type { Draft } from "../contract/draft";
import { hasEntrance } from "../contract/network-needs";

const APIM = "optional.apim";
const ACCESS = "functionApp.publicNetworkAccess";

/** Who reaches the app: everybody, API Management in the network alone, or only the network. */
export function decideAccess(draft: Draft): void {
  const { optional, networking } = draft.settings;
  if (hasEntrance(draft.networkNeeds)) closeBehindApim(draft);
  else if (draft.existing.apim !== undefined) reachFromElsewhere(draft);
  else if (optional.apim.enabled) reachFromOutside(draft);
  if (draft.settings.functionApp.publicNetworkAccess || networking.privateEndpoints) return;
  // A closed app is reached through its private endpoint, which Consumption has not.
  const why =
    "an app that is closed to the internet is reached through a private endpoint, and there are none";
  if (!draft.chosen(ACCESS)) draft.adjust(ACCESS, true, why);
  else
    draft.problem(
      ACCESS,
      why,
      `set networking.privateEndpoints to true, or ${ACCESS} to true`,
      "networking.privateEndpoints",
    );
}

const OPEN = "functionApp.openSlots";

/** A slot is open where its app is, and no further. */
export function decideOpenSlots(draft: Draft): void {
  const { openSlots, slots, publicNetworkAccess } = draft.settings.functionApp;
  const unknown = openSlots.filter((slot) => !slots.includes(slot));
  if (unknown.length > 0)
    draft.problem(
      OPEN,
      `names ${unknown.map((slot) => `"${slot}"`).join(", ")}, and functionApp.slots has ${slots.length === 0 ? "none" : slots.map((slot) => `"${slot}"`).join(", ")}`,
      `name slots of functionApp.slots, or leave ${OPEN} out`,
      "functionApp.slots",
    );
  if (openSlots.length === 0) return;
  if (!publicNetworkAccess || hasEntrance(draft.networkNeeds))
    draft.problem(
      OPEN,
      "the app itself is closed to the internet, and its slots with it",
      `leave ${OPEN} out, or open the app`,
      ACCESS,
    );
  else
    draft.warn(
      OPEN,
      `the internet reaches ${openSlots.join(", ")}: a slot works on the data of production, and has the code from before the last release`,
    );
}

/** Whoever could call the app itself would pass by every policy. */
function closeBehindApim(draft: Draft): void {
  const why = "API Management is in the network, and the only way in";
  if (draft.chosen(ACCESS)) {
    if (draft.settings.functionApp.publicNetworkAccess)
      draft.problem(
        ACCESS,
        why,
        `leave ${ACCESS} out, or set ${APIM}.virtualNetworkType to "None"`,
        `${APIM}.virtualNetworkType`,
      );
    return;
  }
  if (draft.settings.networking.privateEndpoints) draft.adjust(ACCESS, false, why);
  else draft.note(ACCESS, `only the subnet apim is let in, because ${why}`);
}

/** Where an existing service is in a network, only its owner knows. */
function reachFromElsewhere(draft: Draft): void {
  if (draft.settings.functionApp.publicNetworkAccess) return;
  draft.note(
    ACCESS,
    "expected of the existing API Management: it is in a network that reaches the app's private endpoint",
  );
}

function reachFromOutside(draft: Draft): void {
  if (draft.settings.functionApp.publicNetworkAccess) return;
  draft.problem(
    ACCESS,
    "API Management is outside of the network, and does not reach an app that is closed",
    `leave ${ACCESS} out, or let API Management into the network: networking.vnet, with a tier that can be there`,
    `${APIM}.virtualNetworkType`,
    `${APIM}.sku.name`,
  );
}
