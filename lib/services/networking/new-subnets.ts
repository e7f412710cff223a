import { type AddressRange, overlap, parseRange } from "../../azure/address-range";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { ExistingResource } from "../contract/existing-resource";
import type { SubnetName, SubnetNeed } from "../contract/network-needs";
import { checkSize, pathOf } from "./subnet-size";

interface NamedRange {
  readonly name: SubnetName;
  readonly range: AddressRange;
}

/** The subnets that are made in an existing network: only its owner knows which ranges are free. */
export function checkNewSubnets(draft: Draft, existing: ExistingResource): void {
  const { subnets } = draft.networkNeeds;
  const isMade = ({ name }: SubnetNeed): boolean => existing.subnets[name] === undefined;
  for (const need of subnets) checkUse(draft, need, isMade(need));
  const ranges = subnets.filter((need) => isMade(need)).flatMap((need) => rangeOf(draft, need) ?? []);
  ranges.forEach(({ name, range }, index) => {
    for (const other of ranges.slice(0, index))
      if (overlap(range, other.range))
        draft.problem(
          pathOf(name),
          `${range.text} overlaps ${other.range.text} of subnet ${other.name}`,
          "use ranges that do not overlap",
          pathOf(other.name),
        );
  });
}

/** The range that somebody gave a subnet; undefined where there is none, or no use for one. */
function rangeOf(draft: Draft, need: SubnetNeed): NamedRange | undefined {
  const { name, isUsed } = need;
  if (!isUsed) return undefined;
  const path = pathOf(name);
  if (!draft.chosen(path)) {
    draft.missing(
      path,
      "is not set, and the free address ranges of the existing network of external.vnet are not known",
      `set ${path}, or use an existing subnet with external.vnet.subnets`,
      "external.vnet.createChildren",
    );
    return undefined;
  }
  const text = draft.settings.networking.subnets[name].addressPrefix;
  const range = parseRange(text);
  if (range === undefined) {
    draft.problem(
      path,
      `${redacted(text)} is not a valid IPv4 range: it must begin with the first address of the range`,
      'write it like "10.0.1.0/24"',
    );
    return undefined;
  }
  checkSize(draft, need, range);
  return { name, range };
}

/** Options of a subnet that is not created. */
function checkUse(draft: Draft, { name, isUsed, usedBy }: SubnetNeed, isMade: boolean): void {
  const path = `networking.subnets.${name}` as const;
  if (!draft.chosen(path) || (isMade && isUsed)) return;
  if (!isMade)
    draft.problem(
      path,
      `configures a subnet, but external.vnet.subnets.${name} is an existing one`,
      `remove ${path} or external.vnet.subnets.${name}`,
      `external.vnet.subnets.${name}`,
    );
  else if (usedBy === undefined) draft.note(path, "not used: there are no private endpoints");
  else
    draft.problem(
      path,
      `is not created in an existing network, unless ${usedBy.when}`,
      `remove ${path}, or ${usedBy.fix}`,
      "external.vnet",
    );
}
