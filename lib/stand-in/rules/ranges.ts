import { IPv4 } from "ipaddr.js";
import { type Json, listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Store } from "../store";

/** Ranges of a subnet. */
export function prefixesOf(subnet: Json | undefined): readonly string[] {
  const several = listAt(subnet, "properties.addressPrefixes").map(String);
  const one = textAt(subnet, "properties.addressPrefix");
  return several.length > 0 || one === "" ? several : [one];
}

export function contains(space: string, prefix: string): boolean {
  const [address, bits] = IPv4.parseCIDR(space);
  const [inner, innerBits] = IPv4.parseCIDR(prefix);
  return innerBits >= bits && inner.match(address, bits);
}

export function overlap(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

/** How many bits of a range are fixed. */
export function bitsOf(range: string): number {
  return IPv4.parseCIDR(range)[1];
}

/** What a subnet is delegated to; nothing where it is not. */
export function delegationOf(subnet: Json | undefined): string {
  return textAt(subnet, "properties.delegations.0.properties.serviceName");
}

/** Private endpoints in a subnet. */
export function endpointsIn(subnet: string, store: Store): readonly string[] {
  return store
    .ofType("Microsoft.Network/privateEndpoints")
    .filter(({ body }) => key(textAt(body, "properties.subnet.id")) === key(subnet))
    .map(({ name }) => name);
}

/** Function apps and slots that have joined a subnet. */
export function appsIn(subnet: string, store: Store): readonly string[] {
  return [...store.ofType("Microsoft.Web/sites"), ...store.ofType("Microsoft.Web/sites/slots")]
    .filter(({ body }) => key(textAt(body, "properties.virtualNetworkSubnetId")) === key(subnet))
    .map(({ name }) => name);
}
