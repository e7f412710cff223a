import type { AllSettings } from "../words";

/** Where the options of Front Door are. */
export const CDN = "optional.cdn";

/** The blob containers that are in the account of public assets, sorted; none where there is no such account. */
export function publicContainers({ optional: { cdn } }: AllSettings): ReadonlySet<string> {
  if (!cdn.enabled) return new Set();
  const on = Object.entries(cdn.endpoints).flatMap(([name, given]) => (given === false ? [] : [name]));
  return new Set(on.sort());
}
