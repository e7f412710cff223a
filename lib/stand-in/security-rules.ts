import { IPv4 } from "ipaddr.js";
import { type Json, at, isObject, listAt, textAt } from "./json";
import { key } from "./resource-path";
import { contains, overlap, prefixesOf } from "./rules/ranges";
import type { Resource, Store } from "./store";

type Direction = "Inbound" | "Outbound";

/** What goes by TCP from any address of one subnet to a private endpoint in another of the same network. */
interface Flow {
  readonly from: Resource;
  readonly to: Resource;
  readonly port: number;
}

/** Policies of a subnet that let its security group look at private endpoints: learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy */
const LOOKED_AT = ["Enabled", "NetworkSecurityGroupEnabled"];

/**
 * The rule that a flow to a private endpoint ends at: that of the caller's subnet on the way out, then that of the
 * endpoint's on the way in. Undefined where it arrives. Without a rule of its own, traffic within a network passes.
 * learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
export function blockedBy(flow: Flow, store: Store): string | undefined {
  const { from, to } = flow;
  const isLookedAt = LOOKED_AT.includes(textAt(to.body, "properties.privateEndpointNetworkPolicies"));
  return (
    stoppedAt(from, "Outbound", flow, store) ??
    (isLookedAt ? stoppedAt(to, "Inbound", flow, store) : undefined)
  );
}

function stoppedAt(subnet: Resource, direction: Direction, flow: Flow, store: Store): string | undefined {
  const group = store.get(textAt(subnet.body, "properties.networkSecurityGroup.id"));
  if (group === undefined) return undefined;
  const rule = rulesOf(group, store)
    .filter(({ properties }) => textAt(properties, "direction") === direction)
    .sort((one, other) => priorityOf(one) - priorityOf(other))
    .find(({ properties }) => applies(properties, flow));
  if (rule === undefined || textAt(rule.properties, "access") === "Allow") return undefined;
  const way = direction === "Inbound" ? `from subnet ${flow.from.name}` : `to subnet ${flow.to.name}`;
  return `rule ${rule.name} of ${group.name} denies port ${flow.port} ${way}`;
}

interface SecurityRule {
  readonly name: string;
  readonly properties: Json;
}

/** Those that were made one by one, and those that the group was made with. */
function rulesOf(group: Resource, store: Store): readonly SecurityRule[] {
  const own = store
    .children(group.id, "Microsoft.Network/networkSecurityGroups/securityRules")
    .map(({ name, body }) => ({ name, properties: body["properties"] ?? {} }));
  const inline = listAt(group.body, "properties.securityRules")
    .filter(isObject)
    .map((rule) => ({ name: textAt(rule, "name"), properties: rule["properties"] ?? {} }))
    .filter(({ name }) => !own.some((each) => key(each.name) === key(name)));
  return [...own, ...inline];
}

function priorityOf({ properties }: SecurityRule): number {
  return Number(at(properties, "priority"));
}

/** What is allowed must be allowed from every address of the subnet; what is denied for some of them is not reached. */
function applies(rule: Json, { from, to, port }: Flow): boolean {
  const isWhole = textAt(rule, "access") === "Allow";
  return (
    ["*", "tcp"].includes(textAt(rule, "protocol").toLowerCase()) &&
    said(rule, "destinationPort", "Range").some((range) => hasPort(range, port)) &&
    said(rule, "sourceAddress", "Prefix").some((prefix) => hasSubnet(prefix, from, isWhole)) &&
    said(rule, "destinationAddress", "Prefix").some((prefix) => hasSubnet(prefix, to, isWhole))
  );
}

/** One value or a list of them: `sourceAddressPrefix`, `sourceAddressPrefixes`, `destinationPortRanges`. */
function said(rule: Json, what: string, of: "Range" | "Prefix"): readonly string[] {
  const several = listAt(rule, `${what}${of}${of === "Prefix" ? "es" : "s"}`).map(String);
  const one = textAt(rule, `${what}${of}`);
  return one === "" ? several : [one, ...several];
}

function hasPort(range: string, port: number): boolean {
  if (range === "*") return true;
  const [first = NaN, last = first] = range.split("-").map(Number);
  return first <= port && port <= last;
}

/** Tags of services and of the internet hold no address of a network. */
function hasSubnet(prefix: string, subnet: Resource, isWhole: boolean): boolean {
  if (["*", "virtualnetwork"].includes(prefix.toLowerCase())) return true;
  const range = IPv4.isValidFourPartDecimal(prefix) ? `${prefix}/32` : prefix;
  if (!IPv4.isValidCIDR(range)) return false;
  const own = prefixesOf(subnet.body);
  return isWhole ? own.every((each) => contains(range, each)) : own.some((each) => overlap(range, each));
}
