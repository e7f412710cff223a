import { IPv4 } from "ipaddr.js";
import { parseRange } from "../../azure/address-range";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import { OUTBOUND, isOwnOutbound } from "./outbound";
import type { InboundRuleSettings } from "./settings";

/** Sources that are everybody. */
const EVERYBODY = ["*", "any", "internet", "0.0.0.0/0", "::/0"];
const RULE_NAME = /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/;
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

/** The rules that a user gives subnets. */
export function checkRules(draft: Draft): void {
  const { subnets, ruleNames, publicServices } = draft.networkNeeds;
  const given = draft.settings.networking.subnets;
  const inboundRules: Direction = {
    end: "source",
    isOwn: (name) => ruleNames.includes(name),
    everybody: "allows inbound traffic from the whole internet to this subnet",
  };
  const outboundRules: Direction = {
    end: "destination",
    isOwn: (name) => isOwnOutbound(name, publicServices),
    everybody: "allows outbound traffic from the function app to the whole internet",
  };
  for (const { name } of subnets)
    checkEach(draft, `networking.subnets.${name}.inbound`, given[name].inbound, inboundRules);
  const { inbound = {}, outbound = {} } = given.functions;
  checkEach(draft, OUTBOUND, outbound, outboundRules);
  for (const name of Object.keys(outbound))
    if (Object.keys(inbound).some((other) => other.toLowerCase() === name.toLowerCase()))
      draft.problem(
        `${OUTBOUND}.${name}`,
        "networking.subnets.functions.inbound also has a rule with this name, and rule names are unique in a security group",
        "choose another name",
      );
}

/** Where rules of a subnet are. */
type SubnetPath = `networking.subnets.${string}`;

/** What differs between inbound and outbound rules. */
interface Direction {
  /** What is at the other end. */
  readonly end: "source" | "destination";
  /** Whether the backend makes a rule of that name, in lower case, itself. */
  readonly isOwn: (name: string) => boolean;
  /** What it means where the other end is the internet. */
  readonly everybody: string;
}

type RuleSettings = Pick<InboundRuleSettings, "priority" | "port"> & {
  readonly source?: string;
  readonly destination?: string;
};

/** Rules of one direction: whole, each with a priority of its own, and none of them one of the backend's. */
function checkEach(
  draft: Draft,
  at: SubnetPath,
  rules: Readonly<Record<string, RuleSettings | false>> = {},
  direction: Direction,
): void {
  const taken = new Map<number, string>();
  reportNamesDifferingInCase(draft, (name) => `${at}.${name}`, rules);
  for (const [name, rule] of Object.entries(rules)) {
    const path = `${at}.${name}` as const;
    if (rule === false || !isWhole(draft, path, rule, direction)) continue;
    const twin = taken.get(rule.priority);
    if (twin !== undefined)
      draft.problem(
        `${path}.priority`,
        `${twin} has the same priority`,
        "use a different priority for each rule of a subnet",
      );
    taken.set(rule.priority, name);
    if (direction.isOwn(name.toLowerCase()))
      draft.problem(path, "is the name of a rule of the backend", "choose another name");
    if (!RULE_NAME.test(name))
      draft.problem(path, "the name of a rule must have letters, digits, _ . and -", "choose another name");
    checkFlow(draft, path, rule, direction);
  }
}

/** Layers may share a rule out, so that only their sum has to be whole. */
function isWhole(draft: Draft, path: SubnetPath, rule: RuleSettings, { end }: Direction): boolean {
  const missing = (["priority", end] as const).filter((each) => (rule[each] as unknown) === undefined);
  for (const each of missing)
    if (!draft.refused(`${path}.${each}`)) draft.problem(path, `${each} is missing`, `add ${each}`);
  return missing.length === 0;
}

/** The port of a rule, and what is at its other end. */
function checkFlow(draft: Draft, path: SubnetPath, rule: RuleSettings, { end, everybody }: Direction): void {
  if (rule.port !== undefined && !isPort(rule.port))
    draft.problem(
      `${path}.port`,
      `must be a port or a range of ports, got ${redacted(rule.port)}`,
      'write it like "443" or "8000-8080"',
    );
  const address = rule[end] ?? "";
  if (EVERYBODY.includes(address.toLowerCase())) draft.warnOfAccess(`${path}.${end}`, everybody);
  else if (!isAddress(address))
    draft.problem(
      `${path}.${end}`,
      `must be an address range or a service tag, got ${redacted(address)}`,
      'write it like "10.1.0.0/24" or "AzureDevOps"',
    );
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
