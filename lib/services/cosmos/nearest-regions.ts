import { type RegionName, regionNamed, regions } from "../../azure/regions";
import type { CosmosSettings } from "./settings";

/**
 * The regions that an app asks its database in: its own first, then the others in their order. Of an account that exists
 * already only the app's own is known; where the account is not there, the SDK goes to its first region.
 *
 * @returns display names, empty where the account has one region
 */
export function nearestRegions(
  location: string,
  { regions: all }: Pick<CosmosSettings, "regions">,
  existing: boolean,
): readonly string[] {
  const own = regionNamed(location);
  const there = all.flatMap((region) => regionNamed(region) ?? []);
  if (existing) return own === undefined ? [] : [regions[own].displayName];
  if (there.length < 2) return [];
  const first = there.filter((region) => region === own);
  const inOrder: readonly RegionName[] = [...first, ...there.filter((region) => region !== own)];
  return inOrder.map((region) => regions[region].displayName);
}
