import type { Draft } from "../contract/draft";
import { HTTPS_PORT } from "../contract/endpoint";
import { type NetworkNeeds, type PublicService, hasEntrance } from "../contract/network-needs";
import type { AllSettings } from "../words";
import type { RulePlan } from "./inbound";
import { isExisting } from "./subnet-of-code";
import type { OutboundRuleSettings } from "./settings";

/** One rule that lets a flow out. */
export interface OutboundRulePlan {
  readonly name: string;
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp" | "*";
  readonly destination: string;
  readonly port: string;
  readonly description: string;
}

/** The option, as messages name it. */
export const RESTRICT = "networking.restrictOutbound";
export const OUTBOUND = "networking.subnets.functions.outbound";
export const DENY_OUTBOUND = "deny_outbound";
const ALLOW_ENDPOINTS = "allow_private_endpoints";

/**
 * Rules of the subnet that the components' code runs in; undefined where everything may go out.
 *
 * @param flows - into the subnet of private endpoints, as the code begins them
 */
export function outboundRules(
  { networking }: AllSettings,
  { publicServices }: NetworkNeeds,
  endpointsRange: string,
  flows: readonly RulePlan[],
): readonly OutboundRulePlan[] | undefined {
  if (!networking.restrictOutbound) return undefined;
  const toEndpoints = flows.map(({ name, priority, protocol, port }) => ({
    priority,
    name: port === HTTPS_PORT ? ALLOW_ENDPOINTS : `${name}_out`,
    protocol,
    port,
    destination: endpointsRange,
    description: "The function app reaches private endpoints",
  }));
  return [
    ...toEndpoints,
    ...publicServices.flatMap((service) => (service.isCalled ? rulesTo(service) : [])),
    ...ownRules(networking.subnets.functions.outbound),
  ];
}

/** One rule for each port, with the priorities that follow on the service's own. */
function rulesTo({ tag, priority, ports = [HTTPS_PORT], why }: PublicService): readonly OutboundRulePlan[] {
  return ports.map((port, index) => ({
    priority: priority + index,
    name: `${nameOf(tag)}${index === 0 ? "" : `_${index + 1}`}`,
    protocol: "Tcp",
    port,
    destination: tag,
    description: why,
  }));
}

function ownRules(
  given: Readonly<Record<string, OutboundRuleSettings | false>> = {},
): readonly OutboundRulePlan[] {
  return Object.entries(given)
    .flatMap(([name, rule]): readonly OutboundRulePlan[] =>
      rule === false
        ? []
        : [
            {
              name,
              priority: rule.priority,
              protocol: rule.protocol ?? "Tcp",
              destination: rule.destination,
              port: rule.port ?? HTTPS_PORT,
              description: `${OUTBOUND}.${name}`,
            },
          ],
    )
    .sort((one, other) => one.priority - other.priority);
}

/** `AzureFrontDoor.FirstParty` → `allow_azure_front_door_first_party`. */
function nameOf(tag: string): string {
  const words = tag.replaceAll(".", "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_");
  return `allow_${words.toLowerCase()}`;
}

/** Names that the backend gives its own rules, so that a user's rule takes another one. */
export function isOwnOutbound(name: string, services: readonly PublicService[]): boolean {
  return (
    name === DENY_OUTBOUND ||
    name === ALLOW_ENDPOINTS ||
    // Microsoft's, of which a later version may call others.
    /^allow_(azure|microsoft)/.test(name) ||
    services.some(({ tag }) => name.startsWith(nameOf(tag)))
  );
}

/** Whether the function app's way out is closed, and can be. */
export function decideOutbound(draft: Draft): void {
  decideRestriction(draft);
  const { networking } = draft.settings;
  if (!networking.restrictOutbound) return;
  const { subnets } = draft.networkNeeds;
  if (!networking.vnet)
    draft.problem(
      RESTRICT,
      "there is no virtual network",
      `set networking.vnet to true, or remove ${RESTRICT}`,
      "networking.vnet",
    );
  else if (subnets.some(({ name, runsCode }) => runsCode && isExisting(draft, name)))
    draft.problem(
      RESTRICT,
      "the subnet of the function app is an existing one, and its owner manages its security group",
      `remove ${RESTRICT} or external.vnet.subnets.functions`,
      "external.vnet",
    );
  for (const { opensOutbound } of subnets)
    if (opensOutbound !== undefined)
      draft.problem(
        RESTRICT,
        opensOutbound.why,
        `remove ${RESTRICT}, or choose another ${opensOutbound.option}`,
        opensOutbound.option,
      );
  noteUnknown(draft);
}

/** Rules that let out make sense where the rest stays in. */
function decideRestriction(draft: Draft): void {
  const { restrictOutbound, subnets } = draft.settings.networking;
  const rules = Object.values(subnets.functions.outbound ?? {}).filter((rule) => rule !== false);
  if (rules.length === 0 || restrictOutbound) return;
  if (draft.chosen(RESTRICT))
    draft.problem(
      OUTBOUND,
      "allows outbound traffic, but all outbound traffic is already allowed",
      `set ${RESTRICT} to true, or remove ${OUTBOUND}`,
      RESTRICT,
    );
  else draft.adjust(RESTRICT, true, `${OUTBOUND} is set`);
}

/** What the backend knows no address of. */
function noteUnknown(draft: Draft): void {
  const { networkNeeds } = draft;
  const unknown = networkNeeds.unknownAddresses;
  for (const { option, why } of unknown.filter(({ isExisting: exists }) => !exists))
    draft.note(
      option,
      `${why === undefined ? "" : `${why}, and `}needs a rule that allows outbound traffic to it: ${OUTBOUND}`,
    );
  if (hasEntrance(networkNeeds)) return;
  for (const { option } of unknown.filter(({ isExisting: exists }) => exists))
    draft.note(option, `needs a rule that allows outbound traffic to its private endpoint: ${OUTBOUND}`);
}
