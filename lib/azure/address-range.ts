import { IPv4 } from "ipaddr.js";

/** A range of IPv4 addresses, as CIDR has it. */
export interface AddressRange {
  readonly text: string;
  readonly address: IPv4;
  /** How many of the 32 bits are fixed. */
  readonly bits: number;
}

/** Undefined when the text is no range, or does not begin where the range does. */
export function parseRange(text: string): AddressRange | undefined {
  if (!IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, bits] = IPv4.parseCIDR(text);
  return IPv4.networkAddressFromCIDR(text).toString() === address.toString()
    ? { text, address, bits }
    : undefined;
}

export function overlap(one: AddressRange, other: AddressRange): boolean {
  return one.address.match(other.address, Math.min(one.bits, other.bits));
}

export function contains(whole: AddressRange, part: AddressRange): boolean {
  return part.bits >= whole.bits && part.address.match(whole.address, whole.bits);
}

/** Addresses that can be given out: Azure keeps five of every subnet. */
export function usableAddresses({ bits }: AddressRange): number {
  return 2 ** (32 - bits) - 5;
}

/** The block of that number, each of `bits`, counted from the beginning of the range. */
export function block(range: AddressRange, bits: number, index: number): AddressRange {
  const first = range.address.toByteArray().reduce((number, byte) => number * 256 + byte, 0);
  const start = first + index * 2 ** (32 - bits);
  const address = new IPv4([24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256));
  return { text: `${address.toString()}/${bits}`, address, bits };
}
