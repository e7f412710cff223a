import {
  type AccessFacts,
  BY_ENDPOINTS,
  type Decision,
  type Reachable,
  networkOf,
  reachableOfOwner,
} from "../contract/reachable";
import { TIER } from "./entities";
import type { ServiceBusPlan } from "./plan";

const NAMESPACE = { id: "namespace", name: "Service Bus namespace", scopes: ["namespace"] };

/** Only Premium has private endpoints. */
const BY_TIER: Decision = { path: TIER, fix: `set ${TIER} to "Premium"` };

/** From where the namespace is reached. */
export function serviceBusReachable(plan: ServiceBusPlan, { settings }: AccessFacts): readonly Reachable[] {
  if (!plan.enabled) return [];
  if ("existing" in plan) return [reachableOfOwner(plan.existing.option, NAMESPACE)];
  const decision = settings.networking.privateEndpoints && plan.sku !== "Premium" ? BY_TIER : BY_ENDPOINTS;
  return [{ ...NAMESPACE, network: networkOf(plan), decision }];
}
