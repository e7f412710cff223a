import { IPv4 } from "ipaddr.js";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { APIM_RULES, isInjected } from "../api-management/network";
import { CONTENT_RULES } from "../function-app/network";
import { REDIS_RULES } from "../redis/network";
import { SERVICE_BUS_RULES } from "../service-bus/network";
import { overlap, parseRange } from "../../azure/address-range";
import { checkExistingSubnets } from "./existing-subnets";
import { OUTBOUND, decideOutbound, isOwnOutbound } from "./outbound";
import type { InboundRuleSettings } from "./settings";
import { type SubnetName, checkSize, decideAddresses, pathOf, subnetNames } from "./address-space";

const VNET = "networking.vnet";
const ENDPOINTS = "networking.privateEndpoints";

/** Every rule that a combination of `networking` options can break. */
export function decideNetworking(draft: Draft): void {
  decideExisting(draft);
  decideApim(draft);
  decidePlan(draft);
  decideEndpoints(draft);
  noteUnused(draft);
  decideOutbound(draft);
  if (!draft.settings.networking.vnet) return;
  const { vnet } = draft.existing;
  if (vnet === undefined) decideAddresses(draft);
  else {
    checkExistingSubnets(draft, vnet);
    if (vnet.createChildren) checkSubnetsOfExisting(draft);
  }
  checkRules(draft);
}

/** A network that is brought is one. */
function decideExisting(draft: Draft): void {
  if (draft.existing.vnet === undefined || draft.settings.networking.vnet) return;
  if (!draft.chosen(VNET)) draft.adjust(VNET, true, "external.vnet brings one");
  else
    draft.problem(
      VNET,
      "external.vnet brings a network",
      "leave external.vnet out, or set networking.vnet to true",
      "external.vnet",
    );
}

/** API Management that is said to be in a network has one; where that cannot be, its own decisions say so. */
function decideApim(draft: Draft): void {
  if (isInjected(draft.settings) && !draft.given.networking.vnet && !draft.chosen(VNET))
    draft.adjust(VNET, true, "optional.apim.virtualNetworkType puts API Management into one");
}

/** Endpoints live in a network. */
function decideEndpoints(draft: Draft): void {
  const { vnet, privateEndpoints } = draft.settings.networking;
  if (vnet || !privateEndpoints) return;
  if (!draft.chosen(ENDPOINTS)) draft.adjust(ENDPOINTS, false, "there is no virtual network for them");
  else if (!draft.chosen(VNET)) draft.adjust(VNET, true, "private endpoints live in a virtual network");
  else
    draft.problem(
      ENDPOINTS,
      "private endpoints live in a virtual network, and there is none",
      "set networking.vnet to true, or networking.privateEndpoints to false",
      VNET,
    );
}

/** Consumption takes no part in a network: learn.microsoft.com/azure/azure-functions/functions-networking-options */
function decidePlan(draft: Draft): void {
  const wanted = [VNET, ENDPOINTS].find(
    (path) => draft.chosen(path) && draft.settings.networking[path === VNET ? "vnet" : "privateEndpoints"],
  );
  const { vnet } = draft.settings.networking;
  if (draft.settings.functionApp.plan !== "Y1" || (!vnet && wanted === undefined)) return;
  const why = "Y1 (Consumption) takes no part in a virtual network";
  if (!draft.chosen("functionApp.plan")) {
    draft.adjust(
      "functionApp.plan",
      "EP1",
      `${wanted ?? (draft.existing.vnet ? "external.vnet" : VNET)} is set: ${why}`,
    );
    return;
  }
  const from = wanted ?? (draft.existing.vnet === undefined ? undefined : "external.vnet");
  if (from === undefined) {
    draft.adjust(VNET, false, why);
    draft.warnOfAccess(VNET, `nothing is closed to the internet: ${why}, and functionApp.plan is set`);
    return;
  }
  draft.problem("functionApp.plan", why, `set functionApp.plan to "EP1", or leave ${from} out`, from);
  // Said once: that the endpoints then have no network is no second problem.
  if (!vnet) draft.derive(VNET, true, "it is asked for");
}

