import { type AccessFacts, NOTHING_NEEDED, type Reachable } from "../contract/reachable";
import type { SubnetName } from "../contract/network-needs";
import { ownRules } from "./inbound";
import type { NetworkingPlan } from "./plan";

/** Whom the user's own inbound rules let into subnets. */
export function networkingReachable(plan: NetworkingPlan, { settings }: AccessFacts): readonly Reachable[] {
  if (!plan.vnet) return [];
  return plan.subnets.flatMap(({ name }) => reachableIn(name, settings));
}

function reachableIn(subnet: SubnetName, settings: AccessFacts["settings"]): readonly Reachable[] {
  const rules = ownRules({ settings }, subnet);
  if (rules.length === 0) return [];
  const inbound = `networking.subnets.${subnet}.inbound` as const;
  return [
    {
      id: subnet,
      name: `subnet ${subnet}`,
      scopes: [],
      network: { from: "network" },
      decision: { path: inbound, fix: `remove rules from ${inbound}` },
      callers: rules.map(({ name, source, port, protocol }) => ({
        what: `port ${port} (${protocol})`,
        may: "send requests",
        needs: NOTHING_NEEDED,
        source,
        decision: { path: `${inbound}.${name}`, fix: `remove ${inbound}.${name}, or set a narrower source` },
      })),
    },
  ];
}
