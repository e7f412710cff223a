import { IPv4 } from "ipaddr.js";
import type { Draft } from "../../plan/draft";
import { shown } from "../../plan/shown";
import { reportTwins } from "../../plan/twins";
import { APIM_RULES, isInjected } from "../api-management/network";
import { REDIS_RULES } from "../redis/network";
import { overlap, parseRange } from "./address-range";
import { checkBroughtSubnets } from "./brought-subnets";
import { type SubnetName, checkSize, decideAddresses, pathOf, subnetNames } from "./address-space";

const VNET = "networking.vnet";
const ENDPOINTS = "networking.privateEndpoints";

/** Every rule that a combination of `networking` options can break. */
export function decideNetworking(draft: Draft): void {
  decideBrought(draft);
  decideApim(draft);
  decidePlan(draft);
  decideEndpoints(draft);
  noteUnused(draft);
  if (!draft.settings.networking.vnet) return;
  const { vnet } = draft.brought;
  if (vnet === undefined) decideAddresses(draft);
  else {
    checkBroughtSubnets(draft, vnet);
    if (vnet.createChildren) checkSubnetsOfBrought(draft);
  }
  checkRules(draft);
}

/** A network that is brought is one. */
function decideBrought(draft: Draft): void {
  if (draft.brought.vnet === undefined || draft.settings.networking.vnet) return;
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
  if (isInjected(draft.settings) && !draft.settings.networking.vnet && !draft.chosen(VNET))
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
      `${wanted ?? (draft.brought.vnet ? "external.vnet" : VNET)} is set: ${why}`,
    );
    return;
  }
  const from = wanted ?? (draft.brought.vnet === undefined ? undefined : "external.vnet");
  if (from === undefined) {
    draft.adjust(VNET, false, why);
    draft.warn(VNET, `nothing is closed to the internet: ${why}, and functionApp.plan is set`);
    return;
  }
  draft.problem("functionApp.plan", why, `set functionApp.plan to "EP1", or leave ${from} out`, from);
  // Said once: that the endpoints then have no network is no second problem.
  if (!vnet) draft.derive(VNET, true, "it is asked for");
}

/** What was said of parts that are not there. */
function noteUnused(draft: Draft): void {
  const { vnet, privateEndpoints } = draft.settings.networking;
  const { privateDnsZones } = draft.brought;
  for (const path of ["networking.addressSpace", "networking.subnets"])
    if (!vnet && draft.chosen(path)) draft.note(path, "not used: there is no virtual network");
  if (!privateEndpoints && (privateDnsZones === "policy" || Object.keys(privateDnsZones).length > 0))
    draft.note("external.privateDnsZones", "not used: there are no private endpoints");
}

/** Where a network is not ours, only its owner knows which ranges are free. */
function checkSubnetsOfBrought(draft: Draft): void {
  const made = subnetNames.filter((name) => draft.brought.vnet?.subnets[name] === undefined);
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
        `${shown(text)} is no IPv4 range that begins where it says`,
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
const OWN_RULES: readonly string[] = [ALLOW_FUNCTIONS, ...APIM_RULES, ...REDIS_RULES, DENY_INBOUND];

/** Sources that are everybody. */
const EVERYBODY = ["*", "any", "internet", "0.0.0.0/0", "::/0"];
const RULE_NAME = /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/;
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

function checkRules(draft: Draft): void {
  for (const subnet of subnetNames) {
    const taken = new Map<number, string>();
    const rules = draft.settings.networking.subnets[subnet].inbound ?? {};
    reportTwins(draft, `networking.subnets.${subnet}.inbound`, rules);
    for (const [name, rule] of Object.entries(rules)) {
      const path = `networking.subnets.${subnet}.inbound.${name}`;
      if (rule === false) continue;
      // Layers may share a rule out, so that only their sum has to be whole.
      const missing = (["priority", "source"] as const).filter(
        (each) => (rule[each] as unknown) === undefined,
      );
      for (const each of missing)
        if (!draft.refused(`${path}.${each}`)) draft.problem(path, `lacks ${each}`, `add ${each}`);
      if (missing.length > 0) continue;
      const twin = taken.get(rule.priority);
      if (twin !== undefined)
        draft.problem(`${path}.priority`, `${twin} has it too`, "give each rule of a subnet its own");
      taken.set(rule.priority, name);
      if (OWN_RULES.includes(name.toLowerCase()))
        draft.problem(path, "is a rule that the backend makes itself", "choose another name");
      if (!RULE_NAME.test(name))
        draft.problem(path, "a rule is named with letters, digits, _ . and -", "choose another name");
      if (rule.port !== undefined && !isPort(rule.port))
        draft.problem(
          `${path}.port`,
          `is no port and no range of ports, got ${shown(rule.port)}`,
          'write it like "443" or "8000-8080"',
        );
      if (EVERYBODY.includes(rule.source.toLowerCase()))
        draft.warn(`${path}.source`, "everybody on the internet may send to this subnet");
      else if (!isSource(rule.source))
        draft.problem(
          `${path}.source`,
          `is no address range and no service tag, got ${shown(rule.source)}`,
          'write it like "10.1.0.0/24" or "AzureDevOps"',
        );
    }
  }
}

const LAST_PORT = 65_535;

/** Its form is checked already; Azure refuses what is too high, and a range that ends before it begins. */
function isPort(port: string): boolean {
  if (port === "*") return true;
  const [first = NaN, last = first] = port.split("-").map(Number);
  return first <= last && last <= LAST_PORT;
}

function isSource(source: string): boolean {
  return parseRange(source) !== undefined || IPv4.isValidFourPartDecimal(source) || SERVICE_TAG.test(source);
}
