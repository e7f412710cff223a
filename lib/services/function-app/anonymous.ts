import { httpAccessOf } from "../../components/http-access";
import type { Draft } from "../contract/draft";
import { hasEntrance } from "../contract/network-needs";
import { ipRestrictionsOf } from "./ip-restrictions";

const LEVEL = "functionApp.authLevel";

/**
 * Warns of each component that the internet reaches without a key: `authLevel` is the component's, who reaches the app is
 * the environment's, and nobody sees both in one place.
 */
export function warnOfAnonymous(draft: Draft): void {
  if (!isOpen(draft)) return;
  for (const { path, component } of draft.requirements.components) {
    const access = httpAccessOf(component, draft.settings.functionApp.authLevel);
    // Its rules need a token, which the code validates.
    if (access?.level !== "anonymous" || access.asksWho) continue;
    if (draft.settings.functionApp.signIn !== false && access.signsIn) continue;
    draft.warnOfAccess(
      access.isOwn ? `${path}.${access.field}` : LEVEL,
      `${component.name} can be called from the internet without a key: set ${access.isOwn ? access.field : LEVEL} to "function", close the app ` +
        "with functionApp.publicNetworkAccess: false, list its callers in functionApp.ipRestrictions, or put API Management in the " +
        "network in front of it",
    );
  }
}

/** Whether requests come from the internet, and not only from API Management's subnet. */
function isOpen({ settings, networkNeeds }: Draft): boolean {
  const { functionApp } = settings;
  return (
    functionApp.publicNetworkAccess &&
    !hasEntrance(networkNeeds) &&
    ipRestrictionsOf(functionApp).length === 0
  );
}
