import { serviceNamed, serviceNames } from "../services";
import type { NetworkFacts, NetworkNeeds } from "../services/contract/network-needs";

/** What all services together need of the network, in the order of their ranges and rules. */
export function networkNeedsOf({ settings, existing }: NetworkFacts): NetworkNeeds {
  const all = serviceNames.map((name) => serviceNamed(name).networkNeeds?.({ settings, existing }) ?? {});
  const byPriority = (one: { priority: number }, other: { priority: number }): number =>
    one.priority - other.priority;
  return {
    subnets: all.flatMap(({ subnets = [] }) => subnets).sort((one, other) => one.order - other.order),
    ports: all.flatMap(({ ports = [] }) => ports).sort(byPriority),
    publicServices: all.flatMap(({ publicServices = [] }) => publicServices).sort(byPriority),
    unknownAddresses: all.flatMap(({ unknownAddresses = [] }) => unknownAddresses),
    ruleNames: all.flatMap(({ ruleNames = [] }) => ruleNames),
  };
}
