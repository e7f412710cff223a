import { contains, parseRange } from "../azure/address-range";
import type { CallerNeeds, Network, TokenNeed } from "../services/contract/reachable";

/** Whether a network allows no request that another one refuses. */
export function isWithinNetwork(narrow: Network, wide: Network): boolean {
  if (narrow.from === "nowhere" || JSON.stringify(narrow) === JSON.stringify(wide)) return true;
  switch (wide.from) {
    case "internet":
      return narrow.from !== "unknown";
    case "addresses":
      // The virtual network beside the addresses is no place that the internet knows.
      return narrow.from === "addresses"
        ? narrow.addresses.every((address) => isInOne(address, wide.addresses))
        : narrow.from === "network" || narrow.from === "subnet";
    case "network":
      return narrow.from === "subnet";
    case "subnet":
    case "nowhere":
    case "unknown":
      return false;
  }
}

/** Whether a range of addresses, or a service tag, is within one of others. */
export function isInOne(address: string, ranges: readonly string[]): boolean {
  if (ranges.includes(address)) return true;
  const range = parseRange(address);
  return ranges.some((each) => {
    const other = parseRange(each);
    return range !== undefined && other !== undefined && contains(other, range);
  });
}

/** Whether everybody who has what is needed now had what was needed before. */
export function asksForNoLess(now: CallerNeeds, before: CallerNeeds): boolean {
  const keys = before.keys.every(
    (key) => now.keys.includes(key) || (key === "function key" && now.keys.includes("master key")),
  );
  if (!keys || before.token === undefined) return keys;
  return now.token !== undefined && acceptsNoMore(now.token, before.token);
}

function acceptsNoMore(now: TokenNeed, before: TokenNeed): boolean {
  const within = (some: readonly string[], all: readonly string[]): boolean =>
    some.every((each) => all.includes(each));
  return (
    now.from === before.from &&
    within(now.issuers, before.issuers) &&
    within(now.audiences, before.audiences) &&
    (before.applications.length === 0 ||
      (now.applications.length > 0 && within(now.applications, before.applications))) &&
    within(before.claims, now.claims)
  );
}
