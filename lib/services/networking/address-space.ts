import { type AddressRange, block, contains, overlap, parseRange } from "../../azure/address-range";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { SubnetName, SubnetNeed } from "../contract/network-needs";
import { MOST_BITS, checkSize, pathOf } from "./subnet-size";

const SPACE = "networking.addressSpace";

/** The largest network: learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const FEWEST_BITS = 2;
/** What no network of Azure's can have: the same page. */
const RESERVED = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];
/** What a subnet is at most, where it is left open. */
const BLOCK_BITS = 24;

type Ranges = ReadonlyMap<SubnetName, AddressRange>;

/** Checks the ranges of network and subnets, and gives those that were left open a place. */
export function decideAddresses(draft: Draft): void {
  const spaces = decideSpaces(draft);
  const [space] = spaces;
  if (spaces.length < draft.settings.networking.addressSpace.length || space === undefined) return;
  const { subnets } = draft.networkNeeds;
  const ranges = placeOthers(draft, subnets, space, chosenRanges(draft, subnets, spaces));
  for (const need of subnets) {
    const range = ranges.get(need.name);
    if (range !== undefined) checkSize(draft, need, range);
  }
}

/** The ranges of the network that can be read. */
function decideSpaces(draft: Draft): readonly AddressRange[] {
  const { addressSpace } = draft.settings.networking;
  const spaces = addressSpace.flatMap((text) => spaceOf(draft, text) ?? []);
  if (addressSpace.length === 0)
    draft.problem(SPACE, "must have at least one range", 'add one, such as ["10.0.0.0/16"]');
  spaces.forEach((one, index) => {
    for (const other of spaces.slice(index + 1))
      if (overlap(one, other))
        draft.problem(SPACE, `${one.text} and ${other.text} overlap`, "remove one of them");
  });
  return spaces;
}

function spaceOf(draft: Draft, text: string): AddressRange | undefined {
  const range = parseRange(text);
  if (range === undefined) {
    draft.problem(
      SPACE,
      `${redacted(text)} is not a valid IPv4 range: it must begin with the first address of the range`,
      'write it like "10.0.0.0/16"',
    );
    return undefined;
  }
  if (range.bits < FEWEST_BITS || range.bits > MOST_BITS)
    draft.problem(
      SPACE,
      `the size of a network must be /${FEWEST_BITS} to /${MOST_BITS}, got ${redacted(text)}`,
      "choose a range of this size",
    );
  for (const reserved of RESERVED.map(parseRange))
    if (reserved !== undefined && overlap(range, reserved))
      draft.problem(
        SPACE,
        `${redacted(text)} overlaps ${reserved.text}, which Azure reserves`,
        "choose another range",
      );
  return range;
}

/** Those that somebody chose, and that can be read. */
function chosenRanges(
  draft: Draft,
  needs: readonly SubnetNeed[],
  spaces: readonly AddressRange[],
): Map<SubnetName, AddressRange> {
  const ranges = new Map<SubnetName, AddressRange>();
  for (const { name } of needs) {
    const range = draft.chosen(pathOf(name)) ? chosenRange(draft, name, spaces, ranges) : undefined;
    if (range !== undefined) ranges.set(name, range);
  }
  return ranges;
}

function chosenRange(
  draft: Draft,
  name: SubnetName,
  spaces: readonly AddressRange[],
  before: Ranges,
): AddressRange | undefined {
  const path = pathOf(name);
  const { addressSpace, subnets } = draft.settings.networking;
  const text = subnets[name].addressPrefix;
  const range = parseRange(text);
  if (range === undefined) {
    draft.problem(
      path,
      `${redacted(text)} is not a valid IPv4 range: it must begin with the first address of the range`,
      'write it like "10.0.1.0/24"',
    );
    return undefined;
  }
  if (!spaces.some((space) => contains(space, range)))
    draft.problem(
      path,
      `${text} is not in the address space of the network`,
      `choose a range within ${addressSpace.join(", ")}, or another ${SPACE}`,
      SPACE,
    );
  for (const [other, taken] of before)
    if (overlap(range, taken))
      draft.problem(
        path,
        `${text} overlaps ${taken.text} of subnet ${other}`,
        "use ranges that do not overlap",
        pathOf(other),
      );
  return range;
}

/** Gives the others a free block each, in their order. */
function placeOthers(
  draft: Draft,
  needs: readonly SubnetNeed[],
  space: AddressRange,
  chosen: Ranges,
): Ranges {
  const ranges = new Map(chosen);
  const homeless: SubnetName[] = [];
  for (const { name } of needs.filter((need) => !draft.chosen(pathOf(need.name)))) {
    const range = freeBlock(space, [...ranges.values()]);
    if (range === undefined) {
      homeless.push(name);
      continue;
    }
    ranges.set(name, range);
    draft.derive(pathOf(name), range.text, `a free block of ${space.text}`);
  }
  if (homeless.length > 0)
    draft.problem(
      SPACE,
      `${space.text} has no room for ${homeless.length === 1 ? "subnet" : "subnets"} ${homeless.join(", ")}`,
      "choose a larger range, or set networking.subnets.<name>.addressPrefix of each",
    );
  return ranges;
}

/** The first block after the very first one that nothing else has; large networks are cut into /24. */
function freeBlock(space: AddressRange, taken: readonly AddressRange[]): AddressRange | undefined {
  const bits = Math.max(BLOCK_BITS, space.bits + 2);
  if (bits > MOST_BITS) return undefined;
  const count = 2 ** Math.min(bits - space.bits, 12);
  const indexes = [...Array(count).keys()].slice(1);
  return indexes
    .map((index) => block(space, bits, index))
    .find((each) => taken.every((other) => !overlap(each, other)));
}
