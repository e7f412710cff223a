import { type AddressRange, usableAddresses } from "../../azure/address-range";
import type { Draft } from "../contract/draft";
import type { SubnetName, SubnetNeed } from "../contract/network-needs";

/** The smallest network and the smallest subnet: learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
export const MOST_BITS = 29;

/** The option that has the range of a subnet. */
export function pathOf(name: SubnetName): `networking.subnets.${SubnetName}.addressPrefix` {
  return `networking.subnets.${name}.addressPrefix`;
}

/** Checks that a subnet is large enough for what goes into it. */
export function checkSize(draft: Draft, need: SubnetNeed, range: AddressRange): void {
  const path = pathOf(need.name);
  const { bits, why } = need.smallest ?? { bits: MOST_BITS, why: "a subnet" };
  if (range.bits <= bits) {
    warnOfFewAddresses(draft, need, range);
    return;
  }
  draft.problem(
    path,
    `${range.text} is too small: ${why} needs at least /${bits}`,
    `choose a range of /${bits} or larger`,
    ...(draft.chosen(path) ? [] : ["networking.addressSpace" as const]),
  );
}

/**
 * Every instance takes an address, and while Azure moves an app to other machines it takes two:
 * learn.microsoft.com/azure/app-service/overview-vnet-integration#subnet-requirements
 */
function warnOfFewAddresses(draft: Draft, { name, instances }: SubnetNeed, range: AddressRange): void {
  const room = Math.floor(usableAddresses(range) / 2);
  if (instances === undefined || room >= instances) return;
  draft.warn(
    pathOf(name),
    `${range.text} has addresses for ${room} instances, but the app scales out to ${instances}`,
  );
}
