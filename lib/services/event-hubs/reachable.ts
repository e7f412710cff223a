import {
  type AccessFacts,
  BY_ENDPOINTS,
  type Decision,
  type Reachable,
  networkOf,
  reachableOfOwner,
} from "../contract/reachable";
import { TIER } from "./entities";
import type { EventHubsPlan } from "./plan";

const NAMESPACE = { id: "namespace", name: "Event Hubs namespace", scopes: ["namespace"] };

/** Basic has no private endpoint. */
const BY_TIER: Decision = { path: TIER, fix: `set ${TIER} to "Standard"` };

/** From where the namespace is reached. */
export function eventHubsReachable(plan: EventHubsPlan, { settings }: AccessFacts): readonly Reachable[] {
  if (!plan.enabled) return [];
  if ("existing" in plan) return [reachableOfOwner(plan.existing.option, NAMESPACE)];
  const decision = settings.networking.privateEndpoints && plan.sku === "Basic" ? BY_TIER : BY_ENDPOINTS;
  return [{ ...NAMESPACE, network: networkOf(plan), decision }];
}
