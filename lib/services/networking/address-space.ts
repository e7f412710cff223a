import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import {
  type AddressRange,
  block,
  contains,
  overlap,
  parseRange,
  usableAddresses,
} from "../../azure/address-range";
import { smallestSubnet } from "../api-management/network";
import { ELASTIC_PREMIUM_INSTANCES } from "../function-app/plan";
import type { AllSettings } from "../words";
import type { NetworkingSettings } from "./settings";

export type SubnetName = keyof NetworkingSettings["subnets"];
export const subnetNames: readonly SubnetName[] = ["functions", "private-endpoints", "apim"];

/** Largest and smallest network: learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const FEWEST_BITS = 2;
const MOST_BITS = 29;
/** What no network of Azure's can have: the same page. */
const RESERVED = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];
/** What a subnet is at most, where it is left open. */
const BLOCK_BITS = 24;

/** Checks the ranges of network and subnets, and gives those that were left open a place. */
export function decideAddresses(draft: Draft): void {
  const { networking } = draft.settings;
  const spaces = draft.settings.networking.addressSpace.flatMap((text) => spaceOf(text) ?? []);
  if (networking.addressSpace.length === 0)
    draft.problem("networking.addressSpace", "names no range", 'name one, such as ["10.0.0.0/16"]');
  reportOverlaps(spaces);
  if (spaces.length < networking.addressSpace.length || spaces[0] === undefined) return;

  const subnets = new Map<SubnetName, AddressRange>();
  const chosen = subnetNames.filter((name) => draft.chosen(pathOf(name)));
  for (const name of chosen) {
    const range = chosenRange(name);
    if (range !== undefined) subnets.set(name, range);
  }
  const homeless: SubnetName[] = [];
  for (const name of subnetNames.filter((each) => !chosen.includes(each))) {
    const range = freeBlock(spaces[0], [...subnets.values()]);
    if (range === undefined) {
      homeless.push(name);
      continue;
    }
    subnets.set(name, range);
    draft.deriveAt(pathOf(name), range.text, `that is a free block of ${spaces[0].text}`);
  }
  if (homeless.length > 0)
    draft.problem(
      "networking.addressSpace",
      `${spaces[0].text} has no room for ${homeless.length === 1 ? "subnet" : "subnets"} ${homeless.join(", ")}`,
      "choose a larger range, or set networking.subnets.<name>.addressPrefix of each",
    );
  for (const [name, range] of subnets) checkSize(draft, name, range);

  function spaceOf(text: string): AddressRange | undefined {
    const range = parseRange(text);
    if (range === undefined) {
      draft.problem(
        "networking.addressSpace",
        `${redacted(text)} is no IPv4 range that begins where it says`,
        'write it like "10.0.0.0/16"',
      );
      return undefined;
    }
    if (range.bits < FEWEST_BITS || range.bits > MOST_BITS)
      draft.problem(
        "networking.addressSpace",
        `a network has /${FEWEST_BITS} to /${MOST_BITS}, got ${redacted(text)}`,
        "choose a range of that size",
      );
    for (const reserved of RESERVED.map(parseRange))
      if (reserved !== undefined && overlap(range, reserved))
        draft.problem(
          "networking.addressSpace",
          `${redacted(text)} overlaps ${reserved.text}, which Azure keeps for itself`,
          "choose another range",
        );
    return range;
  }

  function reportOverlaps(ranges: readonly AddressRange[]): void {
    ranges.forEach((one, index) => {
      for (const other of ranges.slice(index + 1))
        if (overlap(one, other))
          draft.problem(
            "networking.addressSpace",
            `${one.text} and ${other.text} overlap`,
            "leave one of them out",
          );
    });
  }

  function chosenRange(name: SubnetName): AddressRange | undefined {
    const path = pathOf(name);
    const text = networking.subnets[name].addressPrefix;
    const range = parseRange(text);
    if (range === undefined) {
      draft.problem(
        path,
        `${redacted(text)} is no IPv4 range that begins where it says`,
        'write it like "10.0.1.0/24"',
      );
      return undefined;
    }
    if (!spaces.some((space) => contains(space, range)))
      draft.problem(
        path,
        `${text} is not within the network's address space`,
        `choose a range within ${networking.addressSpace.join(", ")}, or another networking.addressSpace`,
        "networking.addressSpace",
      );
    for (const [other, taken] of subnets)
      if (overlap(range, taken))
        draft.problem(
          path,
          `${text} overlaps ${taken.text} of subnet ${other}`,
          "give them ranges apart",
          pathOf(other),
        );
    return range;
  }
}

/** Checks that a subnet is large enough for what goes into it. */
export function checkSize(draft: Draft, name: SubnetName, range: AddressRange): void {
  const path = pathOf(name);
  const { most, why } = smallest(name, draft.settings);
  if (range.bits <= most) {
    if (name === "functions") warnOfFewAddresses(draft, range);
    return;
  }
  draft.problem(
    path,
    `${range.text} is too small: ${why} needs /${most} at least`,
    `choose a range of /${most} or larger`,
    ...(draft.chosen(path) ? [] : ["networking.addressSpace"]),
  );
}

/**
 * Every instance takes an address, and while Azure moves an app to other machines it takes two:
 * learn.microsoft.com/azure/app-service/overview-vnet-integration#subnet-requirements
 */
function warnOfFewAddresses(draft: Draft, range: AddressRange): void {
  const { plan, maximumInstances = ELASTIC_PREMIUM_INSTANCES } = draft.settings.functionApp;
  const room = Math.floor(usableAddresses(range) / 2);
  if (plan === "FC1" || room >= maximumInstances) return;
  draft.warn(
    pathOf("functions"),
    `${range.text} has room for ${room} instances, and the app scales out to ${maximumInstances}`,
  );
}

export function pathOf(name: SubnetName): string {
  return `networking.subnets.${name}.addressPrefix`;
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

/**
 * The smallest subnet for each use: learn.microsoft.com/azure/azure-functions/functions-networking-options, and
 * /azure/api-management/virtual-network-injection-resources
 */
function smallest(name: SubnetName, settings: AllSettings): { readonly most: number; readonly why: string } {
  switch (name) {
    case "functions":
      return settings.functionApp.plan === "FC1"
        ? { most: 27, why: "an app on FC1 (Flex Consumption)" }
        : { most: 28, why: "a function app's integration" };
    case "private-endpoints":
      return { most: MOST_BITS, why: "a subnet" };
    case "apim": {
      const most = smallestSubnet(settings);
      return { most, why: most === MOST_BITS ? "a subnet" : "API Management of this tier and capacity" };
    }
  }
}
