import type { Component } from "../../components/component";
import type { Draft } from "../contract/draft";
import { hasEntrance } from "../contract/network-needs";

/**
 * Warns of each component that the internet reaches without a key: `authLevel` is the component's, who reaches the app is
 * the environment's, and nobody sees both in one place.
 */
export function warnOfAnonymous(draft: Draft): void {
  if (!isOpen(draft)) return;
  for (const { path, component } of draft.requirements.components) {
    const field = anonymousField(component);
    if (field === undefined) continue;
    draft.warnOfAccess(
      `${path}.${field}`,
      `${component.name} can be called from the internet without a key: set ${field} to "function", close the app ` +
        "with functionApp.publicNetworkAccess: false, or put API Management in the network in front of it",
    );
  }
}

/** Whether requests come from the internet, and not only from API Management's subnet. */
function isOpen({ settings, networkNeeds }: Draft): boolean {
  return settings.functionApp.publicNetworkAccess && !hasEntrance(networkNeeds);
}

/** Where a component says that it asks for no key; undefined where it asks for one, or answers no requests. */
function anonymousField(component: Component): "authLevel" | "trigger.authLevel" | undefined {
  switch (component.kind) {
    case "crud-api":
      return component.authLevel === "anonymous" ? "authLevel" : undefined;
    case "function":
      return component.trigger.type === "http" && component.trigger.authLevel === "anonymous"
        ? "trigger.authLevel"
        : undefined;
    case "queue-processor":
    case "event-handler":
      return undefined;
  }
}