/** What was said of parts that are not there. */
function noteUnused(draft: Draft): void {
  const { vnet, privateEndpoints } = draft.settings.networking;
  const { privateDnsZones } = draft.existing;
  for (const path of ["networking.addressSpace", "networking.subnets"])
    if (!vnet && draft.chosen(path)) draft.note(path, "not used: there is no virtual network");
  if (!privateEndpoints && (privateDnsZones === "policy" || Object.keys(privateDnsZones).length > 0))
    draft.note("external.privateDnsZones", "not used: there are no private endpoints");
}

/** Where a network is not ours, only its owner knows which ranges are free. */
function checkSubnetsOfExisting(draft: Draft): void {
  const made = subnetNames.filter((name) => draft.existing.vnet?.subnets[name] === undefined);
  for (const name of subnetNames) checkUse(draft, name, made.includes(name));
  const ranges = made.flatMap((name) => {
    const path = pathOf(name);
    const text = draft.settings.networking.subnets[name].addressPrefix;
    if (!draft.chosen(path)) {
      if (isNeeded(draft, name))
        draft.missing(
          path,
          "is not given, and external.vnet brings a network whose free ranges are not known",
          `set ${path}, or name an existing subnet in external.vnet.subnets`,
          "external.vnet.createChildren",
        );
      return [];
    }
    if (!isNeeded(draft, name)) return [];
    const range = parseRange(text);
    if (range === undefined)
      draft.problem(
        path,
        `${redacted(text)} is no IPv4 range that begins where it says`,
        'write it like "10.0.1.0/24"',
      );
    else checkSize(draft, name, range);
    return range === undefined ? [] : [{ name, range }];
  });
  ranges.forEach(({ name, range }, index) => {
    for (const other of ranges.slice(0, index))
      if (overlap(range, other.range))
        draft.problem(
          pathOf(name),
          `${range.text} overlaps ${other.range.text} of subnet ${other.name}`,
          "give them ranges apart",
          pathOf(other.name),
        );
  });
}

/** What is said of a subnet that is not made. */
function checkUse(draft: Draft, name: SubnetName, made: boolean): void {
  const path = `networking.subnets.${name}`;
  if (!draft.chosen(path) || (made && isNeeded(draft, name))) return;
  if (made && name === "private-endpoints") draft.note(path, "not used: there are no private endpoints");
  else
    draft.problem(
      path,
      made
        ? "is not made in a network that is brought, unless API Management is in it"
        : `configures a subnet that external.vnet.subnets.${name} names`,
      made
        ? `leave ${path} out, or switch optional.apim on`
        : `leave ${path} or external.vnet.subnets.${name} out`,
      ...(made ? ["external.vnet"] : [`external.vnet.subnets.${name}`]),
    );
}

function isNeeded(draft: Draft, name: SubnetName): boolean {
  switch (name) {
    case "functions":
      return true;
    case "private-endpoints":
      return draft.settings.networking.privateEndpoints;
    case "apim":
      return isInjected(draft.settings);
  }
}

/** Rules that the backend makes itself. */
export const ALLOW_FUNCTIONS = "allow_functions";
export const DENY_INBOUND = "deny_inbound";
const OWN_RULES: readonly string[] = [
  ALLOW_FUNCTIONS,
  ...APIM_RULES,
  ...REDIS_RULES,
  ...SERVICE_BUS_RULES,
  ...CONTENT_RULES,
  DENY_INBOUND,
];

/** Sources that are everybody. */
const EVERYBODY = ["*", "any", "internet", "0.0.0.0/0", "::/0"];
const RULE_NAME = /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/;
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

