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
  const why = "an app that is closed to the internet needs a private endpoint, and there are none";
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
      `contains ${unknown.map((slot) => `"${slot}"`).join(", ")}, but functionApp.slots has ${slots.length === 0 ? "none" : slots.map((slot) => `"${slot}"`).join(", ")}`,
      `use slots of functionApp.slots, or remove ${OPEN}`,
      "functionApp.slots",
    );
  if (openSlots.length === 0) return;
  if (!publicNetworkAccess || hasEntrance(draft.networkNeeds))
    draft.problem(
      OPEN,
      "the app and its slots are closed to the internet",
      `remove ${OPEN}, or open the app`,
      ACCESS,
    );
  else
    draft.warn(
      OPEN,
      `${openSlots.join(", ")} is open to the internet: a slot uses the data of production, and runs the code of the previous release`,
    );
}

/** A caller of the app itself would bypass every policy. */
function closeBehindApim(draft: Draft): void {
  const why = "API Management is in the network and is the only entry point";
  if (draft.chosen(ACCESS)) {
    if (draft.settings.functionApp.publicNetworkAccess)
      draft.problem(
        ACCESS,
        why,
        `remove ${ACCESS}, or set ${APIM}.virtualNetworkType to "None"`,
        `${APIM}.virtualNetworkType`,
      );
    return;
  }
  if (draft.settings.networking.privateEndpoints) draft.adjust(ACCESS, false, why);
  else draft.note(ACCESS, `allows inbound traffic only from subnet apim, because ${why}`);
}

/** Where an existing service is in a network, only its owner knows. */
function reachFromElsewhere(draft: Draft): void {
  if (draft.settings.functionApp.publicNetworkAccess) return;
  draft.note(
    ACCESS,
    "the existing API Management must be in a network from which the private endpoint of the app is reachable",
  );
}

function reachFromOutside(draft: Draft): void {
  if (draft.settings.functionApp.publicNetworkAccess) return;
  draft.problem(
    ACCESS,
    "API Management is outside of the network and cannot reach a closed app",
    `remove ${ACCESS}, or put API Management in the network: set networking.vnet, and a tier that supports networks`,
    `${APIM}.virtualNetworkType`,
    `${APIM}.sku.name`,
  );
}
