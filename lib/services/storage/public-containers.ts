import type { AllSettings } from "../words";

/**
 * The blob containers that are not in the account for data but in that of public assets, sorted; none where there is no such
 * account. Front Door has one for each of its endpoints.
 */
export function publicContainers({ optional: { cdn } }: Pick<AllSettings, "optional">): ReadonlySet<string> {
  if (!cdn.enabled) return new Set();
  const on = Object.entries(cdn.endpoints).flatMap(([name, given]) => (given === false ? [] : [name]));
  return new Set(on.sort());
}