function checkRules(draft: Draft): void {
  for (const subnet of subnetNames)
    checkEach(
      draft,
      `networking.subnets.${subnet}.inbound`,
      draft.settings.networking.subnets[subnet].inbound,
      INBOUND,
    );
  const { inbound = {}, outbound = {} } = draft.settings.networking.subnets.functions;
  checkEach(draft, OUTBOUND, outbound, OUT);
  for (const name of Object.keys(outbound))
    if (Object.keys(inbound).some((other) => other.toLowerCase() === name.toLowerCase()))
      draft.problem(
        `${OUTBOUND}.${name}`,
        "networking.subnets.functions.inbound has a rule of that name, and a security group has one of a name",
        "choose another name",
      );
}

/** What differs between rules that let in and rules that let out. */
interface Direction {
  /** What is at the other end. */
  readonly end: "source" | "destination";
  /** Whether the backend makes a rule of that name, in lower case, itself. */
  readonly isOwn: (name: string) => boolean;
  /** What it means where the other end is the internet. */
  readonly everybody: string;
}

const INBOUND: Direction = {
  end: "source",
  isOwn: (name) => OWN_RULES.includes(name),
  everybody: "everybody on the internet may send to this subnet",
};
const OUT: Direction = {
  end: "destination",
  isOwn: isOwnOutbound,
  everybody: "the function app may send to everybody on the internet",
};

type RuleSettings = Pick<InboundRuleSettings, "priority" | "port"> & {
  readonly source?: string;
  readonly destination?: string;
};

/** Rules of one direction: their names, their order, their ports and what is at their other end. */
function checkEach(
  draft: Draft,
  at: string,
  rules: Readonly<Record<string, RuleSettings | false>> = {},
  { end, isOwn, everybody }: Direction,
): void {
  const taken = new Map<number, string>();
  reportNamesDifferingInCase(draft, at, rules);
  for (const [name, rule] of Object.entries(rules)) {
    const path = `${at}.${name}`;
    if (rule === false) continue;
    // Layers may share a rule out, so that only their sum has to be whole.
    const missing = (["priority", end] as const).filter((each) => (rule[each] as unknown) === undefined);
    for (const each of missing)
      if (!draft.refused(`${path}.${each}`)) draft.problem(path, `lacks ${each}`, `add ${each}`);
    if (missing.length > 0) continue;
    const twin = taken.get(rule.priority);
    if (twin !== undefined)
      draft.problem(`${path}.priority`, `${twin} has it too`, "give each rule of a subnet its own");
    taken.set(rule.priority, name);
    if (isOwn(name.toLowerCase()))
      draft.problem(path, "is a rule that the backend makes itself", "choose another name");
    if (!RULE_NAME.test(name))
      draft.problem(path, "a rule is named with letters, digits, _ . and -", "choose another name");
    if (rule.port !== undefined && !isPort(rule.port))
      draft.problem(
        `${path}.port`,
        `is no port and no range of ports, got ${redacted(rule.port)}`,
        'write it like "443" or "8000-8080"',
      );
    const address = rule[end] ?? "";
    if (EVERYBODY.includes(address.toLowerCase())) draft.warnOfAccess(`${path}.${end}`, everybody);
    else if (!isAddress(address))
      draft.problem(
        `${path}.${end}`,
        `is no address range and no service tag, got ${redacted(address)}`,
        'write it like "10.1.0.0/24" or "AzureDevOps"',
      );
  }
}

const LAST_PORT = 65_535;

/** Its form is checked already; Azure refuses what is too high, and a range that ends before it begins. */
function isPort(port: string): boolean {
  if (port === "*") return true;
  const [first = NaN, last = first] = port.split("-").map(Number);
  return first <= last && last <= LAST_PORT;
}

function isAddress(source: string): boolean {
  return parseRange(source) !== undefined || IPv4.isValidFourPartDecimal(source) || SERVICE_TAG.test(source);
}
