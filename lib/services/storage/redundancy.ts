import type { Draft } from "../contract/draft";
import type { Region } from "../../azure/regions";
import type { StorageSku } from "./settings";

const ZONAL: readonly StorageSku[] = ["Standard_ZRS", "Standard_GZRS", "Standard_RAGZRS"];
const PAIRED: readonly StorageSku[] = ["Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS"];

/** Why an account cannot be of this kind in the backend's region, and what it can be there; undefined where it can. */
export interface RedundancyFault {
  readonly why: string;
  readonly possible: StorageSku;
}

/** Zone redundancy needs zones, geo-redundancy a paired region: learn.microsoft.com/azure/storage/common/storage-redundancy */
export function redundancyFault(
  { region, location }: Pick<Draft, "region" | "location">,
  name: StorageSku,
): RedundancyFault | undefined {
  if (region === undefined || location === undefined) return undefined;
  const lacks = [
    ...(ZONAL.includes(name) && !region.zones ? ["availability zones"] : []),
    ...(PAIRED.includes(name) && region.pair === undefined ? ["paired region"] : []),
  ];
  return lacks.length === 0
    ? undefined
    : { why: `${location} has no ${lacks.join(" and no ")}`, possible: nextBest(region) };
}

function nextBest({ zones, pair }: Region): StorageSku {
  if (pair !== undefined) return zones ? "Standard_GZRS" : "Standard_GRS";
  return zones ? "Standard_ZRS" : "Standard_LRS";
}
